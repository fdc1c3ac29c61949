"""Letters: many short pieces on a page, each signed by a name line and, mostly, a place line."""

from __future__ import annotations

import re
from itertools import pairwise

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.places import is_pen_name, is_place, is_unsaid
from oped.convert.stages.bios import may_be_bio
from oped.convert.stages.closings import find_closings
from oped.convert.stages.signatures import LONG, co_signs, found_in, is_place_line, names_in, without_town

_LETTERS = re.compile(
    r"\W*(?:your )?letters?(?: to the editor| page| of the week)?\W*$|\W*\[?\s?letters?\s?\]?\s*[:|\]]"
    r"|letters? to the editor|[^.]{2,60}[|›»>/]\s?letters\W*$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:to the editors?|dear (?:editor|sirs?|madam)|sirs?|madam)\s?[,:—–-]", re.IGNORECASE)
_STATE = re.compile(r",\s[A-Z][\w.]{0,7}\.$")  # Greenwich, Conn.
_NOTE = re.compile(r"(?:editor[’']?s[’']? note|the editor (?:replies|writes)|note|ed)\s?[.:–—]", re.IGNORECASE)
_NAME_AND_PLACE = re.compile(r"[^,;]{4,40},\s[A-Z][\w.’' -]{2,30}")
_TOP = 200
_TOGETHER = 3


def find_letters(draft: Draft) -> None:
    """Label signatures; two name-and-place pairs make a letters page even when nothing on it says so."""
    _salutations(draft)
    headed = any(_LETTERS.match(line.text) for line in draft.lines[:_TOP] if line.words <= 8)
    _signed_together(draft, headed=headed)
    closed = find_closings(draft)
    pairs = [(i, size) for i, line in draft.free() if (size := _signature(draft, i, headed=headed))]
    full = sum(size == 2 for _, size in pairs)
    beside = sum(size == 1 and _has_place(draft.lines[i]) for i, size in pairs)
    if not (full >= 2 or closed >= 2 or full + beside >= _TOGETHER or (headed and (pairs or closed))):
        return
    draft.letters = True
    crowded = _crowded([draft.lines[i] for i, size in pairs if size == 1 and draft.lines[i].restored])
    for index, size in pairs:
        line = draft.lines[index]
        if not line.free or (size == 1 and not headed and not line.restored and beside < _TOGETHER):
            continue
        if size == 1 and draft.lines[index - 1].role is Role.SIGNATURE:
            continue
        names = names_in(line.text)
        if crowded and line.restored and size == 1:
            names = tuple(map(without_town, names))
        line.mark(Role.SIGNATURE, "a letter's signature")
        line.names = tuple(found_in(name, line) for name in names)
        if size == 2:
            draft.lines[index + 1].mark(Role.SIGNATURE, "the place below a letter's signature")
    for above, line in pairwise(draft.lines):
        if line.free and is_pen_name(line.text) and above.whole:
            line.mark(Role.SIGNATURE, "a letter signed without a name")
        elif line.free and above.role is Role.SIGNATURE and is_pen_name(above.text) and is_place_line(line):
            line.mark(Role.SIGNATURE, "the place below a letter's signature")
        elif line.free and is_unsaid(line.text):
            line.mark(Role.SIGNATURE, "the editor knows who wrote the letter")
        elif line.free and above.role is Role.SIGNATURE and _NOTE.match(line.text):
            line.mark(Role.DISCLAIMER, "the editor's note on the letter above")


def _crowded(signatures: list[Line]) -> bool:
    """Return whether most names of a page whose breaks are lost have a town behind them: people print two words."""
    return len(signatures) >= _TOGETHER and 2 * sum(map(_has_town, signatures)) > len(signatures)


def _has_place(line: Line) -> bool:
    """Return whether a place may stand beside the name: behind a comma, or behind two words where breaks are lost."""
    return bool(_NAME_AND_PLACE.fullmatch(line.text)) or (line.restored and _has_town(line))


def _has_town(line: Line) -> bool:
    name = names_in(line.text)[0]
    return name != without_town(name)


def _salutations(draft: Draft) -> None:
    """Label salutations as text; below another text, one begins a letter. Short lines above the first head the page."""
    for index, line in draft.free():
        if line.words <= 4 and _SALUTATION.fullmatch(line.text):
            line.mark(Role.TEXT, "a letter's salutation")
            above = draft.neighbour(index, -1)
            if above is None or not above.free or above.words < 12:
                continue
            if index <= 2 and above.words <= 45:
                above.mark(Role.STANDFIRST, "the line above the page's first salutation")
            else:
                line.begins = line.reason


def _signed_together(draft: Draft, *, headed: bool) -> None:
    """Label those who sign a letter together: three names below a sentence or more, or two with a place below them.

    On a page `headed` as letters, the last of several lines that hold nothing else may be the place.
    """
    index = 1
    while index < len(draft.lines):
        last = index
        while last < len(draft.lines) and co_signs(draft.lines[last]):
            last += 1
        placed = last < len(draft.lines) and is_place_line(draft.lines[last])
        above = draft.lines[index - 1]
        if last - index >= _TOGETHER - placed and above.free and above.whole and above.words >= LONG:
            names = draft.lines[index:last]
            for line in draft.lines[index : last + placed]:
                line.mark(Role.SIGNATURE, "of several who sign together")
            if headed and not placed and is_place(names[-1].text) and not any("," in line.text for line in names):
                names.pop()
            for line in names:
                line.names = tuple(found_in(name, line) for name in names_in(line.text))
        index = last + 1


def _signature(draft: Draft, index: int, *, headed: bool) -> int:
    """Return how many lines a signature at `index` takes: 0 when there is none, 2 with the place.

    On a page `headed` as letters, one with a place may stand below a sentence of any length.
    """
    line = draft.lines[index]
    if line.words > (16 if ";" in line.text else 8) or line.text.endswith(("?", "!", ":")) or not names_in(line.text):
        return 0
    above = draft.neighbour(index, -1)
    if above is None or not above.free or not above.whole:
        return 0
    long_enough = above.words >= 8 or above.restored
    if index + 1 >= len(draft.lines):
        return int(long_enough)
    below = draft.lines[index + 1]
    place = (
        not _NAME_AND_PLACE.fullmatch(line.text)
        and below.free
        and below.words <= 6
        and (not below.whole or bool(_STATE.search(below.text)))
        and is_place(below.text)
    )
    if place and (
        index + 2 >= len(draft.lines) or not draft.lines[index + 2].free or _may_open(draft.lines, index + 2)
    ):
        return 2 if long_enough or headed else 0
    return 1 if long_enough and (not below.free or _may_open(draft.lines, index + 1)) else 0


def _may_open(lines: list[Line], index: int) -> bool:
    """Return whether at `index` the next piece may begin, a text or a headline above one, or a note on this one."""
    if any(line.words >= 12 or (line.whole and line.words >= 8) for line in lines[index : index + 4]):
        return True
    return bool(_NOTE.match(lines[index].text)) or may_be_bio(lines[index].text)
