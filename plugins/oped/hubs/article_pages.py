"""The pages of the pieces. They are given the frame alone, nothing of the whole archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from oped.hubs import head as heads
from oped.hubs.neighbours import Neighbours, neighbours
from oped.hubs.page import Page

if TYPE_CHECKING:
    from oped.hubs.cite import Citer
    from oped.hubs.publication import Publication
    from oped.hubs.related import RelatedPiece
    from oped.hubs.site import Frame, Site
    from oped.site.article import Article


def article_pages(
    site: Site, publication: Publication, related: Mapping[str, list[RelatedPiece]], cite: Citer
) -> Iterator[Page]:
    """Yield the pages of the pieces and of the drafts; `related` is by article id."""
    titles = distinct_titles(site.articles)
    beside_each = neighbours(site.codes.get("author", {}).values())
    for article in [*site.articles, *site.drafts]:
        title, near = titles.get(article.id, article.title), beside_each.get(article.id, [])
        others = related.get(article.id, [])
        yield article_page(article, title, others, near, site.frame, publication, cite)


def article_page(
    article: Article,
    title: str,
    related: list[RelatedPiece],
    near: list[Neighbours],
    frame: Frame,
    publication: Publication,
    cite: Citer,
) -> Page:
    """Return the page of a piece; in its head it has a `title` that tells it from every other."""
    return Page(
        article.url,
        "article",
        {"site": frame, "article": article, "related": related, "neighbours": near},
        {"head": partial(heads.article_head, article, title, publication), "cite": partial(cite, article)},
        shown=(title,),
    )


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
