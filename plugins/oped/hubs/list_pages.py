"""The pages that are lists of pieces: terms, their indexes, pairs of terms, years, and what has no term."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from oped.hubs import head as heads
from oped.hubs.combine import combination_url
from oped.hubs.jsonld import LISTED
from oped.hubs.letters import Entry, letters
from oped.hubs.listing import by_month, paged
from oped.hubs.model import Hub, Taxonomy, Unsorted
from oped.hubs.page import Page

if TYPE_CHECKING:
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site


FULLEST = 48
"""Terms with the most pieces that a long index shows besides its letters."""


def hub_pages(hub: Hub, site: Site, publication: Publication, size: int) -> Iterator[Page]:
    """Yield a term's page and the older pages of its two lists: its own pieces, and those of narrower terms."""
    own = dict(paged(hub.articles, hub.url, size))
    within = dict(paged(hub.below, f"{hub.url}within/", size))
    template = hub.taxonomy.template.removesuffix(".html")
    yield Page(
        hub.url,
        template,
        {
            "site": site,
            "taxonomy": hub.taxonomy,
            "hub": hub,
            "listing": own.pop(0),
            "within": within.pop(0),
            "files": [("BibTeX", hub.bibtex), ("RIS", hub.ris), ("CSL-JSON", hub.csl)],
        },
        {"head": partial(heads.hub_head, hub, publication)},
        shown=tuple((hub.articles or hub.below)[:LISTED]),
    )
    for prefix, listings in (("", own), ("within/", within)):
        for number, listing in listings.items():
            suffix = f"{prefix}page/{number}/"
            words = {"site": site, "taxonomy": hub.taxonomy, "hub": hub, "listing": listing, "number": number}
            head = partial(heads.hub_head, hub, publication, number, suffix)
            yield Page(f"{hub.url}{suffix}", "hub_page", words, {"head": head})


def index_pages(taxonomy: Taxonomy, hubs: list[Hub], site: Site, publication: Publication) -> Iterator[Page]:
    """Yield a taxonomy's index; where it is too long for one page, it shows the fullest, and each letter has a page."""
    parts = site.letters.get(taxonomy.name, ())
    shown = sorted(hubs, key=lambda hub: (-hub.count, hub.name.casefold()))[:FULLEST] if parts else hubs
    words = {"site": site, "taxonomy": taxonomy, "parts": [part.link for part in parts]}
    index = {
        "total": len(hubs),
        "roots": [hub for hub in hubs if hub.parent is None],
        "letters": () if parts else letters(taxonomy, hubs),
        "fullest": [Entry.of(hub) for hub in shown] if parts else (),
        "unsorted": (rest.url, rest.count) if (rest := site.unsorted.get(taxonomy.name)) else None,
    }
    head = partial(heads.index_head, taxonomy, shown, publication)
    yield Page(taxonomy.url, taxonomy.index_template.removesuffix(".html"), {**words, **index}, {"head": head})
    for part in parts:
        made = {"head": partial(heads.letter_head, taxonomy, part, publication)}
        yield Page(part.url, "letter", {**words, "letter": part}, made)


def unsorted_pages(unsorted: Unsorted, site: Site, publication: Publication, size: int) -> Iterator[Page]:
    """Yield the page of the pieces without a term, and its older pages."""
    for number, listing in paged(unsorted.articles, unsorted.url, size):
        at = f"{unsorted.url}page/{number}/" if number else unsorted.url
        words = {"taxonomy": unsorted.taxonomy, "front": unsorted.url, "listing": listing, "number": number}
        made = {"head": partial(heads.unsorted_head, unsorted, at, publication, number)}
        yield Page(at, "unsorted", {"site": site, **words}, made, shown=unsorted.articles[:LISTED])


def combination_pages(site: Site, publication: Publication, size: int) -> Iterator[Page]:
    """Yield a page for each pair of terms with enough pieces."""
    for (one, two), found in site.pairs.items():
        for (first, second), articles in found.items():
            hub, other = site.codes[one][first], site.codes[two][second]
            url = combination_url(hub, other)
            for number, listing in paged(articles, url, size):
                at = f"{url}page/{number}/" if number else url
                made = {"head": partial(heads.combination_head, hub, other, at, articles, publication, number)}
                words = {"site": site, "hub": hub, "other": other, "front": url, "listing": listing, "number": number}
                yield Page(at, "combination", words, made, shown=tuple(articles[:LISTED]))


def year_pages(site: Site, publication: Publication, size: int) -> Iterator[Page]:
    """Yield the years, their older pages, and their index."""
    head = heads.plain_head(publication.gettext("Years"), "years/", publication)
    yield Page("years/", "years", {"site": site, "head": head, "years": site.years})
    dated = [year for year in site.years if year.year]
    places = {year.url: place for place, year in enumerate(dated)}
    for year in site.years:
        place = places.get(year.url)
        newer = dated[place - 1].link if place else None
        older = dated[place + 1].link if place is not None and place + 1 < len(dated) else None
        for number, listing in paged(year.articles, year.url, size, by_month):
            at = f"{year.url}page/{number}/" if number else year.url
            words = {
                "site": site,
                "year": year.link,
                "listing": listing,
                "newer": newer,
                "older": older,
                "number": number,
            }
            made = {"head": partial(heads.year_head, year, at, publication, number)}
            yield Page(at, "year", words, made, shown=year.articles[:LISTED])
