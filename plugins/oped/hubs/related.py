"""Five pieces to read on with, each with its reasons. What was chosen is remembered by all that it was chosen among."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from oped import cores
from oped.hubs import vicinity
from oped.hubs.features import Feature, Held, Telling, held
from oped.hubs.model import Hub
from oped.hubs.nearest import nearest
from oped.hubs.telling import telling_words
from oped.standing import Standing

if TYPE_CHECKING:
    from oped.site.article import Article

PORTION, WORTH_A_PROCESS = 32, 8
"""Pieces whose related ones are chosen in one job, and jobs worth a process: a choice takes half a millisecond."""

Choice = list[tuple[str, list[Feature]]]
"""Ids of the chosen pieces, nearest first, each with the features that are told as reasons."""


Reasons = tuple[tuple[str, Hub | str], ...]
"""(taxonomy or "word", Hub or the word), weightiest first."""


class Why(NamedTuple):
    """What two pieces share, weightiest first: authors, other terms, regions, words."""

    by: list[Hub]
    about: list[Hub]
    places: list[Hub]
    said: list[str]


class RelatedPiece(NamedTuple):
    """A piece to read next, and why."""

    article: Article
    reasons: Reasons

    @property
    def why(self) -> Why:
        """The reasons as they are told: each kind for itself."""
        why = Why([], [], [], [])
        rows: dict[str, list[Any]] = {"author": why.by, "region": why.places, "word": why.said}
        for kind, reason in self.reasons:
            rows.get(kind, why.about).append(reason)
        return why


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
    reasons: dict[Reasons, Reasons] = {}  # kept once: many pieces are related for the same ones
    found: dict[str, list[RelatedPiece]] = {}
    choices = _choices(articles, among, count, standing, frame)
    for article, choice in zip(articles, choices, strict=True):
        printed = telling(article) if any(kind == "word" for _, reasons in choice for kind, _ in reasons) else {}
        found[article.id] = []
        for other, features in choice:
            own = tuple((kind, printed[code] if kind == "word" else among.terms[kind, code]) for kind, code in features)
            found[article.id].append(RelatedPiece(by_id[other], reasons.setdefault(own, own)))
    return found


def _choices(
    articles: Sequence[Article], among: Held, count: int, standing: Standing, frame: bytes
) -> Iterator[Choice]:
    """Yield the choice of each piece: remembered where all that it was made among is as it was, else made anew."""
    covered = vicinity.keys(articles, among, frame + b"|%d" % count)
    keys = [key if article.digest else b"" for article, key in zip(articles, covered, strict=True)]
    values = [standing.recall("related", article.id) or b"" for article in articles]
    new = [place for place, key in enumerate(keys) if not key or values[place][: vicinity.SIZE] != key]
    choose = partial(_chosen, articles, [article.excerpt for article in articles], among, count)
    jobs = [partial(choose, new[at : at + PORTION]) for at in range(0, len(new), PORTION)]
    for place, choice in zip(new, chain(*cores.Crew(jobs, worth=WORTH_A_PROCESS).finish()), strict=True):
        values[place] = keys[place] + choice
        if keys[place]:
            standing.remember("related", articles[place].id, values[place])
    return (json.loads(value[len(key) :]) for key, value in zip(keys, values, strict=True))


def _chosen(
    articles: Sequence[Article], excerpts: Sequence[bool], among: Held, count: int, places: Iterable[int]
) -> list[bytes]:
    """Return the choice of each of `places` as JSON: so it is kept, and so it is told by another process."""
    choices = (
        [(articles[other].id, features) for other, features in nearest(place, excerpts, among, count)]
        for place in places
    )
    return [json.dumps(choice).encode("utf-8", "surrogatepass") for choice in choices]
