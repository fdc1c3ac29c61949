"""Whatever a reader may type, asked of our index: how long the first answer of a fresh page takes, and the next.

The worker is asked, as the page asks it: what is fetched while one types is there, the list of all words too where a
question has a wildcard or a distance. Files come over HTTP/1.1, as from a host.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from search_asked import FLAGS, WAIT_FOR_ASK, Handler, served

from oped.bootstrap import find_browser

ROUNDS = 5
STRINGS = (
    "*ing", "*ation", "un*", "*", "*b*c*d*", " ".join(["*x*"] * 40), "*ing *ed *er", "inflaton~2", "Ukraine:", "10:30",
    "+", "constructor", '"climate change"', "zqxjkv wvutsr", "a\ud800b", "maize " * 1_700,
    "https://example.org/a?b=c#d",
)  # fmt: skip
PAGE = """
const root = new URL("/search/", location.href).href;
const worker = new Worker("/search/worker.js", { type: "module" });
const say = (asked) => new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.postMessage({ id: 1, root, ...asked });
});
await say({ work: "open" });
window.ask = async (q) => {
  if (/[*~]/.test(q)) await say({ work: "words" });
  const begun = performance.now();
  const { answer, error } = await say({ work: "search", request: { q } });
  return [performance.now() - begun, answer ? `${answer.total} pieces` : error.message];
};
"""


class Kept(Handler):
    """Keeps a connection open for the next file."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16


def any_string(site: Path) -> str:
    """Ask the index below `site` every string and return a table: milliseconds, medians of fresh pages."""
    (site / "any.js").write_text(PAGE, encoding="utf-8")
    (site / "any.html").write_text('<!doctype html><script type="module" src="/any.js"></script>', encoding="utf-8")
    with served(site, Kept) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        asked(browser, f"{address}/any.html", STRINGS[0])  # the browser's own first page is no reader's
        rows = [row(string, *asked(browser, f"{address}/any.html", string)) for string in STRINGS]
        browser.close()
    return "\n".join(["| typed | first answer, ms | asked again, ms | answer |", "|---|---|---|---|", *rows, ""])


def asked(browser: Browser, address: str, string: str) -> tuple[float, float, str]:
    """Return milliseconds of the first and of the second answer of a fresh page, and the answer."""
    first, again, answer = [], [], ""
    for _ in range(ROUNDS):
        page = browser.new_context().new_page()
        page.goto(address)
        page.evaluate(WAIT_FOR_ASK)
        for times in (first, again):
            took, answer = page.evaluate("(q) => window.ask(q)", string)
            times.append(took)
        page.context.close()
    return statistics.median(first), statistics.median(again), answer


def row(string: str, first: float, again: float, answer: str) -> str:
    """Return a line of the table; a long string is cut."""
    shown = ascii(string)[1:-1].replace("|", "\\|")
    cut = shown if len(shown) <= 30 else f"{shown[:24]}… ({len(string):,} characters)"
    return f"| `{cut}` | {first:.0f} | {again:.0f} | {answer} |"
