"""Every page kind as readers meet it: in a real browser, narrow and wide, light and dark."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from oped.chores import commands
from oped.screenshots.kinds import NAMES, address, soup

HOUSE = Path(__file__).resolve().parents[2]
AXE = HOUSE / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROW, WIDE = (360, 740), (1280, 800)


@pytest.mark.parametrize("kind", NAMES)
def test_no_barrier_on_any_page(kind: str, sample_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """axe-core finds nothing, in either width and scheme; nothing overflows, is refused or comes from elsewhere."""
    home, where = serve(sample_site), address(sample_site, kind)
    page = browser.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    for width, height in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{home}/{where}")
        page.evaluate(AXE.read_text("utf-8"))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
            told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
            assert not told, (width, scheme, told)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not messages
    assert all(request.startswith(home) for request in requests)
    page.close()


def test_light_pages(sample_site: Path) -> None:
    """Any article comes in 30 kB with its style, any other page in 60, packed; the style in 8."""
    for html in sorted(sample_site.rglob("*.html")):
        sheets = [sample_site / link["href"].lstrip("/") for link in soup(html).select("link[rel=stylesheet]")]
        style = sum(packed(sheet) for sheet in sheets if sheet.name != "search.css")
        whole = packed(html) + sum(map(packed, sheets))
        assert style <= 8_192, html
        assert whole <= (30_720 if html.is_relative_to(sample_site / "articles") else 61_440), (html, whole)


@cache
def packed(file: Path) -> int:
    """Return the size of a file as servers send it."""
    return len(gzip.compress(file.read_bytes(), 6))


@pytest.fixture(scope="module")
def crowded_site(built_once: Callable[[str, Callable[[Path], object]], Path], sample_archive: Path) -> Path:
    """Return the sample archive with so few entries on a page that lists have older pages and indexes letters."""

    def build(place: Path) -> None:
        command = commands.build(
            HOUSE / "content" / "raw", sample_archive / "posts", place / "output", LIST_SIZE=1, INDEX_SIZE=20
        )
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return built_once("crowded", build) / "output"


def test_a_long_index_is_three_clicks_too(crowded_site: Path) -> None:
    """Where an index is parted into letters, the front page leads to each letter, and these to every term."""
    letters = {link["href"] for link in soup(crowded_site / "index.html").select('.letters a[href^="/authors/"]')}
    assert letters == {f"/{one.relative_to(crowded_site)}/" for one in (crowded_site / "authors/letters").iterdir()}
    pages = [soup(crowded_site / letter.strip("/") / "index.html") for letter in letters]
    named = {link["href"] for page in pages for link in page.select("a.entry")}
    hubs = {f"/authors/{one.parent.name}/" for one in (crowded_site / "authors").glob("*/feed.atom")}
    assert named == hubs


@pytest.mark.parametrize("archive", ["sample_site", "crowded_site"])
def test_valid_html(archive: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """html-validate finds neither errors nor warnings on any page, be the lists short or long."""
    site: Path = request.getfixturevalue(archive)
    files = [str(page) for page in sorted(site.rglob("*.html"))]
    assert len(files) > 300
    told_in = tmp_path / "told.json"
    checker = HOUSE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    rules = HOUSE / "tests" / "theme" / "htmlvalidate.json"
    command = [
        "node",
        str(checker),
        "--config",
        str(rules),
        "--formatter",
        f"json={told_in}",
        "--max-warnings",
        "0",
        *files,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOUSE)
    told = [
        f"{Path(report['filePath']).relative_to(site)}:{one['line']}: {one['ruleId']}: {one['message']}"
        for report in json.loads(told_in.read_text("utf-8") or "[]")
        for one in report["messages"]
    ]
    assert not told, "\n".join(told[:20])
    assert done.returncode == 0, done.stderr


def test_keyboard_reaches_everything(sample_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """Tab visits every link, field and button of an article in the order of the page, the way past the menu first."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{serve(sample_site)}/{address(sample_site, 'article')}")
    wanted = page.evaluate(
        """() => {
            window.wanted = [...document.querySelectorAll("a[href], button, input, summary")]
                .filter(one => one.tabIndex >= 0 && one.checkVisibility());
            return window.wanted.length;
        }"""
    )
    seen = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("window.wanted.indexOf(document.activeElement)"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert seen == list(range(wanted))
    assert page.evaluate("window.wanted[0].hash") == "#main"
    page.close()


@pytest.mark.parametrize("kind", ["home", "article", "region", "topic", "regions", "search"])
def test_zoom(kind: str, sample_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """At 400 % of 1280 pixels, and with letters twice as large, a page needs one direction of scrolling."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{serve(sample_site)}/{address(sample_site, kind)}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 640, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.close()


def test_kept_wishes(sample_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """Reduced motion stops smooth scrolling; forced colours keep charts; paper gets text and address, no menu."""
    where = f"{serve(sample_site)}/{address(sample_site, 'topic')}"
    page = browser.new_page(reduced_motion="reduce")
    page.goto(where)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.emulate_media(forced_colors="active")
    bar, paper = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".bar")).fill,
                  getComputedStyle(document.documentElement).backgroundColor]"""
    )
    assert bar != paper
    page.emulate_media(forced_colors="none", media="print")
    assert not page.locator("header.masthead").is_visible()
    assert page.locator(".print-only").is_visible()
    page.close()


def test_a_citation_is_copied(sample_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """The button beside a citation puts its words, and nothing else, where they can be pasted; it says so."""
    home = serve(sample_site)
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], base_url=home)
    page = context.new_page()
    page.goto(f"/{address(sample_site, 'article')}")
    entry = page.locator(".cite dd").nth(1)
    entry.get_by_role("button", name="Copy: MLA").click()
    page.locator(".cite [role=status]").get_by_text("Copied: MLA").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == entry.locator(".entry-text").inner_text().strip()
    context.close()


def test_charts_start_at_the_newest_years(sample_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """On a phone the right end of a chart is in view; where there is room for all of it, it stands at the left."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{serve(sample_site)}/years/")
    last = "document.querySelector('.chart a:last-of-type .bar').getBoundingClientRect()"
    assert 0 <= page.evaluate(f"{last}.right") <= 320
    page.set_viewport_size({"width": 1280, "height": 640})
    chart = page.locator(".chart").bounding_box()
    heading = page.locator("h1").bounding_box()
    assert chart
    assert heading
    assert abs(chart["x"] - heading["x"]) < 2
    page.close()
