"""Pages of pieces that nobody wishes for: they stay readable, run nothing, and overflow nowhere."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from oped.chores import commands
from oped.screenshots.kinds import soup
from oped.vocabulary import load

SCRIPT = "<img src=x onerror=alert(1)>"
BODIES = {
    "long-word": "w" * 200 + "\n\nA link: https://example.org/" + "a" * 200,
    "many-words": "\n\n".join(["The ferry did not leave today either. " * 150] * 60),
    "many-terms": "Everything everywhere.",
    "right-to-left": "He said: «الحرية لا تُقدّر بثمن» and left.\n\n財政收支劃分法" + "地方政府需要錢" * 40 + "。",
    "unsigned": "Nobody signed this.",
    "script": r"\<script\>alert(1)\</script\> and [a link](javascript:alert(1)).",
}


def post(name: str, body: str, number: int) -> str:
    """Return a post whose every field is as bad as its body."""
    known = load()
    regions, topics = ("; ".join(terms) for terms in (known.regions, known.topics))
    lines = {
        "Title": {"long-word": "W" * 200, "script": SCRIPT}.get(
            name, f"{name} " * 30 if name == "many-words" else name
        ),
        "Title_source": "supplied",
        "Id": f"{number:012x}",
        "Slug": name,
        "Kind": "excerpt" if name == "long-word" else "article",
        "Genre": "column",
        "Authors": {"script": f"{SCRIPT}; ../../x", "long-word": "X" * 200, "unsigned": ""}.get(name, "Ann Lee"),
        "Standfirst": SCRIPT,
        "Bio": SCRIPT,
        "Language": "en",
        "Regions": regions if name == "many-terms" else "TW",
        "Topics": topics if name == "many-terms" else "",
    }
    return "\n".join(f"{key}: {value}" for key, value in lines.items() if value) + f"\n\n{body}\n"


@pytest.fixture(scope="module")
def hostile_site(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Return the built site of these pieces."""

    def build(place: Path) -> None:
        posts = place / "posts" / "undated"
        posts.mkdir(parents=True)
        (place / "raw").mkdir()
        for number, (name, body) in enumerate(BODIES.items()):
            (posts / f"{name}.md").write_text(post(name, body, number), "utf-8")
        command = commands.build(place / "raw", place / "posts", place / "output", "pelicanconf.py")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return built_once("hostile", build) / "output"


@pytest.mark.parametrize("name", BODIES)
def test_readable_on_a_phone(name: str, hostile_site: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    """No sideways scrolling at 360 pixels, no script run, nothing refused by the policy."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("console", lambda message: told.append(message.text))
    home = serve(hostile_site)
    page.goto(f"{home}/articles/{name}/")
    written = page.locator(".byline .by a").evaluate_all(
        "links => links.map(link => link.getAttribute('href').slice(1))"
    )
    about = page.locator(".terms a.p-category").evaluate_all(
        "links => links.map(link => link.getAttribute('href').slice(1))"
    )
    assert bool(written) == (name != "unsigned")
    lists = ("", "authors/", "regions/", "topics/", "years/undated/", "feeds/", "data/", "search/?q=%3Cscript%3E")
    for where in (f"articles/{name}/", *lists, *written, *about[:2]):
        page.goto(f"{home}/{where}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, where
        assert page.locator("main").is_visible()
    assert not told
    page.close()


def test_text_is_shown_as_text(hostile_site: Path) -> None:
    """What looks like a script is letters on the page; no author's name leads out of its folder."""
    tree = soup(hostile_site / "articles" / "script" / "index.html")
    shown = [tree.select_one(place) for place in ("h1", ".standfirst", ".bio p", ".byline .by a")]
    assert [one and one.get_text() for one in shown] == [SCRIPT] * 4
    assert not tree.select("main img, main script, a[href^=javascript]")
    assert {page.parent.parent.name for page in (hostile_site / "authors").glob("*/index.html")} == {"authors"}
