"""The journal: ledger lines that are due, written before the posts they speak of.

A run that is killed leaves it behind. The next run sees for each line whether its post was written, and takes the
ledger to be what the killed run would have made of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from oped.convert.ledger import RETIRED, Base, Entry, base_of, placed, read_line, with_base, write_line
from oped.convert.merge import divide
from oped.convert.shelf import Shelf
from oped.errors import PostError

UNSETTLED = b""
"""Stands for the wording of a post that has to be looked at again."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A file of ledger lines in the order in which their posts are written."""

    path: Path

    def announce(self, entries: Iterable[Entry]) -> None:
        """Add the lines of posts that are about to be written, and wait until the disk has them. Raises OSError."""
        with self.path.open("ab") as stream:
            stream.write(b"".join(map(write_line, entries)))
            stream.flush()
            os.fsync(stream.fileno())

    def left(self) -> list[Entry]:
        """Return the lines that a killed run left; one that it could not finish is no line."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except OSError:
            return []
        entries = []
        for line in lines:
            try:
                entries.append(read_line(line))
            except ValueError:
                continue  # its post was not touched: lines come first
        return entries

    def close(self) -> None:
        """Remove the journal: the ledger has it all."""
        self.path.unlink(missing_ok=True)


def recover(old: Entry | None, due: Entry, shelf: Shelf) -> Entry | None:
    """Return the ledger line that is true of the post now: as due, as before, or a mixture; None for no post at all."""
    path = next((one for one in (due.path, old.path if old else due.path) if one in shelf.paths), None)
    path = path or shelf.ids.get(due.id)
    if path is None:
        return due if due.state == RETIRED else old
    if due.state == RETIRED:
        return old
    try:
        _, sheet = shelf.read(path)
    except PostError:
        return old or due
    now = base_of(sheet.fields, [one.text for one in divide(sheet.body)])
    if now == due.base:
        return placed(due, path, due.slug)
    if sheet.fields.get("Id") != due.id:
        return old
    due = placed(due, path, due.slug)
    return replace(with_base(due, _mixed(old.base if old else due.base, due.base, now)), wording=UNSETTLED)


def _mixed(old: Base, due: Base, now: Base) -> Base:
    fields = {}
    for key in {**old.fields, **due.fields}:
        written = now.fields.get(key) == due.fields.get(key)
        if value := (due if written else old).fields.get(key):
            fields[key] = value
    return Base(fields, due.paragraphs if now.paragraphs == due.paragraphs else old.paragraphs)
