"""Seams: places where one piece may end and another begin although nothing marks it. They are doubts, never cuts.

A column comes back to its subject's words; two columns hardly share one. So for each place between two paragraphs the
words are counted that stand on both sides of it: those of the whole run, not of a few paragraphs, since a columnist
changes the subject for a paragraph or two but does not forget it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.words import words
from oped.tagging.runs import without_marks

_LEAST = 3
"""Paragraphs on each side."""
_ENOUGH = 25
"""Words of subject on each side, a word once a paragraph; of fewer it says nothing that two sides share none."""
_SHARED = 0.06
"""Below this share of the poorer side's words it is a doubt: four of five joined pairs, one of fourteen columns."""
_STEMS, _ASCII_STEMS = re.compile(r"([^\W\d_]{5,7})[^\W\d_]*"), re.compile(r"([a-z]{5,7})[a-z]*")
"""The first seven letters of a word that has five at least; the second for small letters of ASCII, found sooner."""


def warn_of_seams(draft: Draft) -> None:
    """Doubt where the paragraphs of a piece share hardly a word with all those above them."""
    run: list[Line] = []
    for line in draft.lines:
        if line.role is Role.FURNITURE:
            continue
        if line.role is not Role.TEXT or line.begins:
            _warn(draft, run)
            run = []
        if line.role is Role.TEXT and line.words >= 12:
            run.append(line)
    _warn(draft, run)


def _warn(draft: Draft, run: list[Line]) -> None:
    if len(run) < 2 * _LEAST:
        return
    share, index = min(_shares([_subject(line.text) for line in run]), default=(1.0, 0))
    if share < _SHARED:
        draft.doubt(run[index], "this paragraph shares hardly a word with those above it: another piece may begin here")


def _shares(paragraphs: list[set[str]]) -> Iterable[tuple[float, int]]:
    """Yield for each place its share of words that stand on both sides, and the paragraph below it."""
    above, below = _different(paragraphs), _different(paragraphs[::-1])[::-1]
    said = list(accumulate(map(len, paragraphs), initial=0))
    for index in range(_LEAST, len(paragraphs) - _LEAST + 1):
        if min(said[index], said[-1] - said[index]) >= _ENOUGH:
            shared = above[index] + below[index] - above[-1]
            yield (shared + 0.5) / min(above[index], below[index]), index


def _different(paragraphs: list[set[str]]) -> list[int]:
    """Return how many different words stand in the first paragraphs: in none of them, in one, in two and so on."""
    words: set[str] = set()
    counts = [0]
    for found in paragraphs:
        words |= found
        counts.append(len(words))
    return counts


def _subject(text: str) -> set[str]:
    """Return the stems of the words of five letters or more, without those that stand in every column."""
    bare = without_marks(text.lower())
    return set((_ASCII_STEMS if bare.isascii() else _STEMS).findall(bare)) - words("common_stems")
