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
    """Yield the files for reference managers: of each piece, and of each term's pieces.

    A piece's entries are written once and joined into every list that has it.
    """
    entries: dict[str, tuple[bytes, bytes, bytes]] = {}
    for article in [*site.articles, *site.drafts]:
        record = csl(article, publication)
        tex, lines, data = entries[article.id] = bibtex([record]), ris([record]), csl_json([record])
        base = f"{article.url}{article.slug}"
        yield from ((f"{base}.bib", tex), (f"{base}.ris", lines), (f"{base}.csl.json", data))
    for hubs in site.hubs.values():
        for hub in hubs:
            texs, lists, datas = zip(*(entries[article.id] for article in newest(hub)), strict=True)
            yield hub.bibtex, b"\n".join(texs)
            yield hub.ris, b"".join(lists)
            yield hub.csl, b"[" + b",\n".join(data[1:-2] for data in datas) + b"]\n"
