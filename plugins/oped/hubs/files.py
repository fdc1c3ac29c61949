"""Every file of the archive that is no page: feeds, citations, maps of the site, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.feeds import Feeds, newest, opml
from oped.hubs.maps import Place, maps, robots
from oped.hubs.product import Product
from oped.hubs.records import bibtex, csl, csl_json, ris
from oped.hubs.tallies import product as tallies

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site
    from oped.site.article import Article


def all_files(site: Site, publication: Publication, lists: Sequence[Place], size: int) -> Iterator[Product]:
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


def citations(site: Site, publication: Publication) -> Iterator[Product]:
    """Yield the files for reference managers: of each piece, and of each term's pieces.

    A piece's entries are made once and joined into every list that has it.
    """

    @cache
    def entry(article: Article) -> Entry:
        record = csl(article, publication)
        return Entry(bibtex([record]), ris([record]), csl_json([record]))

    def one(article: Article, place: int) -> bytes:
        return entry(article)[place]

    def joined(hub: Hub, place: int) -> bytes:
        return _join([entry(article)[place] for article in newest(hub)], place)

    for article in [*site.articles, *site.drafts]:
        base = f"{article.url}{article.slug}"
        for place, ending in enumerate((".bib", ".ris", ".csl.json")):
            yield Product(f"{base}{ending}", (article, place), partial(one, article, place))
    for hubs in site.hubs.values():
        for hub in hubs:
            for place, path in enumerate((hub.bibtex, hub.ris, hub.csl)):
                yield Product(path, (hub.articles, hub.below, place), partial(joined, hub, place))


def _join(entries: Iterable[bytes], place: int) -> bytes:
    if place == 0:
        return b"\n".join(entries)
    if place == 1:
        return b"".join(entries)
    return b"[" + b",\n".join(data[1:-2] for data in entries) + b"]\n"
