"""Small archives made of values alone, without Pelican."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from oped.hubs.publication import Publication
from oped.hubs.schemes import as_printed
from oped.hubs.site import Frame, Site, assemble
from oped.hubs.taxonomies import declared
from oped.model import Kind
from oped.site.article import Article, newest_first
from oped.site.text import Text

TAXONOMIES = {
    "author": {"field": "authors", "combine": ["topic"], "scheme": "authors"},
    "region": {"field": "regions", "combine": ["topic"]},
    "topic": {"field": "topics"},
}


def make_article(number: int = 1, **words: Any) -> Article:
    """Return a piece: `authors`, `regions`, `topics` are tuples, `day` an ISO day or empty, `cut` makes an excerpt."""
    day = words.pop("day", "2020-02-03")
    fields = {name: words.pop(name, default) for name, default in FIELDS.items()}
    paragraphs = words.pop("paragraphs", (f"Paragraph of piece {number}.",))
    return Article(
        id=f"{number:012x}",
        slug=words.pop("slug", f"piece-{number}"),
        title=words.pop("title", f"Piece {number}"),
        file=f"posts/{number}.md",
        kind=Kind.EXCERPT if words.pop("cut", False) else Kind.ARTICLE,
        day=date.fromisoformat(day) if day else None,
        fields=fields,
        text=Text.of("".join(f'<p id="p{n}">{text}</p>' for n, text in enumerate(paragraphs, 1)), paragraphs),
        summary=paragraphs[0],
        **words,
    )


FIELDS: dict[str, tuple[str, ...]] = {"authors": ("Ann Lee",), "regions": ("TW",), "topics": ("economy",)}


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Return `article(number, **words)`: a piece."""
    return make_article


def make_site(
    articles: Sequence[Article], size: int = 100, minimum: int = 3, longest: int = 400, **taxonomies: Any
) -> Site:
    """Return the archive of `articles`, in any order."""
    declared_ones = declared(taxonomies or TAXONOMIES)
    schemes = {
        name: as_printed(value for one in articles for value in one.fields.get(taxonomy.field, ()))
        for name, taxonomy in declared_ones.items()
    }
    frame = Frame("The Archive", "A sentence.", tuple(declared_ones.values()))
    return assemble(frame, newest_first(articles), [], schemes, size, minimum, longest)


@pytest.fixture(scope="session")
def site() -> Callable[..., Site]:
    """Return `site(articles)`: their archive."""
    return make_site


@pytest.fixture(scope="session")
def publication() -> Publication:
    """Return a publisher with an address."""
    return Publication("The Archive", "A sentence.", "https://archive.example", "en", "archive.example,2026")
