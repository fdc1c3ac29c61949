"""Listings: pages that show many pieces by headline and teaser, each with the time it appeared."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role

_STAMP = re.compile(r"(?:published|posted|updated):? \d{1,2}[:.]\d\d.{0,12}|\d+ (?:minutes?|hours?|days?) ago|\d+ comments?", re.IGNORECASE)
_FEWEST = 4


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
        if not item:
            continue
        head, text = (item[-2], item[-1]) if len(item) > 1 and item[-2].words <= 25 else (None, item[-1])
        if head is not None:
            head.mark(Role.TITLE, "the headline of an item in a list")
            head.begins = "an item of a list"
        else:
            text.begins = "an item of a list"
        text.mark(Role.TEXT, "an item of a list")
        text.cut = "the list shows only its opening"
        text.day = day
