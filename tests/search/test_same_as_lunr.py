"""The shards give what one whole lunr index gives: documents, order, scores, for every query of lunr's language."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Node, Open
from oped.search.documents import names_with_parents
from oped.search.segments import in_segments

FIELDS = ("title", "byline", "terms", "text", "about")
PLAIN = [
    *library.WORDS,
    *["missing", "us", "the", "nairobi", "財政收支", "院預", "ukrain", "reform", "__proto__", "10:30"],
]


@pytest.fixture(scope="module")
def both(open_index: Open) -> Node:
    """Return Node over an index in three segments and over one whole lunr index of the same documents."""
    documents = [*library.crowd(240), *library.PIECES]
    node = open_index(documents)
    segments = in_segments(documents)
    assert [one.name for one in segments] == ["frozen", "live", "fresh"]
    names = names_with_parents(library.FACETS)
    ordered = [document.searched(names) for segment in segments for document in segment.documents]
    assert node.ask("documents", documents=ordered) == len(documents)
    return node


def kinds(chance: random.Random) -> dict[str, str]:
    """Return one query of each kind."""
    word = lambda: chance.choice(PLAIN)  # noqa: E731 - three uses a line
    field = chance.choice(FIELDS)
    stem = word().lower().strip("’s.").replace(":", "")
    return {
        "a term": word(),
        "two terms": f"{word()} {word()}",
        "a field": f"{field}:{stem}",
        "a boost": f"{word()} {stem}^{chance.randrange(12)}",
        "required": f"+{word()} {word()}",
        "two required": f"+{word()} +{word()}",
        "prohibited": f"{word()} -{word()}",
        "only prohibited": f"-{word()}",
        "prohibited in a field": f"{word()} -{field}:{stem}",
        "required in a field": f"+{field}:{stem} {word()}",
        "trailing star": f"{stem[:2]}*",
        "leading star": f"*{stem[-2:]}",
        "star inside": f"{stem[:1]}*{stem[-1:]}",
        "many stars": f"*{stem[1:2]}*{stem[-1:]}*",
        "one edit": f"{stem}~1",
        "two edits": f"{stem}~2",
        "edits in a field": f"{field}:{stem}~1^3",
        "mixed": f"+{word()} {stem[:3]}*^2 -{field}:{word().replace(':', '')} {stem}~1",
        "twice the same": f"{stem} {stem} {stem}^4",
        "wrong": chance.choice(["+", "a~", "b^x", "nofield:a", "title:", "-", ":", "~1", "a^", "+-a"]),
    }


def difference(answer: dict[str, Any]) -> str:
    """Return what differs between lunr's answer and ours, or nothing."""
    expected, found = answer["expected"], answer["found"]
    if isinstance(expected, str) or isinstance(found, str):
        # where lunr itself breaks down, having any answer is no difference
        return "" if expected == found or str(expected).startswith("TypeError") else f"{expected} / {found}"
    scores = dict(expected)
    if set(scores) != {doc for doc, _ in found} or len(expected) != len(found):
        return "other documents"
    wrong = [doc for doc, score in found if abs(scores[doc] - score) > 1e-9]
    if wrong:
        return f"other scores: {wrong}"
    ordered = [score for _, score in found]
    if any(after > before + 1e-9 for before, after in pairwise(ordered)):
        return "another order"
    return ""


@pytest.mark.parametrize("kind", list(kinds(random.Random(0))))
def test_every_kind_of_query(both: Node, kind: str) -> None:
    """Thirty queries of each of twenty kinds, six hundred in all, have no difference."""
    chance = random.Random(kind)
    queries = [kinds(chance)[kind] for _ in range(30)]
    found = {query: difference(both.ask("lunr", text=query)) for query in queries}
    assert {query: what for query, what in found.items() if what} == {}


CLAUSE = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "", "+", "-"]),
    st.sampled_from(["", "", *(f"{field}:" for field in FIELDS)]),
    st.one_of(st.sampled_from(PLAIN), st.text("abcdeinorst*財政’-.", min_size=1, max_size=6)),
    st.sampled_from(["", "", "~1", "~2", "*"]),
    st.sampled_from(["", "^0", "^2"]),
)


@settings(max_examples=400)
@given(st.lists(CLAUSE, max_size=4).map(" ".join))
def test_any_query(both: Node, query: str) -> None:
    """Queries that Hypothesis makes have no difference either."""
    assert difference(both.ask("lunr", text=query)) == ""


def test_equal_scores_stand_newest_first(both: Node) -> None:
    """Ties are broken by date, the undated last."""
    documents = [d for s in in_segments([*library.crowd(240), *library.PIECES]) for d in s.documents]
    answer = both.ask("lunr", text="-unheard")["found"]
    days = [documents[doc].day for doc, _ in answer]
    dated = [day for day in days if day]
    assert len(answer) == len(documents)
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None] * (len(days) - len(dated))


@settings(max_examples=1000)
@given(
    st.text("ab*", max_size=12).filter(lambda pattern: "*" in pattern and "**" not in pattern),
    st.lists(st.text("ab", min_size=1, max_size=9), unique=True, max_size=20),
)
def test_wildcards_reach_what_an_automaton_reaches(pieces: Node, pattern: str, terms: list[str]) -> None:
    """Comparing part by part accepts exactly the terms that lunr's automaton accepts."""
    answer = pieces.ask("fits", pattern=pattern, terms=sorted(terms))
    assert answer["found"] == answer["expected"]
