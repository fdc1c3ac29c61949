"""The pieces of a search bench, made into our index, into Pagefind's pages, into lunr's whole index.

Each is a process of its own, `search_made.py WHAT SIZE SOURCE FOLDER`, so that its memory can be measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from archive import Grown, grow, texts

from oped.search.build import build
from oped.search.documents import Choice, Document, Facet
from oped.search.write import LUNR, write_index
from oped.slugs import slugify

HOUSE = Path(__file__).parents[2]
SCRIPTS = HOUSE / "theme" / "search"


def document(piece: Grown) -> Document:
    """Return one made-up piece as the search sees it."""
    return Document(
        f"{piece.number:012x}",
        piece.slug,
        piece.title,
        piece.paragraphs,
        piece.authors,
        piece.day,
        codes={
            "region": tuple(code for code, _ in piece.regions),
            "topic": tuple(code for code, _ in piece.topics),
            "author": tuple(slugify(name) for name in piece.authors),
        },
    )


def facets(pieces: Sequence[Grown]) -> list[Facet]:
    """Return the terms that occur."""
    kinds: dict[str, dict[str, str]] = {"region": {}, "topic": {}, "author": {}}
    for piece in pieces:
        kinds["region"].update(piece.regions)
        kinds["topic"].update(piece.topics)
        kinds["author"].update({slugify(name): name for name in piece.authors})
    return [
        Facet(kind, f"{kind}s".title(), f"{kind}s", tuple(Choice(c, n, slugify(n)) for c, n in sorted(terms.items())))
        for kind, terms in kinds.items()
    ]


def build_ours(size: int, source: Path, site: Path) -> None:
    """Write our index; run as a process of its own, so that its memory can be measured."""
    stock = texts(source)
    pieces = list(grow(size, stock))
    write_index(site, map(document, pieces), facets(pieces), HOUSE / "node_modules" / LUNR, SCRIPTS)


def write_pages(size: int, source: Path, site: Path) -> None:
    """Write the pages that Pagefind reads, with the same filters."""
    for piece in grow(size, texts(source)):
        folder = site / "articles" / piece.slug
        folder.mkdir(parents=True, exist_ok=True)
        filters = "".join(
            f'<span data-pagefind-filter="{kind}">{escape(name)}</span>'
            for kind, names in (
                ("author", piece.authors),
                ("region", [name for _, name in piece.regions]),
                ("topic", [name for _, name in piece.topics]),
            )
            for name in names
        )
        body = "".join(f'<p id="p{at}">{escape(text)}</p>' for at, text in enumerate(piece.paragraphs, 1))
        (folder / "index.html").write_text(
            f'<!doctype html><html lang="en"><title>{escape(piece.title)}</title><main data-pagefind-body>'
            f"<h1>{escape(piece.title)}</h1><p>{filters}</p>{body}</main></html>",
            encoding="utf-8",
        )


def build_lunr(size: int, source: Path, site: Path) -> None:
    """Write lunr.py's whole index."""
    from lunr import lunr  # noqa: PLC0415 - only this process needs it

    fields = [{"field_name": "title", "boost": 8}, {"field_name": "byline", "boost": 4}, "text"]
    index = lunr(
        ref="id",
        fields=fields,
        documents=[
            {
                "id": piece.slug,
                "title": piece.title,
                "byline": " ".join(piece.authors),
                "text": " ".join(piece.paragraphs),
            }
            for piece in grow(size, texts(source))
        ],
    )
    (site / "lunr.json").write_text(json.dumps(index.serialize()), encoding="utf-8")


def changed_by_ten(size: int, source: Path) -> int:
    """Return the bytes of search files that ten more pieces add or change."""
    pieces = list(grow(size + 10, texts(source)))
    builds: list[dict[str, int]] = []
    for some in (pieces[:size], pieces):
        made: dict[str, int] = {}
        build(map(document, some), facets(some), lambda path, data, made=made: made.__setitem__(path, len(data)))
        builds.append(made)
    before, after = builds
    return sum(length for path, length in after.items() if path not in before or path == "manifest.bin")


STEPS: dict[str, Callable[[int, Path, Path], None]] = {
    "ours": build_ours,
    "lunr": build_lunr,
    "grow": lambda size, source, _: [None for _ in grow(size, texts(source))] and None,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
