"""Every page of the archive as a value.

Nothing is rendered here, so that a rebuild can compare pages before it decides which to render.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oped.hubs import head as heads
from oped.hubs import jsonld
from oped.hubs.article_pages import article_pages
from oped.hubs.list_pages import combination_pages, hub_pages, index_pages, unsorted_pages, year_pages
from oped.hubs.page import Page

if TYPE_CHECKING:
    from oped.hubs.addresses import Address
    from oped.hubs.cite import Citer
    from oped.hubs.data import DataFile
    from oped.hubs.publication import Publication
    from oped.hubs.related import RelatedPiece
    from oped.hubs.schemes import Scheme
    from oped.hubs.site import Site
    from oped.hubs.sources import SourcePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the site: where terms come from, related pieces, citations, raw pages, former addresses, data.

    `relate` chooses related pieces when they are first asked for, and always returns the same.
    """

    schemes: Mapping[str, Scheme]
    relate: Callable[[], Mapping[str, list[RelatedPiece]]]
    cite: Citer
    sources: list[SourcePage]
    register: list[Address]
    redirects: Mapping[str, str]
    size: int
    files: tuple[DataFile, ...] = ()

    @property
    def related(self) -> Mapping[str, list[RelatedPiece]]:
        """Related pieces by article id."""
        return self.relate()


def all_pages(site: Site, publication: Publication, beside: Beside) -> Iterator[Page]:
    """Yield every page but `data_page`, in an order that depends on nothing but the archive."""
    yield from article_pages(site, publication, beside.related, beside.cite)
    for taxonomy in site.taxonomies:
        hubs = list(site.codes[taxonomy.name].values())
        yield from index_pages(taxonomy, hubs, site, publication)
        for hub in hubs:
            yield from hub_pages(hub, site, publication, beside.size)
    for unsorted in site.unsorted.values():
        yield from unsorted_pages(unsorted, site, publication, beside.size)
    yield from combination_pages(site, publication, beside.size)
    yield from year_pages(site, publication, beside.size)
    yield from single_pages(site, publication)
    yield from source_pages(site, publication, beside.sources)
    for former, target in beside.redirects.items():
        yield Page(former, "redirect", {"target": target})


def data_page(site: Site, publication: Publication, beside: Beside) -> Page:
    """Return the page of the data files: apart from all others, since it tells their sizes."""
    years = [str(year.year) for year in site.years if year.year]
    data = (jsonld.dataset(beside.files, "/".join([*years[-1:], *years[:1]]), publication),)
    head = heads.plain_head(publication.gettext("Data"), "data/", publication, data=data)
    return Page("data/", "data", {"site": site, "head": head, "files": beside.files})


def single_pages(site: Site, publication: Publication) -> Iterator[Page]:
    """Yield the pages of which there is one: front page, search, feeds, not found."""
    _ = publication.gettext
    yield Page("", "home", {"site": site, "head": heads.home_head(publication)})
    head = heads.plain_head(_("Search"), "search/", publication)
    yield Page("search/", "search", {"site": site, "head": head})
    head = heads.plain_head(_("Feeds"), "feeds/", publication)
    yield Page("feeds/", "feeds", {"site": site, "head": head})
    head = heads.plain_head(_("Page not found"), "404.html", publication, robots="noindex")
    yield Page("404.html", "404", {"site": site, "head": head}, indexed=False)


def source_pages(site: Site, publication: Publication, sources: Iterable[SourcePage]) -> Iterator[Page]:
    """Yield the raw pages that pieces were made of; search engines are to find the pieces instead."""
    for source in sources:
        title = publication.gettext("Source text %(file)s") % {"file": source.file}
        head = heads.plain_head(title, source.url, publication, robots="noindex")
        yield Page(source.url, "source", {"site": site, "head": head, "source": source}, indexed=False)
