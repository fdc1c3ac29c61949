"""The counts beside an article's terms, as a reader's browser shows them with scripts off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Browser

SHOWN = """() => [...document.querySelectorAll(".terms > ul > li > a")].map(
    (link) => [new URL(link.href).pathname, getComputedStyle(link, "::after").content])"""


def test_each_term_shows_as_many_pieces_as_its_page(
    browser: Browser, serve: Callable[[Path], str], sample_site: Path
) -> None:
    """The number behind a term is the one that the term's own page tells, on every article that has the term."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    articles = sorted((sample_site / "articles").glob("*/index.html"))[::8]
    seen = set()
    for article in articles:
        page.goto(f"{serve(sample_site)}/{article.relative_to(sample_site).parent}/")
        for path, content in page.evaluate(SHOWN):
            hub = BeautifulSoup((sample_site / path.strip("/") / "index.html").read_text("utf-8"), "lxml")
            facts = hub.select_one(".facts")
            assert facts is not None
            assert content == f'"({facts.get_text(strip=True).split()[0]})"', path
            seen.add(path.split("/")[1])
    context.close()
    assert seen == {"regions", "topics"}
