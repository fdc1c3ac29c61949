"""One piece and its post: what has to be written so that the post says what the pages say and what a person changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from oped import files
from oped.convert.ledger import RETIRED, Base, Entry, base_of, packed_base, placed, with_base
from oped.convert.merge import Conflict, Wanted, divide, merge
from oped.convert.propose import in_order
from oped.convert.register import Register
from oped.convert.shelf import Shelf
from oped.errors import PostError
from oped.post import Sheet, join
from oped.slugs import slugify, unique

UNDATED = "undated"


class Taken(NamedTuple):
    """The addresses that posts have, and how far each name was counted in this run."""

    slugs: Register
    tried: dict[str, int]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A change to make: the ledger's new line, and the file's new content (None: as it is).

    `before` is what the file must still hold (None: no file), `former` the path from which it moves.
    """

    entry: Entry
    content: bytes | None = None
    before: bytes | None = None
    former: str = ""
    conflicts: tuple[Conflict, ...] = ()
    edited: bool = False
    notice: str = ""

    def perform(self, root: Path) -> None:
        """Do it; a new post is not forced to the disk, since it can be made again until the journal is closed.

        Raises PostError when somebody saved the file meanwhile, OSError when the disk refuses.
        """
        if self.content is None:
            return
        path = f"{root}{os.sep}{self.entry.path}"
        standing = f"{root}{os.sep}{self.former}" if self.former else path
        if (Path(standing).read_bytes() if os.path.exists(standing) else None) != self.before:  # noqa: PTH110 - as there
            remedy = "run again: nothing of it was touched"
            raise PostError("the post was saved by somebody while this run went on", file=standing, remedy=remedy)
        if self.entry.state == RETIRED:
            Path(standing).unlink()
            return
        if self.former:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(standing).rename(path)
        files.write(path, self.content, durable=self.before is not None)


def created(entry: Entry, wanted: Wanted, taken: Taken, shelf: Shelf, day: date) -> Settlement:
    """Return what makes a new post on this day: an address and a file name of its own."""
    slug = entry.slug if entry.path else unique(slugify(wanted.fields["Title"]), taken.slugs, taken.tried)
    path = _free(folder(wanted.fields), slug, shelf)
    fields = _complete(wanted, entry, slug, day.isoformat())
    paragraphs = wanted.paragraphs or ()
    new = placed(entry, path, slug, state="", written=packed_base(fields, paragraphs))
    return Settlement(new, join(fields, "\n\n".join(paragraphs)).encode())


def updated(
    entry: Entry, base: Base | None, wanted: Wanted, shelf: Shelf, day: date, *, afresh: bool = False
) -> Settlement:
    """Return what brings a post up to date, on this day if anything changes.

    `base` None: nobody knows what the machine wrote, so all is a person's.

    `afresh` takes it all for the machine's, a person's changes included.
    Raises PostError when the file is no longer a post that can be read, or is another one.
    """
    full = shelf.root / entry.path
    before, sheet = shelf.read(entry.path)
    if sheet.fields.get("Id") != entry.id:
        remedy = f"put back `Id: {entry.id}`, or delete the file"
        found = sheet.fields.get("Id", "")
        raise PostError("the post has another id", file=full, line=sheet.lines.get("Id", 1), value=found, remedy=remedy)
    if base is None:
        entry = placed(entry, entry.path, sheet.fields.get("Slug", entry.slug))
    wanted = wanted._replace(fields=_complete(wanted, entry, entry.slug, sheet.fields.get("Converted", "")))
    if afresh:
        base = base_of(sheet.fields, [one.text for one in divide(sheet.body)])
    if base is None:
        return _adopted(entry, sheet, wanted)
    merged = merge(base, sheet, wanted)
    new = with_base(entry, merged.base)
    if merged.fields == sheet.fields and merged.body == sheet.body:
        return Settlement(new, conflicts=merged.conflicts, edited=merged.edited)
    merged = merge(base, sheet, wanted._replace(fields=_complete(wanted, entry, entry.slug, day.isoformat())))
    new = with_base(entry, merged.base)
    former = ""
    if merged.fields.get("Date") != sheet.fields.get("Date") and entry.path.startswith(f"{folder(sheet.fields)}/"):
        moved = _free(folder(merged.fields), Path(entry.path).stem, shelf)
        former, new = entry.path, placed(new, moved, new.slug)
    content = join(merged.fields, merged.body).encode()
    return Settlement(new, content, before, former, merged.conflicts, merged.edited)


def withdrawn(entry: Entry, shelf: Shelf, heir: str) -> Settlement | None:
    """Return what removes a post that no page brings any more; None when a person has changed it: then it stays.

    `heir` is the post that has its text now, empty if none has.
    """
    before, sheet = shelf.read(entry.path)
    if base_of(sheet.fields, [one.text for one in divide(sheet.body)]) != entry.base:
        return None
    return Settlement(replace(entry, state=RETIRED, heir=heir), b"", before)


def folder(fields: Mapping[str, str]) -> str:
    """Return the folder of a post: the year of its date."""
    day = fields.get("Date", "")
    return day[:4] if day[:4].isdecimal() else UNDATED


def _complete(wanted: Wanted, entry: Entry, slug: str, converted: str) -> dict[str, str]:
    """Return the front matter with what a page does not say of a piece."""
    known = {"Id": entry.id, "Slug": slug, "Sources": "; ".join(entry.sources), "Converted": converted}
    return in_order({**wanted.fields, **known})


def _adopted(entry: Entry, sheet: Sheet, wanted: Wanted) -> Settlement:
    """Take a post that the ledger does not know for a person's in all its parts."""
    base = base_of(wanted.fields, wanted.paragraphs or ())
    same = base == base_of(sheet.fields, [one.text for one in divide(sheet.body)])
    notice = "" if same else "the ledger does not know what was written here: all of it counts as changed by hand"
    return Settlement(with_base(entry, base), edited=not same, notice=notice)


def _free(under: str, stem: str, shelf: Shelf) -> str:
    name = unique(stem, _Names(under, shelf.paths))
    path = f"{under}/{name}.md"
    shelf.paths.add(path)
    return path


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that are taken in a folder of posts."""

    under: str
    paths: Register

    def __contains__(self, name: object) -> bool:
        return f"{self.under}/{name}.md" in self.paths
