"""Short lists whose items say how old they are: headline, teaser and name, above or below `2 days ago`."""

from __future__ import annotations

import re
from itertools import pairwise

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.names import read_names, set_case
from oped.convert.stages.listings import named
from oped.model import Found, Span

_AGE = re.compile(
    r"(?:published |posted |updated )?(?:\d+|an?|one) (?:minute|hour|day|week|month)s? ago", re.IGNORECASE
)
_BY = re.compile(r"by\s", re.IGNORECASE)
_FEWEST = 3
_TEASER = 8
"""Words of a teaser at least."""
_MOST_WORDS = 60
_MOST_LINES = 6


def find_ages(draft: Draft) -> None:
    """Make an excerpt of each item of a list in which every item has its age."""
    stamps = [i for i, line in enumerate(draft.lines) if line.words <= 4 and _AGE.fullmatch(line.text)]
    if len(stamps) < _FEWEST or draft.fixed:
        return
    edges = [*stamps, len(draft.lines)] if _lead(draft, stamps) else [-1, *stamps]
    items = [[line for line in draft.lines[low + 1 : high] if line.free] for low, high in pairwise(edges)]
    if not all(map(_is_item, items)):
        return
    for stamp in stamps:
        draft.lines[stamp].mark(Role.FURNITURE, "the age of an item of the list")
    for item in items:
        _mark(item)


def _lead(draft: Draft, stamps: list[int]) -> bool:
    """Return whether each item's age stands above it: only labels stand above the first, and text below the last."""
    above = [line for line in draft.lines[: stamps[0]] if line.free and line.words >= _TEASER]
    below = [line for line in draft.lines[stamps[-1] + 1 :][:4] if line.free and line.words >= _TEASER]
    return not above and bool(below)


def _is_item(lines: list[Line]) -> bool:
    """Return whether a few lines are an item: a teaser, and a headline above it."""
    if not 2 <= len(lines) <= _MOST_LINES or any(line.words > _MOST_WORDS for line in lines):
        return False
    text = max(lines, key=lambda line: line.words)
    return text.words >= _TEASER and text is not lines[0]


def _mark(item: list[Line]) -> None:
    text = max(item, key=lambda line: line.words)
    place = item.index(text)
    head = item[place - 1]
    head.mark(Role.TITLE, "the headline of an item in a list")
    head.begins = "an item of a list"
    text.mark(Role.TEXT, "an item of a list")
    text.cut = "the list shows only its opening"
    for line in item[place + 1 :]:
        if names := named(line, "the name below the teaser") or _named_after_by(line):
            line.mark(Role.SIGNATURE, "the name below a teaser")
            line.names = names


def _named_after_by(line: Line) -> tuple[Found, ...]:
    """Return the names of a line that opens with `By`."""
    match = _BY.match(line.text)
    names = read_names(line.text[match.end() :]) if match else ()
    span = Span(line.start, line.end)
    return tuple(Found(set_case(name.text), "a line that opens with “By”", span) for name in names)
