"""Every page of the archive as a value: its address, its template, and the words that the template is given.

Nothing is rendered here, so that a rebuild can compare pages before it decides which to render.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from oped.hubs import head as heads
from oped.hubs import jsonld
from oped.hubs.combine import combination_url
from oped.hubs.listing import by_month, paged
from oped.hubs.model import Hub, Taxonomy
from oped.hubs.neighbours import Neighbours, neighbours
from oped.hubs.site import Frame, Site

if TYPE_CHECKING:
    from oped.hubs.cite import Citer
    from oped.hubs.data import DataFile
    from oped.hubs.permanence import Address
    from oped.hubs.publication import Publication
    from oped.hubs.related import RelatedPiece
    from oped.hubs.sources import SourcePage
    from oped.site.article import Article


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `url` relative to the site's root (`404.html`, or ending in a slash), and what it is made of.

    `shown` tells what the words are made of where making them takes time; else they tell it themselves.
    """

    url: str
    template: str
    words: Mapping[str, Any]
    shown: tuple[Any, ...] = ()

    @property
    def path(self) -> str:
        """The file it is written to."""
        return self.url if self.url.endswith(".html") else f"{self.url}index.html"


class Late(Mapping[str, Any]):
    """Words that are made when somebody reads one: heads and citations take longer than knowing what is in them."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _words(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, word: str) -> Any:  # noqa: ANN401 - whatever templates are given
        """Return a word."""
        return self._words[word]

    def __iter__(self) -> Iterator[str]:
        """Yield the words' names."""
        return iter(self._words)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the site: related pieces by article id, citations, raw pages, former addresses, data files."""

    related: Mapping[str, list[RelatedPiece]]
    cite: Citer
    sources: list[SourcePage]
    register: list[Address]
    redirects: Mapping[str, str]
    size: int
    files: tuple[DataFile, ...] = ()


def all_pages(site: Site, publication: Publication, beside: Beside) -> Iterator[Page]:
    """Yield every page but `data_page`, in an order that depends on nothing but the archive."""
    yield from article_pages(site, publication, beside)
    for taxonomy in site.taxonomies:
        hubs = list(site.codes[taxonomy.name].values())
        yield index_page(taxonomy, hubs, site, publication)
        for hub in hubs:
            yield from hub_pages(hub, site, publication, beside.size)
    yield from combination_pages(site, publication, beside.size)
    yield from year_pages(site, publication, beside.size)
    yield from single_pages(site, publication)
    yield from source_pages(site, publication, beside.sources)
    for former, target in beside.redirects.items():
        yield Page(former, "redirect", {"target": target})


def article_pages(site: Site, publication: Publication, beside: Beside) -> Iterator[Page]:
    """Yield the pages of the pieces and of the drafts. They are given the frame alone, nothing of the whole archive."""
    titles = distinct_titles(site.articles)
    beside_each = neighbours(site.codes.get("author", {}).values())
    for article in [*site.articles, *site.drafts]:
        title, near = titles.get(article.id, article.title), beside_each.get(article.id, [])
        related = beside.related.get(article.id, [])

        make = partial(article_words, article, title, related, near, site.frame, publication, beside.cite)
        yield Page(article.url, "article", Late(make), (site.frame, article, title, related, near))


def article_words(
    article: Article,
    title: str,
    related: list[RelatedPiece],
    near: list[Neighbours],
    frame: Frame,
    publication: Publication,
    cite: Citer,
) -> Mapping[str, Any]:
    """Return what an article's template is given; `title` tells the piece from every other."""
    return {
        "site": frame,
        "head": heads.article_head(article, title, publication),
        "article": article,
        "related": related,
        "neighbours": near,
        "cite": cite(article),
    }


def distinct_titles(articles: Iterable[Article]) -> dict[str, str]:
    """Return by article id a title that no other page has: headlines such as "Letters" come back every week."""
    articles = list(articles)
    titles = {article.id: article.title for article in articles}
    for step in range(3):
        counts = Counter(title.casefold() for title in titles.values())
        for article in articles:
            more = (", ".join(article.authors), article.day.isoformat() if article.day else "", article.slug)[step]
            if counts[titles[article.id].casefold()] > 1 and more:
                titles[article.id] = f"{titles[article.id]}, {more}"
    return titles


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
            "head": heads.hub_head(hub, publication),
            "taxonomy": hub.taxonomy,
            "hub": hub,
            "listing": own.pop(0),
            "within": within.pop(0),
            "files": [("BibTeX", hub.bibtex), ("RIS", hub.ris), ("CSL-JSON", hub.csl)],
        },
    )
    for prefix, listings in (("", own), ("within/", within)):
        for number, listing in listings.items():
            suffix = f"{prefix}page/{number}/"
            words = {"taxonomy": hub.taxonomy, "hub": hub, "listing": listing, "number": number}
            head = heads.hub_head(hub, publication, number, suffix)
            yield Page(f"{hub.url}{suffix}", "hub_page", {"site": site, "head": head, **words})


def index_page(taxonomy: Taxonomy, hubs: list[Hub], site: Site, publication: Publication) -> Page:
    """Return a taxonomy's index."""
    return Page(
        taxonomy.url,
        taxonomy.index_template.removesuffix(".html"),
        {
            "site": site,
            "head": heads.index_head(taxonomy, hubs, publication),
            "taxonomy": taxonomy,
            "hubs": hubs,
            "roots": [hub for hub in hubs if hub.parent is None],
            "letters": letters(hubs),
        },
    )


def letters(hubs: Iterable[Hub]) -> list[tuple[str, list[Hub]]]:
    """Return the hubs by the first letter of the name that they are sorted by; digits and signs under `#`."""
    ordered = sorted(hubs, key=lambda hub: (not hub.slug[:1].isalpha(), hub.slug))
    runs = groupby(ordered, key=lambda hub: hub.slug[0].upper() if hub.slug[:1].isalpha() else "#")
    return [(letter, list(run)) for letter, run in runs]


def combination_pages(site: Site, publication: Publication, size: int) -> Iterator[Page]:
    """Yield a page for each pair of terms with enough pieces."""
    for (one, two), found in site.pairs.items():
        for (first, second), articles in found.items():
            hub, other = site.codes[one][first], site.codes[two][second]
            url = combination_url(hub, other)
            for number, listing in paged(articles, url, size):
                at = f"{url}page/{number}/" if number else url
                head = heads.combination_head(hub, other, at, articles, publication, number)
                words = {"hub": hub, "other": other, "listing": listing, "number": number}
                yield Page(at, "combination", {"site": site, "head": head, **words})


def year_pages(site: Site, publication: Publication, size: int) -> Iterator[Page]:
    """Yield the years, their older pages, and their index."""
    head = heads.plain_head(publication.gettext("Years"), "years/", publication)
    yield Page("years/", "years", {"site": site, "head": head, "years": site.years})
    dated = [year for year in site.years if year.year]
    places = {year.url: place for place, year in enumerate(dated)}
    for year in site.years:
        place = places.get(year.url)
        newer = dated[place - 1] if place else None
        older = dated[place + 1] if place is not None and place + 1 < len(dated) else None
        for number, listing in paged(year.articles, year.url, size, by_month):
            at = f"{year.url}page/{number}/" if number else year.url
            words = {"year": year, "listing": listing, "newer": newer, "older": older, "number": number}
            yield Page(at, "year", {"site": site, "head": heads.year_head(year, at, publication, number), **words})


def data_page(site: Site, publication: Publication, beside: Beside) -> Page:
    """Return the page of the data files: apart from all others, since it tells their sizes."""
    data = (jsonld.dataset(beside.files, publication),)
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
    yield Page("404.html", "404", {"site": site, "head": head})


def source_pages(site: Site, publication: Publication, sources: Iterable[SourcePage]) -> Iterator[Page]:
    """Yield the raw pages that pieces were made of; search engines are to find the pieces instead."""
    for source in sources:
        title = publication.gettext("Source text %(file)s") % {"file": source.file}
        head = heads.plain_head(title, source.url, publication, robots="noindex")
        yield Page(source.url, "source", {"site": site, "head": head, "source": source})
