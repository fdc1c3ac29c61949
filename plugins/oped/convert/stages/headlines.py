"""Headlined pages: several pieces on a page with nothing but short headlines between them, as editorials stand.

A headline and a subhead look alike. What tells them apart is the text on both sides: pieces share hardly a word,
the sections of one piece share many (measured: an overlap of .00 to .16 between pieces, .17 to .30 between sections).
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from oped.convert.draft import Draft, divide
from oped.convert.lines import Line, Role
from oped.tagging.runs import LETTERS, runs_in

_FUSED = re.compile(r"(?P<headline>[A-Z][^.!?,;:]{10,80}?[a-z]) (?P<word>[A-Z][a-z]+) [a-z]")
_SMALL = re.compile(r"\b[a-z]+\b")
_FEW_SHARED = 0.17
_HARDLY_SHARED = 0.1
_ENOUGH = 3


def find_headlines(draft: Draft) -> None:
    """Begin a piece at each headline between texts that share hardly a word; doubt a short line that may be one."""
    lines = [line for line in draft.lines if line.role is not Role.FURNITURE]
    if draft.menus or draft.fixed or len(lines) < 4:
        return
    places = [i for i in range(1, len(lines) - 1) if _between_texts(lines, i)]
    if not places:
        return
    shared = _shared(lines, places)
    headed = lines[0].free and lines[0].words <= 14 and not lines[0].whole
    if headed and len(places) >= _ENOUGH and median(shared) < _FEW_SHARED:
        for place in places:
            _mark(lines[place])
        _unfuse(draft)
        return
    for place, overlap in zip(places, shared, strict=True):
        if headed and overlap < _HARDLY_SHARED and lines[place].words >= 3:
            _mark(lines[place])
        elif overlap < _FEW_SHARED:
            draft.doubt(lines[place], "this short line may be a subhead, or the headline of another piece")


def _mark(line: Line) -> None:
    line.mark(Role.TITLE, "a short line between two texts that share hardly a word")
    line.begins = line.reason


def _between_texts(lines: list[Line], index: int) -> bool:
    above, line, below = lines[index - 1 : index + 2]
    return (
        line.free
        and 2 <= line.words <= 12
        and not line.whole
        and line.text[-1] not in ",;"
        and line.text[0].isupper()
        and above.free
        and above.whole
        and above.words >= 12
        and below.free
        and below.words >= 15
    )


def _shared(lines: list[Line], places: list[int]) -> list[float]:
    """Return, for each place, the share of its poorer side's words that both sides hold."""
    edges = [0, *places, len(lines)]
    words = [
        {word.lower()[:6] for line in lines[low + 1 : high] for word in runs_in(line.text, LETTERS) if len(word) > 3}
        for low, high in pairwise(edges)
    ]
    return [len(a & b) / max(1, min(len(a), len(b))) for a, b in pairwise(words)]


def _unfuse(draft: Draft) -> None:
    """Split a headline off the sentence it runs into: a capital in mid-sentence on a word the page writes small."""
    small = set(_SMALL.findall(draft.page.text))
    lines: list[Line] = []
    for line in draft.lines:
        match = _FUSED.match(line.text) if line.free and line.words >= 20 and lines and lines[-1].whole else None
        if match and match["word"].lower() in small and match["headline"].count(" ") >= 3:
            headline, text = divide(line, match.start("word"))
            _mark(headline)
            lines += [headline, text]
        else:
            lines.append(line)
    draft.lines = lines
