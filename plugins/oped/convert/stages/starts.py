"""Seams: places where one piece may end and another begin although nothing marks it. They are doubts, never cuts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role

_WINDOW = 3
_LEAST = 8
_WORD = re.compile(r"[^\W\d_]{5,}")
_LETTERS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))


def warn_of_seams(draft: Draft) -> None:
    """Doubt where a run of paragraphs shares hardly a word with the run before it."""
    run: list[Line] = []
    for line in [*draft.lines, None]:
        if line is not None and line.role is Role.TEXT and not line.begins and line.words >= 12:
            run.append(line)
        elif line is None or line.role is not Role.FURNITURE:
            _warn(draft, run)
            run = [line] if line is not None and line.role is Role.TEXT else []


def _warn(draft: Draft, run: list[Line]) -> None:
    if len(run) < _LEAST or len(run) > 400:
        return
    words = [{word[:7] for word in _long_words(line.text.lower())} for line in run]
    scores = []
    for index in range(_WINDOW, len(run) - _WINDOW + 1):
        before = set().union(*words[index - _WINDOW : index])
        after = set().union(*words[index : index + _WINDOW])
        scores.append((len(before & after) / (1 + min(len(before), len(after))), index))
    low, index = min(scores)
    usual = sorted(score for score, _ in scores)[len(scores) // 2]
    if low < 0.45 * usual:
        draft.doubt(run[index], "this paragraph shares hardly a word with those above it: another piece may begin here")


def _long_words(text: str) -> Iterable[str]:
    """Return the words of five letters or more; in ASCII, which most paragraphs are, without an expression."""
    if text.isascii():
        return (word for word in text.translate(_LETTERS).split() if len(word) > 4)
    return _WORD.findall(text)
