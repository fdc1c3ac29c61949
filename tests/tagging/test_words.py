"""Long texts are split a block at a time, and nobody sees a difference but in memory."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from oped.tagging import words
from oped.tagging.phrases import Phrases
from oped.tagging.words import Words

TEXTS = st.text(st.sampled_from("ab1_é財 .,’\n\u2028-"), max_size=80)


@given(TEXTS, st.integers(0, 20))
def test_blocks_change_nothing(text: str, size: int) -> None:
    """Words, gaps and places are those of the text split at once, wherever the blocks end."""
    whole = Words(text, 1)
    with patch.object(words, "LONG", size):
        blocks = Words(text, 1)
    assert (blocks.words, blocks.gaps, list(blocks.starts)) == (whole.words, whole.gaps, list(whole.starts))
    assert [blocks.printed(i, i + 1) for i in range(len(blocks.words))] == whole.words


@given(
    st.lists(st.sampled_from(["ab", "Ab", "b a", "1_é", "AB b", "é’b"]), unique=True),
    st.frozensets(st.sampled_from(["a", "b", "Ab", "é"])),
    st.text(st.sampled_from("abAB1_é ’-"), max_size=80),
)
def test_phrases_are_found_whatever_else_is_looked_for(known: list[str], others: frozenset[str], text: str) -> None:
    """One look at each word tells where any phrase may begin, of this set and of others, and none is missed."""
    phrases = Phrases((one, one) for one in known)
    sieved = Words(text, 1, phrases.beginnings | others)
    assert list(phrases.find(sieved)) == list(phrases.find(Words(text, 1)))
