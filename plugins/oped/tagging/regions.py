"""From mentions to regions: how much a piece is about each place."""

from __future__ import annotations

from collections.abc import Sequence

from oped.model import Evidence, Tag
from oped.tagging.places import Mention
from oped.vocabulary import Vocabulary

KIND = {"name": 1.0, "demonym": 0.8, "capital": 0.8, "city": 0.7, "state": 0.8, "metonym": 0.6, "leader": 0.35}
"""How strongly a mention of each kind speaks for its region."""

TITLE, OPENING, BODY = 4.0, 2.5, 0.8
"""How much a mention counts in the title, the first sentence, and elsewhere."""

CAP = 3
"""Mentions of one region that count in one stretch of text, so that one aside full of Germany is one aside."""

STRETCH = 700
"""Characters: the length of a stretch where paragraphs are longer, because their breaks were lost."""

LEAST, SHARE, AREA_SHARE = 0.5, 0.42, 0.55
"""A region is kept with at least this score, and at least this share of the best one's; areas are said in passing
more often than countries, so they need more."""

RARITY = 0.2
"""A region that is seldom spoken of says more when it is: its share is lowered by the rate of its mentions, to this
power."""

EVIDENCE = 6
"""Places kept for each term."""


def regions_of(
    mentions: Sequence[Mention], opening: int, vocabulary: Vocabulary, *, every: bool = False
) -> tuple[Tag, ...]:
    """Return the regions a piece is about, most salient first; `every` gives those spoken of in passing, too.

    `opening` is where the opening of the first paragraph ends.
    """
    scores: dict[str, float] = {}
    evidence: dict[str, list[tuple[float, Evidence]]] = {}
    used: dict[tuple[str, int, int], int] = {}
    for mention in mentions:
        factor = TITLE if not mention.paragraph else BODY
        if mention.paragraph == 1 and mention.start < opening:
            factor = OPENING
        weight = KIND[mention.kind] * factor
        place = Evidence(mention.words, mention.paragraph, mention.start)
        for code in mention.codes:
            stretch = (code, mention.paragraph, mention.start // STRETCH)
            used[stretch] = used.get(stretch, 0) + 1
            if used[stretch] <= CAP or factor != BODY:
                scores[code] = scores.get(code, 0.0) + weight
            evidence.setdefault(code, []).append((weight, place))
    best = max(scores.values(), default=0.0)
    kept = [code for code, score in scores.items() if every or score >= _floor(code, best, vocabulary)]
    kept.sort(key=lambda code: (-scores[code], code))
    return tuple(Tag(code, round(scores[code], 2), strongest(evidence[code])) for code in kept)


def _floor(code: str, best: float, vocabulary: Vocabulary) -> float:
    share = SHARE if vocabulary.regions[code].kind == "country" else AREA_SHARE
    rate: float = ((vocabulary.mentioned.get(code, 0) + 1) / 10_000) ** RARITY
    return max(LEAST, best * share * rate)


def strongest(found: Sequence[tuple[float, Evidence]]) -> tuple[Evidence, ...]:
    """Return the strongest places, one for each different wording first, earlier ones first among equals."""
    ordered = sorted(found, key=lambda pair: (-pair[0], pair[1].paragraph, pair[1].start))
    first: dict[str, Evidence] = {}
    again: list[Evidence] = []
    for _, place in ordered:
        if place.words in first:
            again.append(place)
        else:
            first[place.words] = place
    return tuple([*first.values(), *again][:EVIDENCE])
