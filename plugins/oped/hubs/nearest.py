"""Which pieces are nearest to one, and why: the rarer what two pieces share, the closer they are.

Near-linear: of everything that shares a feature with a piece, only the `WINDOW` before and after it in time are looked
at. Rarity counts in powers of two, so that one more piece hardly ever changes what stands under another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest

from oped.hubs.features import Feature, Held
from oped.hubs.model import Hub

WINDOW = 25
"""Pieces looked at before and after, for each feature: what readers want next is seldom decades away."""
SHORTLIST = 40
"""Candidates whose shared features are counted in full."""
SHOWN = 3
"""Reasons given for a piece."""


def nearest(place: int, excerpts: Sequence[bool], among: Held, count: int) -> Iterator[tuple[int, list[Feature]]]:
    """Yield the places of up to `count` pieces nearest to the one at `place`, each with its reasons.

    Whole pieces come before `excerpts` (told of each place), then closer ones before less close, then newer ones.
    """
    near: defaultdict[int, int] = defaultdict(int)
    for feature, weight, seat in among.seats(place):
        for other in among.holders[feature][max(0, seat - WINDOW) : seat + WINDOW + 1]:
            near[other] += weight
    near.pop(place, None)
    ranks = ((excerpts[other], -weight, other) for other, weight in near.items())
    own = among.features(place)
    best = []
    for excerpt, _, other in nsmallest(SHORTLIST, ranks):
        shared = [feature for feature in among.own[other] if feature in own]
        best.append((excerpt, -sum(map(own.__getitem__, shared)), other, shared))
    for *_, other, shared in sorted(best)[:count]:
        yield other, _reasons(among.terms, {feature: own[feature] for feature in shared})


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
