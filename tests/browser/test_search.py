"""The search page as readers use it: a real build, a real browser."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))  # the pieces of the search's own tests

from published import build_archive, results

expect.set_options(timeout=20_000)  # a busy machine is no failure


@pytest.fixture(scope="module")
def archive(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Return a site of the search tests' pieces, built by Pelican."""
    return built_once("search", build_archive) / "output"


@pytest.fixture(scope="module")
def address(archive: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of that site."""
    return serve(archive)


def ask(page: Page, query: str) -> list[str]:
    """Type a query, press Enter and return the headlines."""
    field = page.get_by_label("Words to search for")
    field.fill(query)
    field.press("Enter")
    expect(page.locator("#found")).to_contain_text(re.sub('"(.*?)"', r"‘\1’", query))
    return results(page)


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("Ukraine odesa", "The bread queue"),
        ("財政收支劃分法", "What a budget is for"),
        ("email week", "Two crosses of the strait"),
        ('"rule of law"', "On the rule of law"),
    ],
)
def test_finds(page: Page, address: str, query: str, headline: str) -> None:
    """A possessive, Chinese inside a run, a compound and a phrase find their piece."""
    page.goto(f"{address}/search/")
    assert ask(page, query) == [headline]


def test_nothing_is_downloaded_before_the_form_is_touched(page: Page, address: str) -> None:
    """The page alone asks for one small script; the index comes with the first focus."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/search/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path.startswith("/search/") and path != "/search/"]
    scripts = {path for path in asked if path.endswith(".js")}
    assert scripts <= {"/theme/js/search/main.js", "/theme/js/search/focus.js"}
    with page.expect_request("**/manifest.bin"):
        page.get_by_label("Words to search for").focus()


def test_no_other_host_and_no_breach_of_the_policy(page: Page, address: str) -> None:
    """Everything comes from the site itself, and the strict policy is never in the way."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not _ours(request, address) else None)
    page.goto(f"{address}/search/?q=money&region=taiwan")
    assert "What a budget is for" in results(page)
    ask(page, '"not the law" -nairobi')
    assert complaints == []


def _ours(request: Request, address: str) -> bool:
    return request.url.startswith((address, "blob:"))


def test_a_snippet_leads_to_its_paragraph(page: Page, address: str) -> None:
    """The words are marked, and the paragraph is the target when the piece opens."""
    page.goto(f"{address}/search/?q=tables")
    results(page)
    expect(page.locator(".snippet mark")).to_have_text("tables")
    page.locator(".snippet a").click()
    expect(page).to_have_url(f"{address}/articles/piece-4/#p2")
    expect(page.locator(":target")).to_contain_text("Inflation eats first at small tables.")


def test_tags_in_a_headline_are_text(page: Page, address: str) -> None:
    """Markup in data and in the query is shown, not run."""
    page.goto(f"{address}/search/")
    page.on("dialog", lambda _: pytest.fail("a script of the data ran"))
    assert ask(page, "<script>alert") == ["<script>alert(1)</script>"]
    ask(page, "<img src=x onerror=alert(1)>")
    assert page.locator(".results img, .results script").count() == 0


def test_back_restores_query_limits_and_place(page: Page, address: str) -> None:
    """After reading a piece, Back shows the same list at the same place."""
    page.set_viewport_size({"width": 600, "height": 500})
    page.goto(f"{address}/search/")
    ask(page, "election OR market")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".hit")).not_to_have_count(10)
    count = page.locator(".hit").count()
    page.locator(".hit h3 a").nth(12).scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    assert top > 500
    page.locator(".hit h3 a").nth(12).click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    expect(page.locator(".hit")).to_have_count(count)
    expect(page.locator(".hit h3 a").nth(12)).to_be_in_viewport()
    expect(page.get_by_label("Words to search for")).to_have_value("election OR market")


def test_each_query_is_a_step_back(page: Page, address: str) -> None:
    """Back goes from one query to the last one, Forward returns."""
    page.goto(f"{address}/search/")
    ask(page, "zelenskiy")
    ask(page, "maize")
    page.go_back()
    expect(page.locator("#found")).to_contain_text("zelenskiy")
    expect(page.get_by_label("Words to search for")).to_have_value("zelenskiy")
    page.go_forward()
    expect(page.locator("#found")).to_contain_text("maize")


def test_limits_before_any_query(page: Page, address: str) -> None:
    """Opening the fold shows lists with counts; a choice there lists pieces, and its chip lifts it."""
    page.goto(f"{address}/search/")
    page.get_by_text("Narrow the search").click()
    box = page.get_by_role("group", name="Region").get_by_role("checkbox", name=re.compile("^World"))
    expect(box).to_be_visible()
    page.get_by_label("Find in this list: Regions").fill("ukr")
    page.get_by_role("checkbox", name=re.compile("^Ukraine")).check()
    expect(page).to_have_url(re.compile(r"region=ukraine"))
    expect(page.locator(".hit")).to_have_count(10)
    page.get_by_role("button", name="Remove Ukraine").click()
    expect(page).not_to_have_url(re.compile("region="))
    expect(page.locator(".results")).to_be_hidden()


def test_keyboard(page: Page, address: str) -> None:
    """Slash goes to the field, arrows walk the results, Enter opens, Escape returns."""
    page.goto(f"{address}/search/?q=zelenskiy")
    results(page)
    page.keyboard.press("/")
    field = page.get_by_label("Words to search for")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit h3 a").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit h3 a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".hit h3 a").nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/piece-*/")


def test_the_count_is_announced_once_and_politely(page: Page, address: str) -> None:
    """One status line, no live region round the list."""
    page.goto(f"{address}/search/?q=zelenskiy")
    results(page)
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("2 pieces for “zelenskiy”")
    assert page.locator("[aria-live]").count() == 0


def test_downloads(page: Page, address: str) -> None:
    """Results can be saved as CSV and BibTeX."""
    page.goto(f"{address}/search/?q=zelenskiy")
    results(page)
    for label, name in (("Save as CSV", "search.csv"), ("Save as BibTeX", "search.bib")):
        with page.expect_download() as caught:
            page.get_by_role("button", name=label).click()
        assert caught.value.suggested_filename == name
        text = Path(caught.value.path()).read_text(encoding="utf-8-sig")
        assert f"{address}/articles/piece-8/" in text
        assert f"{address}/articles/piece-9/" in text


def test_a_failed_file_can_be_tried_again(page: Page, address: str) -> None:
    """When a file does not come, the page says which and offers another try, which works."""
    page.route("**/postings/*", lambda route: route.fulfill(status=404))
    page.goto(f"{address}/search/?q=zelenskiy")
    expect(page.get_by_role("status")).to_contain_text("The search did not work: the server answered 404, postings/")
    page.unroute("**/postings/*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".hit")).to_have_count(2)


def test_a_misprint_is_explained(page: Page, address: str) -> None:
    """What was searched for instead is said."""
    page.goto(f"{address}/search/?q=Zelensky")
    assert len(results(page)) == 2
    expect(page.locator(".search-notes")).to_contain_text("“Zelensky” is nowhere in the archive; shown is “Zelenskiy”.")


def test_without_scripts_the_page_says_so_and_leads_on(browser: Browser, address: str) -> None:
    """Scripts off: a notice, the indexes, and a form with real fields."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search/")
    notice = page.locator("noscript .notices")
    expect(notice).to_be_visible()
    assert "Searching needs scripts" in notice.inner_text()
    for path in ("regions", "topics", "authors", "years"):
        expect(notice.locator(f"a[href$='/{path}/']")).to_be_visible()
    names = page.locator(".search-form [name]").evaluate_all("all => all.map(one => one.name)")
    assert {"q", "author", "region", "topic", "from", "to", "full", "sort"} <= set(names)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_out_of_a_small_screen(browser: Browser, address: str, scheme: str) -> None:
    """At 360 px neither results nor the open fold are wider than the screen."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/search/?q={'x' * 300}+money&region=taiwan")
    results(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


TYPED = {
    "colon": "Ukraine:",
    "time": "10:30",
    "address": "https://example.org/a?b=c&d=e#f",
    "sign": "+",
    "property": "constructor __proto__ toString",
    "ten thousand": "x" * 10_000,
    "five thousand words": "a " * 5_000,
    "lone surrogates": "\ud800 money \udfff",
    "forty wildcards": "*a" * 40 + "*",
    "wildcards alone": "*" * 40,
    "markup": "<img src=x onerror=alert(1)>",
    "quotes": '"“„"',
    "field": "title:: -author: year:9999-0000",
}


@pytest.mark.parametrize("kind", TYPED)
def test_any_string_typed_is_answered(page: Page, address: str, kind: str) -> None:
    """Whatever is typed gets a count or a polite line, is not run, and the page goes on working."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda _: pytest.fail("a script of the query ran"))
    page.goto(f"{address}/search/")
    field = page.get_by_label("Words to search for")
    field.focus()
    codes = memoryview(TYPED[kind].encode("utf-16-le", "surrogatepass")).cast("H").tolist()
    field.evaluate("(field, codes) => { field.value = String.fromCharCode(...codes); }", codes)
    field.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_contain_text(re.compile("piece|Nothing"))
    expect(status).not_to_contain_text("did not work")
    assert page.locator(".results img, .results script").count() == 0
    assert ask(page, "maize") == ["The price of maize"]
    assert complaints == []
