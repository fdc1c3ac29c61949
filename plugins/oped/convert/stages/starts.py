"""Seams: places where one piece may end and another begin although nothing marks it. They are doubts, never cuts.

A column comes back to its subject's words; two columns hardly share one. So for each place between two paragraphs the
words are counted that stand on both sides of it: those of the whole run, not of a few paragraphs, since a columnist
changes the subject for a paragraph or two but does not forget it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.words import words
from oped.tagging.runs import LETTERS, runs_in

_LEAST = 3
"""Paragraphs on each side."""
_ENOUGH = 25
"""Words of subject on each side, a word once a paragraph; of fewer it says nothing that two sides share none."""
_SHARED = 0.06
"""Below this share of the poorer side's words it is a doubt: four of five joined pairs, one of fourteen columns."""
_STEM = 7


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
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for index, found in enumerate(paragraphs):
        for word in found:
            first.setdefault(word, index)
            last[word] = index
    begun, ended = [0] * len(paragraphs), [0] * len(paragraphs)
    for word, index in first.items():
        begun[index] += 1
        ended[last[word]] += 1
    above, below = 0, len(first)
    said = list(accumulate(map(len, paragraphs), initial=0))
    for index in range(1, len(paragraphs) - _LEAST + 1):
        above += begun[index - 1]
        below -= ended[index - 1]
        if index >= _LEAST and min(said[index], said[-1] - said[index]) >= _ENOUGH:
            yield (above + below - len(first) + 0.5) / min(above, below), index


def _subject(text: str) -> set[str]:
    """Return the stems of the words of five letters or more, without those that stand in every column."""
    return {word[:_STEM] for word in runs_in(text.lower(), LETTERS) if len(word) > 4} - words("common_stems")
