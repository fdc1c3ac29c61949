"""Islands: on a whole web page, the text is where long lines stand together; a lone long line far off is a notice."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import TAIL, Line, Role

_GAP = 12
_ENOUGH = 80
_FEWEST = 12
_NEAR = 2
_SENTENCE = 5
_STOPS = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', ".’", "…")
_SIGNED = re.compile(r"[–—-]\s?\S+(?: \S+){0,5}$")
_INNER_STOP = re.compile(r"[.?!][”’\"']?\s+[^\W\d_a-z]")


def find_islands(draft: Draft) -> None:
    """Label the long lines of a web page that stand apart from its texts."""
    if not draft.menus:
        return
    groups = _groups(draft.lines)
    best = max((sum(draft.lines[i].words for i in group) for group in groups), default=0)
    for group in groups:
        total = sum(draft.lines[i].words for i in group)
        if total < min(_ENOUGH, best):
            for i in group:
                draft.lines[i].mark(Role.FURNITURE, "a short text apart from the page's text")


def _groups(lines: list[Line]) -> list[list[int]]:
    """Return the groups of text-like lines that stand within a few unknown lines of one another."""
    groups: list[list[int]] = []
    unknown = 0
    for index, line in enumerate(lines):
        if line.free and _text_like(line):
            if groups and unknown <= _GAP:
                groups[-1].append(index)
            else:
                groups.append([index])
            unknown = 0
        elif line.free:
            unknown += 1
    return groups


def _text_like(line: Line) -> bool:
    return line.words >= 25 or (line.words >= 12 and line.whole)


def sweep_leftovers(draft: Draft) -> None:
    """Label what no stage knew: short lines above the first headline or text, below the last, and among furniture."""
    lines = draft.lines
    solid = [
        i
        for i, line in enumerate(lines)
        if line.role not in {None, Role.FURNITURE} or (line.free and (_text_like(line) or line.begins))
    ]
    if not solid:
        return
    first, last = solid[0], solid[-1]
    end = last if lines[last].role not in TAIL else -_NEAR
    for index, line in draft.free():
        if _text_like(line) or line.begins:
            continue
        if index > last and index - end <= _NEAR and line.words >= _SENTENCE and line.text.endswith(_STOPS):
            end = index  # a text's last paragraphs may be short
            continue
        if index < first and not draft.menus and line.words >= _FEWEST and _INNER_STOP.search(line.text):
            if not _SIGNED.search(line.text):
                line.mark(Role.STANDFIRST, "sentences without a stop at their end, above the text")
            continue
        if index > last and lines[last].role in TAIL and line.words < _FEWEST:
            line.mark(Role.FURNITURE, "a short line below the end of the last piece")
        elif line.whole and not draft.menus:
            continue
        elif index < first:
            line.mark(Role.FURNITURE, "a line above the headline")
        elif index > last and (draft.menus or _beside_furniture(lines, index)):
            line.mark(Role.FURNITURE, "a line below the last text")
        elif draft.menus and first < index < last and line.words <= 14 and _among_furniture(lines, index):
            line.mark(Role.FURNITURE, "a short line among furniture")


def _beside_furniture(lines: list[Line], index: int) -> bool:
    return lines[index - 1].role is Role.FURNITURE or (
        index + 1 < len(lines) and lines[index + 1].role is Role.FURNITURE
    )


def _among_furniture(lines: list[Line], index: int) -> bool:
    around = lines[max(0, index - 2) : index] + lines[index + 1 : index + 3]
    return sum(line.role is Role.FURNITURE for line in around) >= 2
