"""Related pieces: reasons that hold, whole pieces first, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from oped.hubs.model import Hub
from oped.hubs.related import relate
from oped.site.article import newest_first

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
