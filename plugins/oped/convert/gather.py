"""All meetings of a raw folder, in the order of its pages, and the wordings that are wanted of them."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO

from oped.convert.cache import Cache
from oped.convert.looks import content, stamp
from oped.convert.opening import Opening
from oped.convert.records import FileRecord
from oped.convert.work import Item, PageRecord, RawFile, Result, items
from oped.convert.write import Met, Wording
from oped.errors import InputError, OpedError
from oped.post import Source

SIDECAR = ".toml"
Hand = Callable[[Iterable[Item]], Iterator[Result]]
"""Has items worked on, by whatever executor, and yields the results in their order."""
_SETTLED = Met(Source("", 0, 0), excerpt=False, opening=Opening(b"", 0, b""), digest=b"")


@dataclass(slots=True)
class Spool:
    """Wordings on disk, so that memory does not hold them: a file without a name, gone when the run ends."""

    stream: IO[bytes]
    end: int = 0

    def add(self, data: bytes) -> int:
        """Keep one wording in JSON and return its place."""
        place = self.end
        self.stream.seek(place)
        self.stream.write(len(data).to_bytes(8, "big") + data)
        self.end += 8 + len(data)
        return place

    def get(self, place: int) -> Wording:
        """Return the wording at a place."""
        self.stream.seek(place)
        size = int.from_bytes(self.stream.read(8), "big")
        fields, paragraphs = json.loads(self.stream.read(size))
        return Wording(fields, tuple(paragraphs))


@dataclass(slots=True)
class Gathered:
    """What a raw folder brings. `met` is in the order of pages; `places` says where its wordings are, -1 for not made.

    `origins` are the names of their files. `texts` has the hash of each page's text, `doubts` are of pages that were
    read in this run, `doubtful` counts all.
    """

    spool: Spool
    raw: Path
    met: list[Met] = field(default_factory=list)
    places: array[int] = field(default_factory=lambda: array("q"))
    origins: list[str] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    errors: list[OpedError] = field(default_factory=list)
    doubts: list[tuple[str, int, str]] = field(default_factory=list)
    doubtful: int = 0

    def wording(self, index: int) -> Wording:
        """Return the wording of a meeting; `complete` must have made it."""
        return self.spool.get(self.places[index])

    def settle(self, indexes: Iterable[int]) -> None:
        """Let the memory of some meetings go: what is to be done about them has been decided."""
        for index in indexes:
            self.met[index] = _SETTLED

    def forget(self) -> None:
        """Let the memory of all meetings go, once nobody asks for them any more."""
        self.met, self.places, self.origins, self.texts = [], array("q"), [], {}

    def add(self, file: str, page: PageRecord, places: list[int]) -> None:
        """Add what one page brought; without places when its wordings were not made."""
        self.texts[page.page] = page.text
        self.met += page.met
        self.places.extend(places or [-1] * len(page.met))
        self.origins += [file] * len(page.met)
        self.doubtful += len(page.doubts)


def gather(gathered: Gathered, cache: Cache, hand: Hand) -> None:
    """Gather all meetings of the raw folder; only files that changed are read. Bad ones are among the errors."""
    listed, gathered.errors = listing(gathered.raw)
    known = {file.name: record for file, sidecar in listed if (record := cache.known(file, sidecar))}
    looks: dict[str, tuple[bytes, bytes]] = {}

    def fresh() -> Iterator[Item]:
        for file, sidecar in listed:
            if file.name not in known:
                looks[file.name] = stamp(file.path, sidecar), content(file.path, sidecar)
                yield from items(file, cache.page)

    by_file = groupby(hand(fresh()), key=lambda result: result.file)
    upcoming = next(by_file, None)
    for file, sidecar in listed:
        record = known.get(file.name)
        if record:
            for page in record.pages:
                gathered.add(file.name, page, [])
            if not record.stamp and (look := stamp(file.path, sidecar)):
                cache.note(file.name, FileRecord(look, record.content, record.pages))
        elif upcoming and upcoming[0] == file.name:
            _take(file.name, upcoming[1], gathered, cache, looks)
            upcoming = next(by_file, None)
    cache.keep({file.name for file, _ in listed})


def _take(
    name: str, results: Iterable[Result], gathered: Gathered, cache: Cache, looks: dict[str, tuple[bytes, bytes]]
) -> None:
    """Add what one file brought; one with a bad page will be read again."""
    pages, bad = [], False
    for result in results:
        if result.error:
            gathered.errors.append(result.error)
            bad = True
        if result.record:
            pages.append(result.record)
            gathered.add(name, result.record, [gathered.spool.add(one) for one in result.wordings])
            gathered.doubts += [(result.record.page, line, message) for line, message in result.record.doubts]
    if not bad:
        cache.note(name, FileRecord(*looks[name], tuple(pages)))
    del looks[name]


def complete(gathered: Gathered, wanted: Iterable[int], hand: Hand) -> None:
    """Have the wordings of these meetings made that were not made in this run, since their pages had not changed."""
    missing = {index for index in wanted if gathered.places[index] < 0}
    pages = {gathered.met[index].source.page for index in missing}
    names = sorted({gathered.origins[index] for index in missing})
    starts: dict[str, int] = {}
    for index, one in enumerate(gathered.met):
        if one.source.page in pages:
            starts.setdefault(one.source.page, index)
    files = (RawFile(name, f"{gathered.raw}{os.sep}{name}") for name in names)
    for result in hand(item for file in files for item in items(file, lambda _: None, pages)):
        record = result.record
        if record and record.page in starts:
            start = starts[record.page]
            if list(record.met) == gathered.met[start : start + len(record.met)]:
                gathered.places[start : start + len(record.met)] = array("q", map(gathered.spool.add, result.wordings))
        if result.error:
            gathered.errors.append(result.error)


def listing(raw: Path) -> tuple[list[tuple[RawFile, str | None]], list[OpedError]]:
    """Return the raw files with their sidecars, in the order of their names, and folders that cannot be read.

    A sidecar that belongs to no page stands for itself, and is refused when it is read.
    """
    if not raw.is_dir():
        return [], [InputError("there is no such folder of raw pages", file=raw, remedy="give one with --raw")]
    errors: list[OpedError] = []

    def unreadable(error: OSError) -> None:
        errors.append(InputError("the folder cannot be read", file=error.filename, remedy="check its rights"))

    found: dict[str, str] = {}
    for folder, below, names in os.walk(raw, onerror=unreadable):
        below[:] = [name for name in below if not name.startswith(".")]
        under = Path(folder).relative_to(raw).as_posix()
        prefix = "" if under == "." else f"{under}/"
        found |= {f"{prefix}{name}": f"{folder}{os.sep}{name}" for name in names if not name.startswith(".")}
    pages = [name for name in found if not name.lower().endswith(SIDECAR)]
    beside = {name: sidecar for name in pages if (sidecar := _stem(name) + SIDECAR) in found}
    lonely = found.keys() - {*pages, *beside.values()}
    files = [(RawFile(name, found[name]), found.get(beside.get(name, ""))) for name in sorted([*pages, *lonely])]
    return files, errors


def _stem(name: str) -> str:
    head, dot, tail = name.rpartition(".")
    return head if dot and head and "/" not in tail else name
