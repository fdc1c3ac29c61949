"""Two terms at once: pages for the pairs that have enough pieces, and the terms that keep company with a hub."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from oped.hubs.model import Hub, Related, Taxonomy

if TYPE_CHECKING:
    from oped.hubs.build import Hubs
    from oped.site.article import Article

Pairs = dict[tuple[str, str], list["Article"]]
"""Pieces, newest first, by the codes of the two terms they have; only pairs with enough of them."""

COMPANY = 12
"""Terms of each taxonomy that a hub shows beside itself, besides all that it shares a page with."""


def pairs(articles: Iterable[Article], taxonomies: Iterable[Taxonomy], minimum: int) -> dict[tuple[str, str], Pairs]:
    """Return the pairs of each two taxonomies that are combined, by the taxonomies' names."""
    found: dict[tuple[str, str], Pairs] = {
        (one.name, other): defaultdict(list) for one in taxonomies for other in one.combine
    }
    for article in articles:
        for (one, other), lists in found.items():
            for first in article.terms[one]:
                for second in article.terms[other]:
                    lists[first.code, second.code].append(article)
    return {
        names: {codes: pieces for codes, pieces in sorted(lists.items()) if len(pieces) >= minimum}
        for names, lists in found.items()
    }


class Codes(dict["Article", list[str]]):
    """The codes of a piece's terms of one taxonomy; each piece is asked once, whatever the number of its hubs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __missing__(self, piece: Article) -> list[str]:
        """Ask a piece."""
        codes = self[piece] = [term.code for term in piece.terms[self.name]]
        return codes


def relate(codes: Mapping[str, Hubs], found: Mapping[tuple[str, str], Pairs]) -> None:
    """Set `related` of every hub."""
    for name, others in codes.items():
        given = Codes(name)
        for hub in chain.from_iterable(hubs.values() for hubs in codes.values()):
            counts = Counter(chain.from_iterable(map(given.__getitem__, chain(hub.articles, hub.below))))
            hub.related[name] = _company(hub, name, counts, others, found)


def _company(
    hub: Hub, name: str, counts: Counter[str], others: Hubs, found: Mapping[tuple[str, str], Pairs]
) -> list[Related]:
    """Return the terms of the taxonomy `name` that a hub's pieces have most, of `counts` by code."""
    if name == hub.taxonomy.name:
        counts.pop(hub.code, None)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], others[item[0]].name))
    return [
        Related(others[code], count, _address(hub, others[code], found))
        for place, (code, count) in enumerate(ordered)
        if place < COMPANY or _pair(hub, others[code], found)
    ]


def _pair(hub: Hub, other: Hub, found: Mapping[tuple[str, str], Pairs]) -> tuple[Hub, Hub] | None:
    """Return the two terms in the order in which they have a page of their own, None where they have none."""
    for one, two in ((hub, other), (other, hub)):
        if (one.code, two.code) in found.get((one.taxonomy.name, two.taxonomy.name), {}):
            return one, two
    return None


def _address(hub: Hub, other: Hub, found: Mapping[tuple[str, str], Pairs]) -> str:
    """Return where both can be read: their own page in either order, else a search."""
    if pair := _pair(hub, other, found):
        return combination_url(*pair)
    if hub.taxonomy is other.taxonomy:
        return other.url
    return "search/?" + urlencode({hub.taxonomy.name: hub.slug, other.taxonomy.name: other.slug})


def combination_url(hub: Hub, other: Hub) -> str:
    """Return the address of a pair's page."""
    return f"{hub.url}{other.taxonomy.path}/{other.slug}/"
