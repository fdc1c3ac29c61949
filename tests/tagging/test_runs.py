"""Runs of letters are those of the expression, however they are found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oped.tagging.runs import LETTERS, WORDS, runs_in, without_marks

TEXTS = st.text(st.sampled_from("ab1_é財 .,’“—…\u00a0•\n\x1c\u0301"), max_size=60)


@given(TEXTS)
def test_runs_are_those_of_the_expression(text: str) -> None:
    """Splitting by the methods of strings finds what the expressions find."""
    assert runs_in(text, WORDS) == WORDS.expression.findall(text)
    assert runs_in(text, LETTERS) == LETTERS.expression.findall(text)


@given(TEXTS)
def test_marks_leave_places_as_they_are(text: str) -> None:
    """A text without its marks is as long, and its letters stand where they stood."""
    bare = without_marks(text)
    assert len(bare) == len(text)
    assert all(new in (old, " ") for new, old in zip(bare, text, strict=True))
