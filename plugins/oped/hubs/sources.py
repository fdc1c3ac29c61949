"""The raw pages beside the pieces made of them, line by line, so that a reader can check what the archive did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from oped.convert.inputs import read_pages
from oped.convert.page import Page
from oped.slugs import slugify, unique

if TYPE_CHECKING:
    from oped.site.article import Article


class SourcePage(NamedTuple):
    """A raw page: the file's `name`, its lines numbered from 1, and the pieces made of it in its own order."""

    file: str
    url: str
    lines: tuple[tuple[int, str], ...]
    articles: tuple[Article, ...]


def attach(articles: Iterable[Article], folder: Path) -> list[SourcePage]:
    """Return the raw pages in `folder` that articles come from, and give the articles' sources their addresses."""
    pieces: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for source in article.sources:
            if article not in pieces[source.file]:
                pieces[source.file].append(article)
    pages: list[SourcePage] = []
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for name, text in sorted(_texts(pieces, folder)):
        slug = unique(slugify(name), taken)
        taken.add(slug)
        addresses[name] = f"sources/{slug}/"
        inside = sorted(pieces[name], key=lambda one: (min(s.first for s in one.sources if s.file == name), one.slug))
        pages.append(SourcePage(name, addresses[name], tuple(enumerate(text.split("\n"), 1)), tuple(inside)))
    for article in articles:
        address(article, addresses)
    return pages


def address(article: Article, addresses: Mapping[str, str]) -> None:
    """Tell a piece where its raw pages are: `addresses` by their names."""
    article.sources = tuple(
        source._replace(url=f"{addresses[source.file]}#L{source.first}") if source.file in addresses else source
        for source in article.sources
    )


def _texts(names: Iterable[str], folder: Path) -> Iterator[tuple[str, str]]:
    wanted = set(names)
    there = {path.name for path in folder.glob("*") if path.is_file()}
    for file in sorted(there & {name.partition("#")[0] for name in wanted}):
        pages = (page for page in read_pages(folder / file) if isinstance(page, Page))
        yield from ((page.name, page.text) for page in pages if page.name in wanted)
