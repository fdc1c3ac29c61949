"""Every file of the archive that is no page: feeds, citations, maps of the site. Path and bytes, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from oped.hubs.feeds import Feeds, newest, opml
from oped.hubs.maps import Place, maps, robots
from oped.hubs.records import bibtex, csl, csl_json, ris

if TYPE_CHECKING:
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site

File = tuple[str, bytes]
"""Path relative to the output, and content."""


def all_files(site: Site, publication: Publication, lists: Sequence[Place], size: int) -> Iterator[File]:
    """Yield every file; `lists` are the pages other than articles that search engines may index, `size` a feed's."""
    yield from citations(site, publication)
    yield from Feeds(publication, size).all(site)
    yield "feeds/all.opml", opml(site, publication)
    yield from maps(site, lists, publication)
    yield "robots.txt", robots(publication)


def citations(site: Site, publication: Publication) -> Iterator[File]:
    """Yield the files for reference managers: of each piece, and of each term's pieces."""
    pieces = [*site.articles, *site.drafts]
    records = {article.id: csl(article, publication) for article in pieces}
    for article in pieces:
        base, own = f"{article.url}{article.slug}", [records[article.id]]
        yield f"{base}.bib", bibtex(own)
        yield f"{base}.ris", ris(own)
        yield f"{base}.csl.json", csl_json(own)
    for hubs in site.hubs.values():
        for hub in hubs:
            all_of_it = [records[article.id] for article in newest(hub)]
            yield hub.bibtex, bibtex(all_of_it)
            yield hub.ris, ris(all_of_it)
            yield hub.csl, csl_json(all_of_it)
