"""Builds small real sites with Pelican, in this process and in temporary folders."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pelican.plugins import signals
from pelican.settings import read_settings

from oped.site.archive import OpinionArchive

HOUSE = Path(__file__).resolve().parents[2]
POST = """Title: {title}
Id: {id}
Slug: {slug}
Kind: {kind}
Genre: column
Date: {date}
Authors: {authors}
Regions: {regions}
Topics: {topics}
{extra}
{body}
"""


def write_post(slug: str, number: int = 0, **words: str) -> str:
    """Return the text of a post; `number` makes its id; an empty word leaves its line out."""
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "id": f"{number or sum(map(ord, slug)):012x}",
        "kind": "article",
        "date": "2020-02-03",
        "authors": "Ann Lee",
        "regions": "TW",
        "topics": "medtop:11000000",
        "extra": "",
        "body": "A first paragraph.\n\nA second one.",
    }
    text = POST.format(slug=slug, **{**defaults, **words})
    return "\n".join(line for line in text.split("\n") if not line.endswith(": "))


@pytest.fixture
def post() -> Callable[..., str]:
    """Return `post(slug, **words)`: the text of a post."""
    return write_post


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and its pages parsed."""

    output: Path

    def page(self, url: str = "") -> BeautifulSoup:
        """Return the page at `url`."""
        path = self.output / (url if url.endswith(".html") else f"{url}index.html")
        return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")

    def bytes(self) -> dict[str, bytes]:
        """Return every file's content by its path."""
        return {p.relative_to(self.output).as_posix(): p.read_bytes() for p in self.output.rglob("*") if p.is_file()}


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Return `build(posts, **settings)`: a site of `posts`, texts by file name, in the sample archive's settings."""
    receivers = {name: dict(signal.receivers) for name, signal in vars(signals).items() if hasattr(signal, "receivers")}

    def make(posts: dict[str, str], **settings: Any) -> Site:
        content = tmp_path / "content"
        for name, text in posts.items():
            path = content / "posts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for page in ("about", "about/method"):
            path = content / "pages" / f"{page.replace('/', '-')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Title: Page {page}\nSlug: {page}\n\nOf our own writing.\n", encoding="utf-8")
        here = {
            "PATH": str(content),
            "POSTS_PATH": str(content / "posts"),
            "RAW_PATH": str(content / "raw"),
            "AUTHORS_FILE": str(content / "authors.toml"),
            "VOCABULARY_PATH": str(content / "vocabulary"),
            "REDIRECTS_FILE": str(content / "redirects.tsv"),
            "OUTPUT_PATH": str(tmp_path / "output"),
            "PLUGINS": ["oped.site", "oped.hubs"],
            "CARDS": False,
        }
        logging.getLogger("pelican").setLevel(logging.ERROR)
        OpinionArchive(read_settings(str(HOUSE / "pelicanconf.py"), override={**here, **settings})).run()
        return Site(tmp_path / "output")

    yield make
    for name, before in receivers.items():
        signal = getattr(signals, name)
        signal.receivers.clear()
        signal.receivers.update(before)
