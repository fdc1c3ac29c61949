"""What pieces can share: terms, a region and a topic together, telling words; and who shares each, in time's order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.model import Hub

if TYPE_CHECKING:
    from oped.site.article import Article

WORDS = 12
"""Rarest words kept of each piece."""
COMMONEST, SHARE_OF_ALL = 30, 20
"""A word in more pieces than this, or in more than one of so many, says nothing of two of them."""
RARITY = 16
"""Weight of a feature that two pieces have; one less for each doubling."""
SHARE = {"topic": 3, "region": 2, "author": 2, "both": 2, "word": 2}
"""How much each kind of feature counts. `both` is a region and a topic together."""

TAXONOMIES = ("topic", "region", "author")
"""Whose terms can be shared."""

Feature = tuple[str, str]
Telling = Callable[["Article"], dict[str, str]]
"""Gives a piece's telling words: `telling_words`, or what remembers it."""


class Seat(NamedTuple):
    """A feature of a piece, what sharing it counts, and the piece's place among those that share it."""

    feature: Feature
    weight: int
    place: int


@dataclass(frozen=True, slots=True)
class Held:
    """By a piece's place in the archive, its features; by feature, the places of the pieces that share it, ascending.

    `weights` tells what sharing a feature counts, `terms` of which term it is.
    """

    own: list[list[Feature]]
    holders: Mapping[Feature, list[int]]
    weights: Mapping[Feature, int]
    terms: Mapping[Feature, Hub]

    def seats(self, place: int) -> Iterator[Seat]:
        """Yield the seats of a piece."""
        for feature in self.own[place]:
            yield Seat(feature, self.weights[feature], bisect_left(self.holders[feature], place))

    def features(self, place: int) -> dict[Feature, int]:
        """Return the features of a piece with what each counts."""
        return {feature: self.weights[feature] for feature in self.own[place]}


def held(articles: Sequence[Article], telling: Telling) -> Held:
    """Return what each of `articles` (newest first) can share with others; what counts nothing is left out."""
    same: dict[Feature, Feature] = {}  # a feature is one object, however many pieces have it
    holders: dict[Feature, list[int]] = defaultdict(list)
    own = []
    for place, features in enumerate(_features(articles, telling)):
        own.append([same.setdefault(feature, feature) for feature in features])
        for feature in own[-1]:
            holders[feature].append(place)
    weights = {feature: _weight(feature[0], len(among), len(articles)) for feature, among in holders.items()}
    counting = [[feature for feature in features if weights[feature]] for features in own]
    return Held(counting, holders, weights, _terms(articles))


def _terms(articles: Iterable[Article]) -> dict[Feature, Hub]:
    """Return the terms that pieces can share: their own, and the broader ones, which are seldom rare."""
    own = {(name, hub) for article in articles for name in TAXONOMIES for hub in article.terms.get(name, ())}
    return {(name, one.code): one for name, hub in own for one in (hub, *hub.broader)}


def _weight(kind: str, holders: int, articles: int) -> int:
    """Return what sharing a feature counts; one that every fourth piece has says nothing."""
    common = holders > 10 and holders * 4 > articles
    return SHARE[kind] * max(1, RARITY - holders.bit_length()) if holders > 1 and not common else 0


def _features(articles: Sequence[Article], telling: Telling) -> Iterator[list[Feature]]:
    """Yield the features of each piece, sorted."""
    words = [list(telling(article)) for article in articles]
    spread = Counter(word for own in words for word in own)
    wider = cache(lambda name, hub: frozenset((name, one.code) for one in (hub, *hub.broader)))
    most = min(COMMONEST, max(2, len(articles) // SHARE_OF_ALL))
    for article, told in zip(articles, words, strict=True):
        given = article.terms
        own: set[Feature] = set().union(*(wider(name, hub) for name in TAXONOMIES for hub in given.get(name, ())))
        for region in given.get("region", ()):
            own |= {("both", f"{region.code} {topic.code}") for topic in given.get("topic", ())}
        rare = sorted((spread[word], word) for word in told if 2 <= spread[word] <= most)
        own |= {("word", word) for _, word in rare[:WORDS]}
        yield sorted(own)
