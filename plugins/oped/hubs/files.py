"""Every file of the archive that is no page: feeds, citations, maps of the site, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.feeds import Feeds, newest, opml
from oped.hubs.maps import Place, maps, robots
from oped.hubs.product import Product
from oped.hubs.records import bibtex, csl, csl_json, ris
from oped.hubs.rows import Rows
from oped.hubs.tallies import product as tallies

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site
    from oped.site.article import Article


def all_files(site: Site, publication: Publication, lists: Sequence[Place], size: int) -> Iterator[Product | Rows]:
    """Yield every file; `lists` are the pages other than articles that search engines may index, `size` a feed's."""
    yield from citations(site, publication)
    yield from Feeds(publication, size).all(site)
    yield Product("feeds/all.opml", None, partial(opml, site, publication))
    yield from maps(site, lists, publication)
    yield tallies(site, publication.language)
    yield Product("robots.txt", (), partial(robots, publication))


class Entry(NamedTuple):
    """One piece for reference managers, in three formats."""

    bibtex: bytes
    ris: bytes
    csl: bytes


class Format(NamedTuple):
    """How a format puts entries together: what stands before them, between them and behind them."""

    ending: str
    head: bytes
    between: bytes
    tail: bytes


FORMATS = (Format(".bib", b"", b"\n", b""), Format(".ris", b"", b"", b""), Format(".csl.json", b"[", b",\n", b"]\n"))
"""In the order of `Entry`'s."""
SPLICED_FROM = 100
"""Pieces of a term: in the files of more, entries are copied from the last build's, and where each stands is kept."""


def citations(site: Site, publication: Publication) -> Iterator[Product | Rows]:
    """Yield the files for reference managers: of each piece, and of each term's pieces.

    A piece's entries are made once and joined into every list that has it.
    """

    @cache
    def entry(article: Article) -> Entry:
        record = csl(article, publication)
        return Entry(bibtex([record]), ris([record]), csl_json(record))

    def row(place: int, article: Article) -> bytes:
        return entry(article)[place]

    def one(article: Article, place: int, format_: Format) -> bytes:
        return format_.head + row(place, article) + format_.tail

    for article in [*site.articles, *site.drafts]:
        base = f"{article.url}{article.slug}"
        for place, format_ in enumerate(FORMATS):
            yield Product(f"{base}{format_.ending}", (article, place), partial(one, article, place, format_))
    for hub in chain.from_iterable(site.hubs.values()):
        pieces, shown = partial(_pieces, hub), (hub.articles, hub.below)
        for place, (path, format_) in enumerate(zip((hub.bibtex, hub.ris, hub.csl), FORMATS, strict=True)):
            _, head, between, tail = format_
            rows = Rows(path, head, pieces, partial(row, place), (*shown, place), between, tail)
            yield rows if hub.count >= SPLICED_FROM else rows.product()


def _pieces(hub: Hub) -> list[Article]:
    return list(newest(hub))
