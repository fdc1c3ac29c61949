"""Long texts are split a block at a time, and nobody sees a difference but in memory."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from oped.tagging import words
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
