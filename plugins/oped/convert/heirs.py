"""Heirs: which post holds the text of one that was withdrawn, so that the old address can lead there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from oped.convert.ledger import Entry
from oped.convert.opening import STRONG
from oped.post import Source, read_source


def by_page(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the posts that stand, by each page that they have a source on."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.state:
            for page in {read_source(source).page for source in entry.sources}:
                found.setdefault(page, []).append(entry)
    return found


def by_first_page(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the posts by the page that gave each its text."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.sources:
            found.setdefault(read_source(entry.sources[0]).page, []).append(entry)
    return found


def resembling(new: Entry, former: Mapping[str, Sequence[Entry]]) -> Entry | None:
    """Return a post of the same page's former text that opens as `new` does, or has half of its paragraphs."""
    if not former or not new.sources:
        return None
    paragraphs = set(new.base.paragraphs)
    for old in former.get(read_source(new.sources[0]).page, ()):
        opened = new.opening.chain[: 2 * STRONG]
        shared = len(paragraphs.intersection(old.base.paragraphs))
        if (opened and old.opening.chain.startswith(opened)) or 2 * shared >= max(1, len(paragraphs)):
            return old
    return None


def heir(entry: Entry, standing: Mapping[str, Sequence[Entry]]) -> str:
    """Return the id of the post on the same page that has most of `entry`'s paragraphs, else most of its lines.

    Empty when no post has any. Paragraphs are known by their hashes; of equals the first id is taken.
    """
    lines = [read_source(source) for source in entry.sources]
    paragraphs = set(entry.base.paragraphs)
    best, least = "", (0, 0)
    for other in sorted(chain.from_iterable(standing.get(one.page, ()) for one in lines), key=lambda each: each.id):
        shared = len(paragraphs.intersection(other.base.paragraphs)), _shared(lines, other)
        if other.id != entry.id and shared > least:
            best, least = other.id, shared
    return best


def heirs(ledger: Path) -> dict[str, str]:
    """Return the heirs that a ledger states: the id of a withdrawn post to that of the post that has its text.

    An heir that was withdrawn itself is passed over for its own. Lines that cannot be read are the converter's to tell.
    """
    stated: dict[str, str] = {}
    if ledger.is_file():
        with ledger.open("rb") as lines:
            for line in lines:
                if b'"heir":' in line:
                    try:
                        given = json.loads(line)
                        stated[str(given["id"])] = str(given["heir"])
                    except (ValueError, KeyError, TypeError):
                        continue
    return {one: _last(one, stated) for one in stated}


def _last(one: str, stated: Mapping[str, str]) -> str:
    seen = {one}
    while (one := stated[one]) in stated and one not in seen:
        seen.add(one)
    return one


def _shared(lines: Iterable[Source], other: Entry) -> int:
    places = [read_source(source) for source in other.sources]
    return sum(
        max(0, min(mine.last, its.last) - max(mine.first, its.first) + 1)
        for mine in lines
        for its in places
        if mine.page == its.page
    )
