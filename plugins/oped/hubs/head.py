"""What a page says of itself to browsers, search engines, feed readers and reference managers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oped.hubs import entities, jsonld, metas
from oped.hubs.model import Hub, Taxonomy, Unsorted, Year

if TYPE_CHECKING:
    from oped.hubs.letters import Letter
    from oped.hubs.publication import Publication
    from oped.site.article import Article

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
Crumbs = list[tuple[str, str]]
Feeds = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One page's title, address, feeds, way back and machine-readable description."""

    title: str
    url: str
    canonical: str
    lang: str
    description: str = ""
    robots: str = ""
    feeds: Sequence[tuple[str, str, str]] = ()
    breadcrumbs: Sequence[tuple[str, str]] = ()
    jsonld: str = ""
    metas: Sequence[tuple[str, str]] = ()
    og: Sequence[tuple[str, str]] = ()


def site_feeds(publication: Publication) -> Feeds:
    """Return the feeds of the whole archive."""
    return [(publication.name, "feeds/all.atom", ATOM), (publication.name, "feeds/all.json", JSON_FEED)]


def hub_feeds(hub: Hub, publication: Publication) -> Feeds:
    """Return the feeds of one term."""
    title = f"{hub.name} – {publication.name}"
    return [(title, hub.atom, ATOM), (title, hub.json_feed, JSON_FEED)]


def article_head(article: Article, title: str, publication: Publication) -> Head:
    """Return the head of an article's page; `title` tells it from every other page."""
    crumbs = [*_home(publication), *_labels(article), (article.title, article.url)]
    feeds = [feed for hub in article.terms.get("author", []) for feed in hub_feeds(hub, publication)]
    return Head(
        title=f"{title} – {publication.name}",
        url=article.url,
        canonical=publication.absolute(article.url),
        lang=article.lang,
        description=article.summary,
        robots="noindex" if article.excerpt or article.draft else "",
        feeds=[*feeds, *site_feeds(publication)],
        breadcrumbs=crumbs,
        jsonld=jsonld.graph(entities.article(article, publication), jsonld.breadcrumbs(crumbs, publication)),
        metas=metas.of_article(article, publication),
        og=metas.open_graph_article(article, publication),
    )


def hub_head(hub: Hub, publication: Publication, number: int = 0, suffix: str = "") -> Head:
    """Return the head of a term's page, or of page `number` (from the oldest) of its list at `url` + `suffix`."""
    page = _numbered("", number, publication)
    crumbs = [*_home(publication), (publication.gettext(hub.taxonomy.plural), hub.taxonomy.url), *_trail(hub)]
    what = f"{hub.name}, {publication.gettext(hub.taxonomy.label)}"
    data = () if number else (jsonld.hub(hub, publication),)
    if number:
        crumbs.append((page, f"{hub.url}{suffix}"))
        narrower = publication.gettext("narrower")  # not in the f-string: Babel looks there from 3.12 on
        what = f"{what}, {page}" + (f" ({narrower})" if suffix.startswith("within/") else "")
    return _head(
        publication,
        what,
        f"{hub.url}{suffix}",
        crumbs,
        description=hub.description,
        feeds=hub_feeds(hub, publication),
        data=data,
    )


def combination_head(
    hub: Hub, other: Hub, url: str, articles: Sequence[Article], publication: Publication, number: int = 0
) -> Head:
    """Return the head of a pair's page."""
    crumbs = [
        *_home(publication),
        (publication.gettext(hub.taxonomy.plural), hub.taxonomy.url),
        *_trail(hub),
        (other.name, url),
    ]
    title = _numbered(f"{hub.name}: {other.name}", number, publication)
    data = (jsonld.collection(title, url, articles, publication),)
    return _head(publication, title, url, crumbs, data=data, feeds=hub_feeds(hub, publication))


def index_head(taxonomy: Taxonomy, hubs: Sequence[Hub], publication: Publication) -> Head:
    """Return the head of a taxonomy's index."""
    label = publication.gettext(taxonomy.plural)
    crumbs = [*_home(publication), (label, taxonomy.url)]
    data = (jsonld.index(label, taxonomy.url, hubs, publication),)
    return _head(publication, label, taxonomy.url, crumbs, description=taxonomy.description, data=data)


def letter_head(taxonomy: Taxonomy, part: Letter, publication: Publication) -> Head:
    """Return the head of the terms under one letter."""
    label = publication.gettext(taxonomy.plural)
    crumbs = [*_home(publication), (label, taxonomy.url), (part.letter, part.url)]
    title = f"{label}: {part.letter}"
    return _head(publication, title, part.url, crumbs, data=(jsonld.index(title, part.url, part.hubs, publication),))


def unsorted_head(unsorted: Unsorted, url: str, publication: Publication, number: int = 0) -> Head:
    """Return the head of the page of pieces without a term, or of page `number` (from the oldest) of it."""
    taxonomy, _ = unsorted.taxonomy, publication.gettext
    label = _("%(label)s: none given") % {"label": _(taxonomy.label)}
    crumbs = [*_home(publication), (_(taxonomy.plural), taxonomy.url), (label, unsorted.url)]
    data = () if number else (jsonld.collection(label, url, unsorted.articles, publication),)
    return _head(publication, _numbered(label, number, publication), url, crumbs, data=data)


def year_head(year: Year, url: str, publication: Publication, number: int = 0) -> Head:
    """Return the head of a year's page, or of page `number` (from the oldest) of it."""
    label = year.label if year.year else publication.gettext("Undated")
    crumbs = [*_home(publication), (publication.gettext("Years"), "years/"), (label, year.url)]
    data = () if number else (jsonld.collection(label, url, year.articles, publication),)
    return _head(publication, _numbered(label, number, publication), url, crumbs, data=data)


def home_head(publication: Publication) -> Head:
    """Return the head of the front page."""
    return Head(
        title=publication.name,
        url="",
        canonical=publication.absolute(""),
        lang=publication.language,
        description=publication.sentence,
        feeds=site_feeds(publication),
        jsonld=jsonld.graph(jsonld.website(publication)),
        og=metas.open_graph(publication.name, "", publication.sentence, publication),
    )


def plain_head(title: str, url: str, publication: Publication, **words: object) -> Head:
    """Return the head of a page that is no list of pieces; `data`, `robots`, `description` may be given."""
    return _head(publication, title, url, [*_home(publication), (title, url)], **words)  # type: ignore[arg-type]


def _head(
    publication: Publication,
    title: str,
    url: str,
    crumbs: Crumbs,
    *,
    description: str = "",
    feeds: Feeds | None = None,
    robots: str = "",
    data: Sequence[entities.Node] = (),
) -> Head:
    return Head(
        title=f"{title} – {publication.name}",
        url=url,
        canonical=publication.absolute(url),
        lang=publication.language,
        description=description,
        robots=robots,
        feeds=feeds or site_feeds(publication),
        breadcrumbs=crumbs,
        jsonld=jsonld.graph(*data, jsonld.breadcrumbs(crumbs, publication)),
        og=metas.open_graph(title, url, description, publication),
    )


def _home(publication: Publication) -> Crumbs:
    return [(publication.gettext("Home"), "")]


def _trail(hub: Hub) -> Crumbs:
    trail: Crumbs = []
    one: Hub | None = hub
    while one:
        trail.insert(0, (one.name, one.url))
        one = one.parent
    return trail


def _labels(article: Article) -> Crumbs:
    for name in ("topic", "region"):
        for hub in article.terms.get(name, []):
            return [(hub.name, hub.url)]
    return []


def _numbered(title: str, number: int, publication: Publication) -> str:
    """Return `title` with the page's number behind it; page 0 is the list's own and has none."""
    page = publication.gettext("page %(number)s") % {"number": number} if number else ""
    return ", ".join(part for part in (title, page) if part)
