"""All meetings of a raw folder, in the order of its pages, and the wordings that are wanted of them."""

from __future__ import annotations

import marshal
import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from oped.convert.cache import Cache
from oped.convert.looks import content, stamp
from oped.convert.opening import Opening, kin
from oped.convert.records import FileRecord
from oped.convert.register import Register
from oped.convert.spool import Rows, Spool
from oped.convert.work import Item, PageRecord, RawFile, Result, items
from oped.convert.write import Met, Wording
from oped.errors import InputError, OpedError
from oped.post import Source

SIDECAR = ".toml"
Hand = Callable[[Iterable[Item]], Iterator[Result]]
"""Has items worked on, by whatever executor, and yields the results in their order."""
NOT_MADE = -1


@dataclass(slots=True)
class Gathered:
    """What a raw folder brings. `met` is in the order of pages; `places` says where its wordings are in the spool.

    `kin` has a number for each meeting that tells which texts may be one piece. `origins` are the names of their files.
    `texts` has the hash of each page's text, `doubts` are of pages that were read in this run, `doubtful` counts all.
    """

    spool: Spool
    raw: Path
    met: Rows[Met] = field(init=False)
    kin: array[int] = field(default_factory=lambda: array("Q"))
    places: array[int] = field(default_factory=lambda: array("q"))
    origins: Rows[str] = field(init=False)
    texts: Register = field(default_factory=Register)
    errors: list[OpedError] = field(default_factory=list)
    doubts: list[tuple[str, int, str]] = field(default_factory=list)
    doubtful: int = 0

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.met = Rows(self.spool, _packed, _unpacked)
        self.origins = Rows(self.spool, str, str)

    def wording(self, index: int) -> Wording:
        """Return the wording of a meeting; `complete` must have made it."""
        return Wording._make(marshal.loads(self.spool.get(self.places[index])))  # noqa: S302 - what this run has written

    def text(self, page: str) -> bytes:
        """Return the hash of the text of a page that was met."""
        return (self.texts.get(page) or 0).to_bytes(8, "big")

    def add(self, file: str, page: PageRecord, places: list[int]) -> None:
        """Add what one page brought; without places when its wordings were not made."""
        self.texts.add(page.page, int.from_bytes(page.text, "big"))
        for one in page.met:
            self.met.append(one)
            self.kin.append(kin(one.opening))
            self.origins.append(file)
        self.places.extend(places or [NOT_MADE] * len(page.met))
        self.doubtful += len(page.doubts)


def _packed(one: Met) -> tuple[object, ...]:
    return (tuple(one.source), one.excerpt, tuple(one.opening), one.digest)


def _unpacked(given: tuple[tuple[str, int, int], bool, tuple[bytes, int, bytes], bytes]) -> Met:
    source, excerpt, opening, digest = given
    return Met(Source(*source), excerpt, Opening(*opening), digest)


def gather(gathered: Gathered, cache: Cache, hand: Hand) -> None:
    """Gather all meetings of the raw folder; only files that changed are read. Bad ones are among the errors."""
    listed, gathered.errors = listing(gathered.raw)
    known = bytearray(cache.knows(file, sidecar) for file, sidecar in listed)
    looks: dict[str, tuple[bytes, bytes]] = {}

    def fresh() -> Iterator[Item]:
        for (file, sidecar), stands in zip(listed, known, strict=True):
            if not stands:
                looks[file.name] = stamp(file.path, sidecar), content(file.path, sidecar)
                yield from items(file, cache.page if cache.former else None)

    by_file = groupby(hand(fresh()), key=lambda result: result.file)
    upcoming = next(by_file, None)
    for (file, sidecar), stands in zip(listed, known, strict=True):
        if stands:
            for page in cache.again(file, sidecar):
                gathered.add(file.name, page, [])
        elif upcoming and upcoming[0] == file.name:
            _take(file.name, upcoming[1], gathered, cache, looks.pop(file.name))
            upcoming = next(by_file, None)


def _take(name: str, results: Iterable[Result], gathered: Gathered, cache: Cache, look: tuple[bytes, bytes]) -> None:
    """Add what one file brought; one with a bad page will be read again."""
    cache.begin(FileRecord(name, *look))
    for result in results:
        if result.error:
            gathered.errors.append(result.error)
            cache.spoil()
        if result.record:
            cache.note(result.record)
            gathered.add(name, result.record, [gathered.spool.add(one) for one in result.wordings])
            gathered.doubts += [(result.record.page, line, message) for line, message in result.record.doubts]
    cache.end()


def complete(gathered: Gathered, wanted: Iterable[int], hand: Hand) -> None:
    """Have the wordings of these meetings made that were not made in this run, since their pages had not changed."""
    missing = {index for index in wanted if gathered.places[index] == NOT_MADE}
    if not missing:
        return
    pages = {gathered.met[index].source.page for index in missing}
    names = sorted({gathered.origins[index] for index in missing})
    starts: dict[str, int] = {}
    for index, one in enumerate(gathered.met):
        if one.source.page in pages:
            starts.setdefault(one.source.page, index)
    files = (RawFile(name, f"{gathered.raw}{os.sep}{name}") for name in names)
    for result in hand(item for file in files for item in items(file, only=pages)):
        record = result.record
        if record and record.page in starts:
            start = starts[record.page]
            last = min(start + len(record.met), len(gathered.met))
            if list(record.met) == [gathered.met[index] for index in range(start, last)]:
                gathered.places[start:last] = array("q", map(gathered.spool.add, result.wordings))
        if result.error:
            gathered.errors.append(result.error)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a raw folder in the order of their names. `sidecars` are the names of all that look like one."""

    raw: Path
    names: list[str]
    sidecars: frozenset[str]

    def __iter__(self) -> Iterator[tuple[RawFile, str | None]]:
        """Yield each file, with the path of its sidecar."""
        for name in self.names:
            beside = f"{_stem(name)}{SIDECAR}"
            sidecar = self._path(beside) if beside in self.sidecars and name not in self.sidecars else None
            yield RawFile(name, self._path(name)), sidecar

    def _path(self, name: str) -> str:
        return f"{self.raw}{os.sep}{name}"


def listing(raw: Path) -> tuple[Listing, list[OpedError]]:
    """Return the raw files with their sidecars, and folders that cannot be read.

    A sidecar that belongs to no page stands for itself, and is refused when it is read.
    """
    if not raw.is_dir():
        missing = InputError("there is no such folder of raw pages", file=raw, remedy="give one with --raw")
        return Listing(raw, [], frozenset()), [missing]
    errors: list[OpedError] = []

    def unreadable(error: OSError) -> None:
        errors.append(InputError("the folder cannot be read", file=error.filename, remedy="check its rights"))

    pages, sidecars = [], set()
    for folder, below, names in os.walk(raw, onerror=unreadable):
        below[:] = [name for name in below if not name.startswith(".")]
        under = Path(folder).relative_to(raw).as_posix()
        prefix = "" if under == "." else f"{under}/"
        for name in names:
            if name.startswith("."):
                continue
            if name.lower().endswith(SIDECAR):
                sidecars.add(f"{prefix}{name}")
            else:
                pages.append(f"{prefix}{name}")
    lonely = sidecars.difference(f"{_stem(name)}{SIDECAR}" for name in pages)
    return Listing(raw, sorted([*pages, *lonely]), frozenset(sidecars)), errors


def _stem(name: str) -> str:
    head, dot, tail = name.rpartition(".")
    return head if dot and head and "/" not in tail else name
