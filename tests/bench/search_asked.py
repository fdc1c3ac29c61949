"""Search pages of several engines, asked in one Chromium: what travels for a query, and how long it takes."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import shutil
import statistics
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from oped.bootstrap import find_browser

FIRST_SCRIPTS = Path(__file__).parents[2] / "theme" / "static" / "js" / "search"
QUERIES = (
    "inflation", "Ukraine", "climate change", "supreme court", "Trump", "housing prices", "health care", "school",
    "president Biden", "trade with China", "election", "gun control", "carbon tax", "minimum wage", "vaccine",
    "Israel Gaza", "interest rates", "free speech", "immigration", "artificial intelligence",
)  # fmt: skip
WAIT_FOR_ASK = "() => new Promise((r) => { const i = setInterval(() => window.ask && r(clearInterval(i)), 5); })"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

OUR_PAGE = """
await Promise.all([import("/js/main.js"), import("/search/page.js")]);
const root = new URL("/search/", location.href).href;
const worker = new Worker("/search/worker.js", { type: "module" });
window.ask = (q) => new Promise((resolve) => {
  worker.onmessage = ({ data: { answer } }) => resolve([answer.total, answer.hits.length]);
  worker.postMessage({ id: 1, root, work: "search", request: { q } });
});
"""
PAGEFIND_PAGE = """
const pagefind = await import("/pagefind/pagefind.js");
await pagefind.init();
window.ask = async (q) => {
  const { results } = await pagefind.search(q);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return [results.length, shown.length];
};
"""
LUNR_PAGE = """
const { default: lunr } = await import("/search/lunr.js");
let index;
window.ask = async (q) => {
  index ??= lunr.Index.load(await (await fetch("/lunr.json")).json());
  const results = index.search(q);
  return [results.length, Math.min(10, results.length)];
};
"""


class Figures(NamedTuple):
    """One engine at one size: bytes and milliseconds of each query."""

    cold_bytes: list[int]
    cold: list[float]
    warm: list[float]
    session_bytes: int

    @property
    def median_bytes(self) -> float:
        """Return the bytes of a cold query in the middle."""
        return statistics.median(self.cold_bytes)

    @property
    def p95_bytes(self) -> int:
        """Return the bytes that one cold query in twenty exceeds."""
        return sorted(self.cold_bytes)[int(0.95 * (len(self.cold_bytes) - 1))]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does, scripts and pages gzipped, and counts what it sends."""

    sent = 0
    packed: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """Answer with the file's bytes."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        zipped = path.suffix in {".js", ".html", ".json", ".css", ".wasm"}
        if zipped and str(path) not in self.packed:
            self.packed[str(path)] = gzip.compress(path.read_bytes(), 6)
        data = self.packed[str(path)] if zipped else path.read_bytes()
        type(self).sent += len(data)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def ask(browser: Browser, address: str, page_name: str) -> Figures:
    """Ask every query cold, then all of them in one page twice, and return what that took."""
    cold_bytes, cold, warm = [], [], []

    def open_page() -> Any:
        page = browser.new_context().new_page()
        page.goto(f"{address}/{page_name}")
        return page

    timed = "(q) => { const t = performance.now(); return window.ask(q).then((n) => [performance.now() - t, ...n]); }"
    for query in QUERIES:
        Handler.sent = 0
        page = open_page()
        page.evaluate(WAIT_FOR_ASK)
        took, total, shown = page.evaluate(timed, query)
        assert total, f"{page_name} finds nothing for {query}"
        assert shown == min(10, total)
        cold_bytes.append(Handler.sent)
        cold.append(took)
        page.context.close()
    page = open_page()
    page.evaluate(WAIT_FOR_ASK)
    Handler.sent = 0
    for query in QUERIES:
        page.evaluate(timed, query)
    session = Handler.sent
    for query in QUERIES:
        warm.append(statistics.median(page.evaluate(timed, query)[0] for _ in range(3)))
    page.context.close()
    return Figures(cold_bytes, cold, warm, session)


def in_browser(site: Path, pages: dict[str, str]) -> dict[str, Figures]:
    """Serve `site` and ask each page in the same Chromium."""
    for name, script in pages.items():
        (site / f"{name}.js").write_text(script, encoding="utf-8")
        (site / f"{name}.html").write_text(f'<!doctype html><script type="module" src="/{name}.js"></script>')
    shutil.copytree(FIRST_SCRIPTS, site / "js", dirs_exist_ok=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        figures = {name: ask(browser, address, f"{name}.html") for name in pages}
        browser.close()
    return figures


@contextlib.contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
