"""The library's pieces as a published archive, for tests in real browsers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import library
from playwright.sync_api import Page, expect

from oped.chores import commands
from oped.convert.markdown import body
from oped.post import Post, dump

REGIONS = {"UA", "TW", "KE", "TR", "JP"}


def build_archive(place: Path, **others: object) -> None:
    """Build a site of the search tests' pieces in `place`; `others` are settings."""
    (place / "raw").mkdir()
    for piece in [*library.PIECES, *library.crowd(30)]:
        path = place / "posts" / (str(piece.day.year) if piece.day else "undated") / f"{piece.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        post = Post(
            title=piece.title,
            title_source="page",
            id=piece.id,
            slug=piece.slug,
            date=piece.day,
            authors=piece.authors,
            regions=tuple(code for code in piece.codes.get("region", ()) if code in REGIONS),
            body=body(piece.paragraphs),
        )
        path.write_text(dump(post), encoding="utf-8")
    command = commands.build(place / "raw", place / "posts", place / "output", **others)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def results(page: Page) -> list[str]:
    """Wait for an answer and return the headlines."""
    expect(page.locator("#found")).not_to_have_text("")
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    return page.locator(".hit h3 a").all_inner_texts()
