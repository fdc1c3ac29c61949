"""Five pieces to read on with, each with its reasons: the rarer what two pieces share, the closer they are.

Near-linear: of everything that shares a feature with a piece, only the `WINDOW` before and after it in time are looked
at. Rarity counts in powers of two, so that one more piece hardly ever changes what stands under another; and what was
chosen is remembered by all that the choice was made among.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.features import Feature, Held, Telling, held
from oped.hubs.model import Hub
from oped.hubs.telling import telling_words
from oped.standing import Standing

if TYPE_CHECKING:
    from oped.site.article import Article

WINDOW = 25
"""Pieces looked at before and after, for each feature: what readers want next is seldom decades away."""
SHORTLIST = 40
"""Candidates whose shared features are counted in full."""
SHOWN = 3
"""Reasons given for a piece."""
STAMP = 16
"""Bytes that stand for a piece with its features."""

Choice = list[tuple[str, list[Feature]]]
"""Ids of the chosen pieces, nearest first, each with the features that are told as reasons."""


Reasons = tuple[tuple[str, Hub | str], ...]
"""(taxonomy or "word", Hub or the word), weightiest first."""


class RelatedPiece(NamedTuple):
    """A piece to read next, and why."""

    article: Article
    reasons: Reasons


def relate(
    articles: Sequence[Article],
    count: int,
    telling: Telling = telling_words,
    standing: Standing | None = None,
    frame: bytes = b"",
) -> dict[str, list[RelatedPiece]]:
    """Return up to `count` related pieces of each of `articles` (newest first) by its id.

    Whole pieces come before excerpts, then closer ones before less close, then newer ones before older. `standing`
    remembers what was chosen; `frame` is a hash of settings and vocabulary.
    """
    standing = standing or Standing(Path())
    by_id = {article.id: article for article in articles}
    among = held(articles, telling)
    known_by = _Known(articles, among, _digest(frame, b"%d" % count))
    reasons: dict[Reasons, Reasons] = {}  # kept once: many pieces are related for the same ones
    found: dict[str, list[RelatedPiece]] = {}
    for place, article in enumerate(articles):
        key = known_by.key(place) if article.digest else b""
        value = standing.recall("related", article.id) if key else None
        if value and value[:STAMP] == key:
            choice: Choice = json.loads(value[STAMP:])
        else:
            choice = list(_chosen(place, articles, among, count))
            if key:
                standing.remember("related", article.id, key + json.dumps(choice).encode("utf-8", "surrogatepass"))
        printed = telling(article) if any(kind == "word" for _, reasons in choice for kind, _ in reasons) else {}
        found[article.id] = []
        for other, features in choice:
            own = tuple((kind, printed[code] if kind == "word" else among.terms[kind, code]) for kind, code in features)
            found[article.id].append(RelatedPiece(by_id[other], reasons.setdefault(own, own)))
    return found


class _Known:
    """Keys that cover all that a choice is made of: the piece, and those beside it under each of its features.

    Of those beside it the terms count, of their words only the ones that it has itself: who has them is in the rows.
    """

    def __init__(self, articles: Sequence[Article], among: Held, frame: bytes) -> None:
        self._among, self._frame = among, frame
        self._told = cache(lambda feature, weight: repr((feature, weight)).encode("utf-8", "surrogatepass"))
        stamps = [
            _digest(f"{article.id} {article.digest}".encode(), self._own(place, words=False))
            for place, article in enumerate(articles)
        ]
        self._stamps = stamps
        self._rows = {
            feature: b"".join(stamps[place] for place in places)
            for feature, places in among.holders.items()
            if len(places) > 1
        }

    def key(self, place: int) -> bytes:
        """Return the key of the piece at `place`."""
        digest = blake2b(self._frame + self._stamps[place] + self._own(place), digest_size=STAMP)
        for feature, _, seat in self._among.seats(place):
            row = self._rows[feature]
            if feature[0] != "word":
                row = row[max(0, seat - WINDOW) * STAMP : (seat + WINDOW + 1) * STAMP]
            digest.update(row + b"|")
        return digest.digest()

    def _own(self, place: int, *, words: bool = True) -> bytes:
        """Return the features of the piece at `place`, with or without its words, and what they count, in bytes."""
        weighed = self._among.features(place).items()
        return b"".join(self._told(feature, weight) for feature, weight in weighed if words or feature[0] != "word")


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"|".join(parts), digest_size=STAMP).digest()


def _chosen(place: int, articles: Sequence[Article], among: Held, count: int) -> Iterator[tuple[str, list[Feature]]]:
    """Yield the ids of the pieces nearest to the one at `place`, each with its reasons."""
    near: Counter[int] = Counter()
    for feature, weight, seat in among.seats(place):
        for other in among.holders[feature][max(0, seat - WINDOW) : seat + WINDOW + 1]:
            near[other] += weight
    del near[place]
    shortlist = sorted(near, key=lambda other: (articles[other].excerpt, -near[other], other))[:SHORTLIST]
    own = among.features(place)
    shared = {other: own.keys() & among.features(other).keys() for other in shortlist}
    scores = {other: sum(own[feature] for feature in shared[other]) for other in shortlist}
    best = sorted(shortlist, key=lambda other: (articles[other].excerpt, -scores[other], other))
    for other in best[:count]:
        yield articles[other].id, _reasons(among.terms, {feature: own[feature] for feature in shared[other]})


def _reasons(hubs: Mapping[Feature, Hub], shared: Mapping[Feature, int]) -> list[Feature]:
    """Return the weightiest of what is shared; `hubs` are the terms that features are of."""
    counted = {feature: weight for feature, weight in shared.items() if feature[0] != "both"}
    for (kind, codes), weight in shared.items():
        if kind == "both":  # told as the two terms that it is made of, each of which may be too common to count alone
            region, topic = codes.split(" ")
            counted |= {one: max(weight, counted.get(one, 0)) for one in (("region", region), ("topic", topic))}
    told = sorted(counted, key=lambda one: (-counted[one], one))
    narrow = {above.code for feature in told if feature in hubs for above in hubs[feature].broader}
    named = [feature for feature in told if feature[0] != "word" and feature[1] not in narrow]
    words = [feature for feature in told if feature[0] == "word"]
    return [*named, *words][:SHOWN]
