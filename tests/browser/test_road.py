"""What a reader does with the built archive, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

Serve = Callable[[Path], str]
WORDS = {"Ukraine": "Ukrainian and European leaders", "財政收支劃分法": "財政收支劃分法"}

ADDRESSES = "links => [...new Set(links.map(link => new URL(link.getAttribute('href'), location).pathname))]"


@pytest.mark.parametrize(("words", "found"), WORDS.items())
def test_the_seed_is_found_by_its_words(words: str, found: str, seed_site: Path, serve: Serve, page: Page) -> None:
    """Typing a word of the seed page, Latin or Chinese, brings the post it stands in."""
    page.goto(f"{serve(seed_site)}/search/?q={quote(words)}")
    first = page.locator("ol.hits > li").first
    expect(first).to_be_visible()
    address, *_ = first.locator("a[href*='/articles/']").evaluate_all(ADDRESSES)
    page.goto(f"{serve(seed_site)}{address}")
    expect(page.locator("main")).to_contain_text(found)


def test_a_word_finds_what_holds_it_and_nothing_else(
    sample_site: Path, seed_site: Path, serve: Serve, page: Page
) -> None:
    """`money` stands in pieces of the sample and is found there; it is nowhere in the seed page, and that is said."""
    page.goto(f"{serve(sample_site)}/search/?q=money")
    expect(page.locator("ol.hits > li").first).to_be_visible()
    for address in page.locator("ol.hits > li h3 a, ol.hits > li h2 a").evaluate_all(ADDRESSES):
        page.goto(f"{serve(sample_site)}{address}")
        expect(page.locator("main")).to_contain_text(re.compile("money", re.IGNORECASE))
    page.goto(f"{serve(seed_site)}/search/?q=money")
    expect(page.get_by_role("status").first).to_contain_text("Nothing")


def test_seed_posts_say_what_they_are(seed_site: Path, serve: Serve, page: Page) -> None:
    """Every piece of the seed page is shown as undated, four as openings only, and none under a made-up day."""
    page.goto(f"{serve(seed_site)}/years/undated/")
    links = page.locator("main a[href*='/articles/']").evaluate_all(ADDRESSES)
    assert len(links) == 5
    openings = 0
    for link in links:
        page.goto(f"{serve(seed_site)}{link}")
        expect(page.locator("main")).to_contain_text("ndated")
        openings += page.get_by_text("Only the opening of this piece is in the archive").count() > 0
    assert openings == 4


def test_a_reader_walks_the_archive(sample_site: Path, serve: Serve, page: Page) -> None:
    """From the front page to a piece, to its author, to a region and back, by links alone; no error in the console."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    home = serve(sample_site)
    page.on("request", lambda request: None if request.url.startswith(home) else wrong.append(request.url))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.goto(f"{home}/")
    page.locator("main a[href^='/articles/']").first.click()
    expect(page.locator("main h1")).to_have_count(1)
    for taxonomy in ("authors", "regions", "topics"):
        link = page.locator(f"main a[href^='/{taxonomy}/']").first
        if link.count():
            piece = page.url
            link.click()
            page.wait_for_url(f"**/{taxonomy}/**")
            expect(page.locator("main a[href^='/articles/']").first).to_be_visible()
            page.goto(piece)
    assert not wrong


def test_everything_is_read_without_scripts(sample_site: Path, serve: Serve, browser) -> None:
    """With scripts off, every piece is reached by the years, and its text is there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    home = serve(sample_site)
    page.goto(f"{home}/years/")
    years = page.locator("main a[href^='/years/']").evaluate_all(ADDRESSES)
    pieces: set[str] = set()
    for year in sorted(set(years) - {"/years/"}):
        page.goto(home + year)
        pieces |= set(page.locator("main a[href^='/articles/']").evaluate_all(ADDRESSES))
    pages = {f"/articles/{path.parent.name}/" for path in (sample_site / "articles").glob("*/index.html")}
    assert pieces == pages
    page.goto(home + min(pieces))
    assert page.locator("main p[id]").count()
    context.close()
