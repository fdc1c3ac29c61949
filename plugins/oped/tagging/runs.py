"""Runs of letters: found by methods of C strings where a text is ASCII but for quotes and dashes, as most are."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = "’“”‘—–…\u00a0•"
"""What most texts have beside ASCII; no expression here counts them among letters."""


class Runs(NamedTuple):
    """A kind of run: an expression that matches one, and ASCII with spaces in the place of what it does not match."""

    expression: re.Pattern[str]
    table: str


def _runs(expression: str) -> Runs:
    one = re.compile(expression)
    return Runs(one, "".join(chr(code) if one.fullmatch(chr(code)) else " " for code in range(128)))


WORDS, LETTERS = _runs(r"\w+"), _runs(r"[^\W\d_]+")


def runs_in(text: str, runs: Runs) -> list[str]:
    """Return all runs of one kind, in order.

    >>> runs_in("Don’t 1_2 naïve", WORDS), runs_in("Don’t 1_2 naïve", LETTERS)
    (['Don', 't', '1_2', 'naïve'], ['Don', 't', 'naïve'])
    """
    bare = without_marks(text)
    return bare.translate(runs.table).split() if bare.isascii() else runs.expression.findall(text)


def without_marks(text: str) -> str:
    """Return a text with spaces in the place of usual marks: most texts are ASCII then."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    return text
