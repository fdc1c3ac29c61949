"""Listings: pages that show many pieces by headline and teaser, each with the time it appeared."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.names import read_names, set_case
from oped.model import Found, Span

_STAMP = re.compile(
    r"(?:published|posted|updated):? \d{1,2}[:.]\d\d.{0,12}|\d+ (?:minutes?|hours?|days?) ago|\d+ comments?",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s", re.IGNORECASE)
_FEWEST = 4
_FEWEST_SIGNED = 3


def find_listings(draft: Draft) -> None:
    """Make an excerpt of each item that stands above a time stamp; its day is that of the date line above it."""
    stamps = [i for i, line in enumerate(draft.lines) if line.words <= 6 and _STAMP.fullmatch(line.text)]
    if len(stamps) < _FEWEST:
        return
    day, low = None, 0
    for stamp in stamps:
        draft.lines[stamp].mark(Role.FURNITURE, "the time at which an item of the list appeared")
        item: list[Line] = []
        for line in draft.lines[max(low, stamp - 5) : stamp]:
            if line.role is Role.DATE:
                day, item = line.day, []
            elif line.free:
                item.append(line)
        low = stamp + 1
        for copy in draft.lines[stamp + 1 : stamp + 3]:
            if copy.free and copy.words >= 3 and any(line.text.endswith(copy.text) for line in item):
                copy.mark(Role.FURNITURE, "the headline of the item again")
        if not item:
            continue
        head, text = (item[-2], item[-1]) if len(item) > 1 and item[-2].words <= 25 else (None, item[-1])
        if head is not None:
            head.mark(Role.TITLE, "the headline of an item in a list")
            name = item[-3] if len(item) > 2 else None
            if name is not None and (names := named(name, "the name above the headline")):
                name.mark(Role.BYLINE, "the name above the headline of an item")
                name.names, name.begins = names, "an item of a list"
            else:
                head.begins = "an item of a list"
        else:
            text.begins = "an item of a list"
        text.mark(Role.TEXT, "an item of a list")
        text.cut = "the list shows only its opening"
        text.day = day


def _days_below(draft: Draft, cuts: list[int]) -> None:
    """Give each teaser the day below its link, where every link has one."""
    days = [draft.neighbour(cut, 1) for cut in cuts]
    if all(day is not None and day.role is Role.DATE for day in days):
        for day in days:
            if day is not None:
                day.mark(Role.PUBLICATION, "the day below a teaser")


def find_signed_teasers(draft: Draft) -> None:
    """Make an excerpt of each short text with a name line below it, where several such pairs follow one another."""
    index = 0
    while index < len(draft.lines):
        pairs: list[tuple[Found, ...]] = []
        while names := _signed(draft, index + 2 * len(pairs)):
            pairs.append(names)
        if len(pairs) >= _FEWEST_SIGNED:
            for number, names in enumerate(pairs):
                text, name = draft.lines[index + 2 * number], draft.lines[index + 2 * number + 1]
                text.mark(Role.TEXT, "a teaser")
                text.begins, text.cut = (
                    "a short text with a name below it, in a row of such",
                    "the row shows only its opening",
                )
                name.mark(Role.SIGNATURE, "the name below a teaser")
                name.names = names
        index += max(1, 2 * len(pairs))


def _signed(draft: Draft, index: int) -> tuple[Found, ...]:
    """Return the names below the teaser at `index`, or none when no teaser with a name stands there."""
    if index + 1 >= len(draft.lines):
        return ()
    text, below = draft.lines[index], draft.lines[index + 1]
    if not (text.free and below.free and 8 <= text.words <= 45 and text.whole and below.words <= 8):
        return ()
    return named(below, "the name below the teaser")


def named(line: Line, reason: str) -> tuple[Found, ...]:
    """Return the names that a line holds and nothing else, as found there."""
    written = line.text.rpartition(" / ")[2]
    names = read_names(written, alone=True)
    return tuple(Found(set_case(name.text), reason, Span(line.start, line.end)) for name in names)


def find_teaser_heads(draft: Draft) -> None:
    """Label the headline of each teaser with a link to its full text: the first line below the teaser above."""
    cuts = [i for i, line in enumerate(draft.lines) if line.leads_on]
    if len(cuts) < 2:
        return
    _days_below(draft, cuts)
    low = 0
    for cut in cuts:
        item = [line for line in draft.lines[low:cut] if line.role is not Role.FURNITURE]
        low = cut + 1
        above = (line for line in reversed(item[-4:-1]) if line.free and not _BY.match(line.text))
        head = next(above, None)
        if head is not None and head.words <= 25:
            head.mark(Role.TITLE, "the line above a teaser in a list")
            place = item.index(head)
            name = item[place - 1] if place else None
            if name is not None and name.free and (names := named(name, "the name above the headline")):
                name.mark(Role.BYLINE, "the name above the headline of a teaser")
                name.names = names
