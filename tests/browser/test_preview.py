"""The editor's preview: a saved change appears in the open page."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

HOUSE = Path(__file__).resolve().parents[2]
PATIENCE = 60_000
"""Milliseconds for a build on a busy machine."""


@dataclass
class Preview:
    """A running preview: its address, and its folders."""

    address: str
    raw: Path
    posts: Path
    theme: Path


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Start the preview of one page, on any free port, and end it as Ctrl-C does."""
    raw, posts = tmp_path / "raw", tmp_path / "posts"
    raw.mkdir()
    (raw / "2019-05-03-quay.txt").write_text("THE QUAY\nBy Ada Holm\n\n" + "The quay is long. " * 60, encoding="utf-8")
    theme = shutil.copytree(HOUSE / "theme", tmp_path / "theme")
    folders = {"raw": raw, "posts": posts, "theme": theme, "output": tmp_path / "output"}
    command = [sys.executable, "-m", "oped.serve", "--port=0", *(f"--{name}={at}" for name, at in folders.items())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"Reading at (http://127\.0\.0\.1:\d+)/", line):
                yield Preview(found[1], raw, posts, theme)
                break
        else:
            pytest.fail(f"the preview did not start:\n{said}")
        server.send_signal(signal.SIGINT)
        try:
            said, _ = server.communicate(timeout=60)
        finally:
            server.kill()
        assert server.returncode == 0, said


def test_saved_changes_appear(preview: Preview, page: Page) -> None:
    """A corrected headline, a new raw page and a failed build each show in the page that is open."""
    (post,) = preview.posts.glob("*/*.md")
    text = post.read_text(encoding="utf-8")
    page.goto(f"{preview.address}/articles/{post.stem}/")
    post.write_text(re.sub(r"^Title: .*", "Title: The quay, corrected", text), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("The quay, corrected", timeout=PATIENCE)

    post.write_text(text.replace("\n", "\nno colon in this line\n", 1), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("the-quay.md:2: this line", timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text("The quay, corrected")

    post.write_text(re.sub(r"^Title: .*", "Title: The quay, again", text), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("The quay, again", timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_have_count(0)

    page.goto(f"{preview.address}/authors/ada-holm/")
    added = preview.raw / "2020-05-01-tram.txt"
    added.write_text("THE TRAM\nBy Ada Holm\n\n" + "The tram is late. " * 60, encoding="utf-8")
    expect(page.locator("main a[href*='/articles/the-tram/']").first).to_be_visible(timeout=PATIENCE)


def test_the_place_in_a_long_page_is_kept(preview: Preview, page: Page) -> None:
    """After the reload the reader is where she was."""
    (post,) = preview.posts.glob("*/*.md")
    text = post.read_text(encoding="utf-8")
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{preview.address}/articles/{post.stem}/")
    page.evaluate("scrollTo(0, 500)")
    post.write_text(re.sub(r"^Title: .*", "Title: The quay, corrected", text), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("The quay, corrected", timeout=PATIENCE)
    expect(page.locator("h1")).not_to_be_in_viewport(timeout=PATIENCE)
    assert page.evaluate("scrollY") > 400


def test_a_style_sheet_is_exchanged_under_the_page(preview: Preview, page: Page) -> None:
    """A saved colour shows without loading the page again; a template's new word shows once it is built."""
    (post,) = preview.posts.glob("*/*.md")
    page.goto(f"{preview.address}/articles/{post.stem}/")
    page.evaluate("window.stayed = true")
    sheet = preview.theme / "static" / "css" / "base.css"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\nh1 {{ color: rgb(1, 2, 3); }}\n", encoding="utf-8")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)
    assert page.evaluate("window.stayed")

    byline = preview.theme / "templates" / "partials" / "byline.html"
    byline.write_text(f"{byline.read_text(encoding='utf-8')}<p id='new'>A word</p>\n", encoding="utf-8")
    expect(page.locator("#new")).to_have_text("A word", timeout=PATIENCE)
    assert not page.evaluate("window.stayed")

    byline.write_text("{{ nowhere.near }}", encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("The last build failed", timeout=PATIENCE)
    expect(page.locator("#new")).to_have_text("A word")


def test_of_quick_edits_the_last_one_stands(preview: Preview, page: Page) -> None:
    """Saved again and again while the site is being built, the last headline stands in the page and in every list."""
    (post,) = preview.posts.glob("*/*.md")
    text = post.read_text(encoding="utf-8")
    page.goto(f"{preview.address}/articles/{post.stem}/")
    for number in range(5):
        post.write_text(re.sub(r"^Title: .*", f"Title: The quay, part {number}", text), encoding="utf-8")
        expect(page.locator("h1")).to_have_text(f"The quay, part {number}", timeout=PATIENCE)
    page.goto(f"{preview.address}/authors/ada-holm/")
    expect(page.locator(".teaser h4")).to_have_text("The quay, part 4", timeout=PATIENCE)
    page.goto(f"{preview.address}/articles/{post.stem}/")
    expect(page.locator("h1")).to_have_text("The quay, part 4")


def test_a_page_that_did_not_change_is_left_alone(preview: Preview, page: Page) -> None:
    """What somebody reads is not loaded anew when another page changes."""
    (post,) = preview.posts.glob("*/*.md")
    page.goto(f"{preview.address}/about/")
    page.evaluate("window.stayed = true")
    other = page.context.new_page()
    other.goto(f"{preview.address}/articles/{post.stem}/")
    text = post.read_text(encoding="utf-8")
    post.write_text(re.sub(r"^Title: .*", "Title: The quay, corrected", text), encoding="utf-8")
    expect(other.locator("h1")).to_have_text("The quay, corrected", timeout=PATIENCE)
    other.goto(f"{preview.address}/authors/ada-holm/")
    expect(other.locator(".teaser h4")).to_have_text("The quay, corrected", timeout=PATIENCE)
    assert page.evaluate("window.stayed")
