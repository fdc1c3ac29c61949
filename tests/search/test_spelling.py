"""How far two words lie from each other, as "did you mean" counts it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Node

WORDS = st.text("abcé字s", max_size=8)


def apart(one: str, other: str) -> int:
    """Count letters to change, add, drop or swap with their neighbour, from every pair of beginnings."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1])]
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one), len(other)]


@given(WORDS, WORDS, st.integers(1, 2))
@settings(max_examples=300)
def test_near_words_are_told_exactly(pieces: Node, one: str, other: str, most: int) -> None:
    """Up to the distance asked for it is exact; farther words are only said to be farther."""
    found, expected = pieces.ask("edits", one=one, other=other, most=most), apart(one, other)
    assert found == expected if expected <= most else found > most
