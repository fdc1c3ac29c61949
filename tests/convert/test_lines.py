"""Counting words: the same however long the text, in memory that does not grow with it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from oped.convert import lines
from oped.convert.lines import count_words
from oped.convert.page import Page
from oped.convert.pipeline import inspect


@given(st.text(st.sampled_from("ab’財務カ \u2003\n\x1c."), max_size=80), st.integers(0, 20))
def test_blocks_count_the_same(text: str, size: int) -> None:
    """A text counted a block at a time has as many words as one counted at once."""
    at_once = count_words(text)
    with patch.object(lines, "_LONG", size):
        assert count_words(text) == at_once


def test_prose_on_one_line_takes_a_few_times_its_size(column: Callable[[int], str]) -> None:
    """A million characters without a line break are read in less than ten bytes for each."""
    text = " ".join(column(number % 50).replace("\n", " ") for number in range(1_500))[:1_000_000]
    inspect(Page("small.txt", text[:1_000]))  # makes what stays: tables and patterns
    tracemalloc.start()
    try:
        pieces = inspect(Page("large.txt", text)).pieces
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(pieces) == 1
    assert peak < 10 * len(text)
