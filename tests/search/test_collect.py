"""Postings keep every number, in as few bytes as the largest needs."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from oped.search.collect import Postings

STEPS = st.one_of(st.integers(1, 3), st.integers(250, 260), st.integers(65_530, 65_540), st.integers(1, 2**31))
PLACES = st.lists(STEPS, min_size=1, max_size=5).map(lambda steps: list(accumulate(steps)))


@given(st.lists(st.tuples(st.one_of(st.integers(1, 3), st.sampled_from([256, 70_000])), PLACES), max_size=6))
def test_numbers_of_any_size_are_kept(documents: list[tuple[int, list[int]]]) -> None:
    """Gaps between documents, times in each and places come out as they went in, the places in whatever order."""
    postings, number = Postings(), -1
    for step, places in documents:
        number += step
        postings.add(number, places[::-1])
    assert list(postings.gaps) == [step - 1 for step, _ in documents]
    assert list(postings.times) == [len(places) - 1 for _, places in documents]
    expected = [place - before for _, places in documents for before, place in zip([0, *places], places, strict=False)]
    assert list(postings.places) == expected
    assert postings.places.itemsize == 1 or max(expected) > 255
