"""Articles in, hubs out: who wrote, where, about what. One pass over the articles for each taxonomy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from oped.hubs.listing import bars
from oped.hubs.model import Hub, Taxonomy
from oped.hubs.schemes import Scheme, Term

if TYPE_CHECKING:
    from oped.site.article import Article

Hubs = dict[str, Hub]
"""The hubs of one taxonomy by code, ordered by name."""


def build(articles: Iterable[Article], taxonomy: Taxonomy, scheme: Scheme, size: int) -> Hubs:
    """Return the hubs that have pieces, and set each article's `terms` and `given` for the taxonomy.

    `articles` come newest first. A piece given both a term and a narrower one counts for the broader as its own.
    """
    hubs: Hubs = {}
    known: dict[str, Term] = {}
    for article in articles:
        terms = _terms(article, taxonomy, scheme)
        for term in terms:
            if term.code not in known:
                known |= _open(term, hubs, taxonomy, scheme)
            hubs[term.code].articles.append(article)
        own = {term.code for term in terms}
        for code in sorted({code for term in terms for code in term.broader} - own):
            hubs[code].below.append(article)
        article.terms[taxonomy.name] = [hubs[term.code] for term in terms]
        _give(article, taxonomy, terms)
    return _linked(hubs, known, size)


def take_place(article: Article, taxonomy: Taxonomy, scheme: Scheme, hubs: Mapping[str, Hub]) -> bool:
    """Give a piece that came later its terms among `hubs`; return False where one of them is not there yet."""
    terms = _terms(article, taxonomy, scheme)
    if any(term.code not in hubs for term in terms):
        return False
    article.terms[taxonomy.name] = [hubs[term.code] for term in terms]
    _give(article, taxonomy, terms)
    return True


def _terms(article: Article, taxonomy: Taxonomy, scheme: Scheme) -> list[Term]:
    terms = (scheme(value, article.slug) for value in article.fields.get(taxonomy.field, ()))
    return list({term.code: term for term in terms}.values())


def _give(article: Article, taxonomy: Taxonomy, terms: Iterable[Term]) -> None:
    machine = article.evidence.get(taxonomy.field, {})
    for term in terms:
        evidence = machine.get(term.code)
        article.given[taxonomy.name, term.code] = None if evidence is None else list(evidence)


def _open(term: Term, hubs: Hubs, taxonomy: Taxonomy, scheme: Scheme) -> dict[str, Term]:
    """Make the hubs of `term` and of all broader terms that are not there yet, and return the terms by code."""
    terms = {one.code: one for one in (term, *map(scheme, term.broader))}
    for one in terms.values():
        if one.code not in hubs:
            hubs[one.code] = Hub(taxonomy, one.code, one.name, one.slug, one.description, record=dict(one.record))
    return terms


def _linked(hubs: Hubs, known: Mapping[str, Term], size: int) -> Hubs:
    ordered = dict(sorted(hubs.items(), key=lambda item: (item[1].name.casefold(), item[1].slug)))
    for code, hub in ordered.items():
        term = known[code]
        hub.broader = [ordered[above] for above in term.broader if above in ordered]
        if term.parent in ordered:
            hub.parent = ordered[term.parent]
            hub.parent.children.append(hub)
        hub.bars = bars(hub.articles, hub.below, hub.url, size)
    return ordered


def roots(hubs: Mapping[str, Hub]) -> list[Hub]:
    """Return the tops of the tree, by name."""
    return [hub for hub in hubs.values() if hub.parent is None]
