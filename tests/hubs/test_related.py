"""Related pieces: reasons that hold, whole pieces first, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.hubs import features, nearest, related, vicinity
from oped.hubs.model import Hub
from oped.hubs.related import relate
from oped.site.article import newest_first
from oped.standing import Standing

Make = Callable[..., Any]
WORDS = ("pension", "harbour", "quarrel", "glacier", "election", "ferry")
pieces = st.lists(
    st.tuples(
        st.sampled_from(["economy", "sport", "war", "health"]),
        st.sampled_from(["TW", "US", "FR"]),
        st.sampled_from(["A B", "C D", "E F"]),
        st.sampled_from(WORDS),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


class Remembering(Standing):
    """Remembers what was chosen, and nothing else."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.values: dict[str, bytes] = {}

    def recall(self, kind: str, key: str) -> bytes | None:  # noqa: ARG002 - there is one kind
        """Return what was kept."""
        return self.values.get(key)

    def remember(self, kind: str, key: str, value: bytes) -> None:  # noqa: ARG002 - the same
        """Keep it."""
        self.values[key] = value


many = st.lists(
    st.tuples(
        st.integers(1, 60),
        st.sampled_from(["economy", "sport", "war", "health"]),
        st.sampled_from(["TW", "US", "FR"]),
        st.sampled_from(["A B", "C D", "E F"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
        st.booleans(),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda piece: piece[0],
)


@given(pool=many, masks=st.lists(st.integers(1, (1 << 40) - 1), min_size=2, max_size=4))
def test_what_is_remembered_is_what_would_be_chosen(
    article: Make, site: Make, pool: list[Any], masks: list[int]
) -> None:
    """Whatever comes and goes, a choice from before stands only where it would be made again."""
    memory = Remembering()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vicinity, "WINDOW", 2)
        patch.setattr(nearest, "WINDOW", 2)
        patch.setattr(features, "SHARE_OF_ALL", 1)
        patch.setattr(features, "WORDS", 1)
        for mask in masks:
            state = [piece for place, piece in enumerate(pool) if mask >> place & 1]
            articles = newest_first(
                article(
                    n,
                    topics=(topic,),
                    regions=(region,),
                    authors=(author,),
                    paragraphs=tuple(f"A {word} is a {word}, a {word}." for word in words),
                    cut=cut,
                    digest=repr((topic, region, author, words, cut)),
                )
                for n, topic, region, author, words, cut in state
            )
            site(articles)
            remembered, afresh = relate(articles, 5, standing=memory), relate(articles, 5)
            assert {key: list(map(_told, found)) for key, found in remembered.items()} == {
                key: list(map(_told, found)) for key, found in afresh.items()
            }


def _told(piece: related.RelatedPiece) -> tuple[str, list[Any]]:
    return piece.article.id, [(kind, getattr(reason, "code", reason)) for kind, reason in piece.reasons]


@given(row=st.lists(st.integers(0, 1 << 130), max_size=12), reach=st.integers(0, 15))
def test_a_window_is_the_sum_of_all_that_it_reaches(row: list[int], reach: int) -> None:
    """The difference of two running sums is what adding up each window gives, at the ends of the row too."""
    expected = [sum(row[max(0, at - reach) : at + reach + 1]) for at in range(len(row))]
    assert vicinity.windows(row, reach) == expected


@given(given_pieces=pieces)
def test_every_reason_holds_and_whole_pieces_come_first(article: Make, site: Make, given_pieces: list[Any]) -> None:
    """A reason is a term or word that both pieces have; no excerpt precedes a whole piece; none meets itself."""
    articles = newest_first(
        article(
            n,
            topics=(topic,),
            regions=(region,),
            authors=(author,),
            paragraphs=(f"A {word} is a {word}, a {word}.",),
            cut=cut,
        )
        for n, (topic, region, author, word, cut) in enumerate(given_pieces, 1)
    )
    site(articles)
    found = relate(articles, 5)
    for one in articles:
        related = found[one.id]
        assert one not in [piece.article for piece in related]
        assert len(related) == len({piece.article.id for piece in related}) <= 5
        assert [piece.article.excerpt for piece in related] == sorted(piece.article.excerpt for piece in related)
        for piece in related:
            assert piece.reasons
            for kind, reason in piece.reasons:
                if isinstance(reason, Hub):
                    assert reason in one.terms[kind]
                    assert reason in piece.article.terms[kind]
                else:
                    assert kind == "word"
                    for each in (one, piece.article):
                        assert reason.casefold() in " ".join([each.title, *each.paragraphs]).casefold()


def test_rare_company_counts_more_than_common(article: Make, site: Make) -> None:
    """Two pieces on a rare topic are closer than two on one that everybody writes about."""
    articles = newest_first(
        [
            *(article(n, topics=("economy",), authors=(f"Writer {n}",), regions=(f"R{n}",)) for n in range(1, 30)),
            article(50, topics=("economy", "bees"), authors=("X Y",), regions=("R50",)),
            article(60, topics=("bees",), authors=("Z Z",), regions=("R60",), day="2001-01-01"),
        ]
    )
    site(articles)
    assert relate(articles, 5)[f"{50:012x}"][0].article.slug == "piece-60"


def test_the_order_of_reading_does_not_matter(article: Make, site: Make) -> None:
    """The same pieces in any order of files give the same lists."""

    def run(seed: int) -> dict[str, list[str]]:
        made = [article(n, topics=(f"t{n % 4}",), authors=(f"A{n % 3}",), day=f"2020-01-{n:02}") for n in range(1, 25)]
        random.Random(seed).shuffle(made)
        articles = newest_first(made)
        site(articles)
        return {key: [one.article.slug for one in found] for key, found in sorted(relate(articles, 5).items())}

    assert run(1) == run(2) == run(3)


def test_days_and_chance_words_are_no_reason(article: Make, site: Make) -> None:
    """Names and words that a piece comes back to are; a weekday, a month or a common word that comes twice is not."""
    text = (
        "On Friday in March the first shelf, the first shelf again, and Keelung: a lighthouse, lighthouse, lighthouse."
    )
    terms = {"topics": (), "regions": ()}
    pieces = newest_first(article(n, authors=(f"A{n} B",), paragraphs=(text,), **terms) for n in (1, 2))
    site(pieces)
    (related,) = relate(pieces, 5)[f"{1:012x}"]
    assert {reason for _, reason in related.reasons} == {"Keelung", "lighthouse"}
