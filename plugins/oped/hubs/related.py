"""Five pieces to read on with, each with its reasons: the rarer what two pieces share, the closer they are.

Near-linear: of everything that shares a feature with a piece, only the `WINDOW` before and after it in time are looked
at. Rarity counts in powers of two, so that one more piece hardly ever changes what stands under another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.model import Hub
from oped.hubs.telling import telling_words

if TYPE_CHECKING:
    from oped.site.article import Article

WINDOW = 25
"""Pieces looked at before and after, for each feature: what readers want next is seldom decades away."""
SHORTLIST = 40
"""Candidates whose shared features are counted in full."""
WORDS = 12
"""Rarest words kept of each piece."""
COMMONEST, SHARE_OF_ALL = 30, 20
"""A word in more pieces than this, or in more than one of so many, says nothing of two of them."""
RARITY = 16
"""Weight of a feature that two pieces have; one less for each doubling."""
SHARE = {"topic": 3, "region": 2, "author": 2, "both": 2, "word": 2}
"""How much each kind of feature counts. `both` is a region and a topic together."""
SHOWN = 3
"""Reasons given for a piece."""

Feature = tuple[str, str]
Telling = Callable[["Article"], dict[str, str]]
"""Gives a piece's telling words: `telling_words`, or what remembers it."""


class RelatedPiece(NamedTuple):
    """A piece to read next; `reasons` are (taxonomy or "word", Hub or the word), weightiest first."""

    article: Article
    reasons: tuple[tuple[str, Hub | str], ...]


def relate(articles: Sequence[Article], count: int, telling: Telling | None = None) -> dict[str, list[RelatedPiece]]:
    """Return up to `count` related pieces of each of `articles` (newest first) by its id.

    Whole pieces come before excerpts, then closer ones before less close, then newer ones before older.
    """
    order = {article.id: place for place, article in enumerate(articles)}
    telling = telling or telling_words
    features = _features(articles, telling)
    holders: dict[Feature, list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        for feature in features[article.id]:
            holders[feature].append(place)
    weights = {feature: _weight(feature[0], len(places), len(articles)) for feature, places in holders.items()}
    for own in features.values():
        own.intersection_update(feature for feature in list(own) if weights[feature])
    seats = _seats(holders)
    found: dict[str, list[RelatedPiece]] = {}
    for place, article in enumerate(articles):
        near: Counter[int] = Counter()
        for feature in features[article.id]:
            seat, places = seats[feature, place], holders[feature]
            for other in places[max(0, seat - WINDOW) : seat + WINDOW + 1]:
                near[other] += weights[feature]
        del near[place]
        shortlist = sorted(near, key=lambda other: (articles[other].excerpt, -near[other], other))[:SHORTLIST]
        shared = {other: features[article.id] & features[articles[other].id] for other in shortlist}
        scores = {other: sum(weights[feature] for feature in shared[other]) for other in shortlist}
        best = sorted(shortlist, key=lambda other: (articles[other].excerpt, -scores[other], order[articles[other].id]))
        found[article.id] = [
            RelatedPiece(articles[other], _reasons(article, shared[other], weights, telling)) for other in best[:count]
        ]
    return found


def _seats(holders: dict[Feature, list[int]]) -> dict[tuple[Feature, int], int]:
    return {(feature, place): seat for feature, places in holders.items() for seat, place in enumerate(places)}


def _weight(kind: str, holders: int, articles: int) -> int:
    """Return what sharing a feature counts; one that every fourth piece has says nothing."""
    common = holders > 10 and holders * 4 > articles
    return SHARE[kind] * max(1, RARITY - holders.bit_length()) if holders > 1 and not common else 0


def _features(articles: Sequence[Article], telling: Telling) -> dict[str, set[Feature]]:
    words = {article.id: set(telling(article)) for article in articles}
    spread = Counter(word for own in words.values() for word in own)
    most = min(COMMONEST, max(2, len(articles) // SHARE_OF_ALL))
    features: dict[str, set[Feature]] = {}
    for article in articles:
        own = set(_hubs(article))
        for region in article.terms.get("region", []):
            own |= {("both", f"{region.code} {topic.code}") for topic in article.terms.get("topic", [])}
        rare = sorted((spread[word], word) for word in words[article.id] if 2 <= spread[word] <= most)
        features[article.id] = own | {("word", word) for _, word in rare[:WORDS]}
    return features


def _hubs(article: Article) -> dict[Feature, Hub]:
    """Return the terms that an article can share: its own, and the broader ones, which are seldom rare."""
    own = [(name, hub) for name in ("topic", "region", "author") for hub in article.terms.get(name, [])]
    broader = [(name, above) for name, hub in own for above in hub.broader]
    return {(name, hub.code): hub for name, hub in [*broader, *own]}


def _reasons(
    article: Article, shared: set[Feature], weights: dict[Feature, int], telling: Telling
) -> tuple[tuple[str, Hub | str], ...]:
    hubs = _hubs(article)
    counted = {feature: weights[feature] for feature in shared if feature[0] != "both"}
    for kind, codes in shared:
        if kind == "both":  # told as the two terms that it is made of, each of which may be too common to count alone
            region, topic = codes.split(" ")
            weight = weights[kind, codes]
            counted |= {one: max(weight, counted.get(one, 0)) for one in (("region", region), ("topic", topic))}
    told = sorted(counted, key=lambda one: (-counted[one], one))
    narrow = {above.code for feature in told if feature in hubs for above in hubs[feature].broader}
    terms = [feature for feature in told if feature[0] != "word" and feature[1] not in narrow]
    words = [feature for feature in told if feature[0] == "word"]
    printed = telling(article) if words else {}
    chosen = [*terms, *words][:SHOWN]
    return tuple((kind, printed[code] if kind == "word" else hubs[kind, code]) for kind, code in chosen)
