"""Lines of a JSON Lines file that were corrected and moved: their pages have other names now, but the file has not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from oped.convert.gather import Gathered
from oped.convert.grow import Group
from oped.convert.ledger import Entry
from oped.convert.work import LINES

MOST_MOVED = 10_000
"""Pairs of pieces and posts of one file that are looked at, at most."""


def moved(
    groups: Iterable[Group], gathered: Gathered, gone: Mapping[str, Sequence[Entry]]
) -> dict[str, tuple[list[int], list[Entry]]]:
    """Return the pieces without a post and the posts without a piece of each JSON Lines file, whatever their lines."""
    files = {file for page in gone if (file := _file_of(page))}
    found: dict[str, list[int]] = {}
    claimed: set[str] = set()
    for one in groups if files else ():
        if one.known:
            claimed.add(one.known.id)
        elif (file := _file_of(gathered.met[one.members[0]].source.page)) in files:
            found.setdefault(file, []).extend(one.members)
    lost: dict[str, list[Entry]] = {}
    for page, entries in gone.items() if found else ():
        lost.setdefault(_file_of(page), []).extend(entry for entry in entries if entry.id not in claimed)
    return {
        file: (places, lost[file]) for file, places in found.items() if 0 < len(places) * len(lost[file]) <= MOST_MOVED
    }


def _file_of(page: str) -> str:
    """Return the file of a page that is a line of it; nothing for other pages."""
    file, mark, number = page.rpartition("#")
    return file if mark and number.isdecimal() and file.lower().endswith(LINES) else ""
