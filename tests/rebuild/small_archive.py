"""A small archive that tests edit and build, in this process: posts, vocabulary, theme, settings, output."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from oped.hubs import drawing
from oped.rebuild.report import Report
from oped.site.archive import OpinionArchive

HOUSE = Path(__file__).resolve().parents[2]
POST = """Title: {title}
Id: {id:012x}
Slug: {slug}
Kind: {kind}
Genre: column
{date}Authors: {author}
Language: en
Regions: {region}
Topics: {topic}

{body}
"""


@dataclass
class Archive:
    """An archive in `folder`; `settings` are laid over the house's own."""

    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    plugins: tuple[str, ...] = ("oped.site", "oped.hubs", "oped.search", "oped.rebuild")

    def __post_init__(self) -> None:
        """Copy the theme and write the two pages that every archive has."""
        shutil.copytree(HOUSE / "theme", self.folder / "theme")
        for page in ("about", "about/method"):
            path = self.folder / "content" / "pages" / f"{page.replace('/', '-')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Title: Page {page}\nSlug: {page}\n\nOf our own writing.\n", encoding="utf-8")
        self.posts.mkdir()

    @property
    def posts(self) -> Path:
        """Where the posts stand."""
        return self.folder / "content" / "posts"

    @property
    def output(self) -> Path:
        """Where the site stands."""
        return self.folder / "output"

    @property
    def memory(self) -> Path:
        """Where the rebuild remembers."""
        return self.folder / ".output.memory"

    def write(self, name: str, number: int, **words: str) -> Path:
        """Write a post; an empty date leaves its line out."""
        given = {
            "title": f"Piece {number}",
            "slug": name,
            "kind": "article",
            "date": "2020-02-03",
            "author": "Ann Lee",
            "region": "TW",
            "topic": "medtop:11000000",
            "body": f"The first paragraph of piece {number} speaks of harbours.\n\nIts second speaks of ferries.",
            **words,
        }
        given["date"] = f"Date: {given['date']}\n" if given["date"] else ""
        path = self.posts / f"{name}.md"
        path.write_text(POST.format(id=number + 1, **given), encoding="utf-8")
        return path

    def build(self, output: Path | None = None) -> Report | None:
        """Build into `output`, the archive's own where none is given, and return what the build says it did."""
        drawing.countries.cache_clear()  # a process builds once in real life
        content = self.folder / "content"
        override = {
            "PATH": str(content),
            "POSTS_PATH": str(self.posts),
            "RAW_PATH": str(content / "raw"),
            "AUTHORS_FILE": str(content / "authors.toml"),
            "VOCABULARY_PATH": str(content / "vocabulary"),
            "REDIRECTS_FILE": str(content / "redirects.tsv"),
            "ACCURACY_FILE": str(content / "accuracy.json"),
            "THEME": str(self.folder / "theme"),
            "TRANSLATIONS_PATH": str(self.folder / "theme" / "translations"),
            "OUTPUT_PATH": str(output or self.output),
            "PLUGINS": list(self.plugins),
            "LIST_SIZE": 2,
            "INDEX_SIZE": 2,
            "COMBINATION_MINIMUM": 1,
            **self.settings,
        }
        logging.getLogger("pelican").setLevel(logging.ERROR)
        pelican = OpinionArchive(read_settings(str(HOUSE / "pelicanconf.py"), override=override))
        pelican.run()
        return pelican.settings.get("REPORT")

    def clean(self) -> dict[str, bytes]:
        """Return what a build from nothing gives."""
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        (self.folder / ".fresh.memory").unlink(missing_ok=True)
        self.build(fresh)
        return tree(fresh)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every published file's bytes by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(".")
    }
