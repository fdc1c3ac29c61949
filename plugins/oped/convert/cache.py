"""What earlier runs learnt of the raw files. It may be deleted at any time and can only save time.

A file is taken as known when nothing that the system notes of it and its sidecar has changed, or else when its content
has not. All is forgotten when the converter, a vocabulary or Python changes.
"""

from __future__ import annotations

import json
import os
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

from oped import files
from oped.convert.opening import Opening
from oped.convert.work import PageRecord, RawFile
from oped.convert.write import Met
from oped.post import Source
from oped.vocabulary.standing import fingerprint

RACY, COARSE = 100_000_000, 2_000_000_000
"""Nanoseconds: a file saved so shortly before it was read may have been saved again within one tick of the clock.

The second is for file systems that note whole seconds only."""
MAKERS = ("model.py", "slugs.py", "post.py", "convert", "tagging", "vocabulary")
LIBRARIES = ("babel", "beautifulsoup4", "charset-normalizer", "lxml", "unidecode")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of one raw file: how it looked to the system (empty when that says nothing), and its pages."""

    stamp: bytes
    content: bytes
    pages: tuple[PageRecord, ...]


@dataclass(slots=True)
class Cache:
    """Records by the name of the raw file; `pages` by page key finds a line of a long file that has grown."""

    path: Path
    files: dict[str, FileRecord] = field(default_factory=dict)
    changed: bool = False
    _pages: dict[bytes, PageRecord] | None = None

    @classmethod
    def load(cls, path: Path, openings: Iterable[Opening] = ()) -> Cache:
        """Return the cache as saved, or an empty one when there is none, or it is damaged or of another converter.

        `openings` are those that are in memory already, to be shared.
        """
        try:
            with path.open(encoding="utf-8") as lines:
                if json.loads(next(lines)) == {"maker": maker()}:
                    return cls(path, dict(_read(lines, {one: one for one in openings})))
        except (OSError, ValueError, KeyError, TypeError, IndexError, StopIteration):
            pass
        return cls(path)

    def note(self, name: str, record: FileRecord) -> None:
        """Keep the record of a file; an earlier one can still be found by its pages."""
        self.page(b"")
        self.files[name] = record
        self.changed = True

    def keep(self, names: AbstractSet[str]) -> None:
        """Forget all files but these."""
        for name in self.files.keys() - names:
            del self.files[name]
            self.changed = True

    def close(self) -> None:
        """Write the cache if it changed, and let its memory go."""
        if self.changed:
            self._save()
        self.files, self._pages = {}, None

    def _save(self) -> None:
        """Write the cache; a full disk is no reason to fail, since nothing depends on it."""
        try:
            files.write(self.path, (line.encode() for line in self._lines()), durable=False)
        except OSError:
            self.path.unlink(missing_ok=True)

    def known(self, file: RawFile, sidecar: str | None) -> FileRecord | None:
        """Return the record of a file that has not changed since it was made."""
        record = self.files.get(file.name)
        if record is None:
            return None
        now = stamp(file.path, sidecar)
        if now and now == record.stamp:
            return record
        return record if content(file.path, sidecar) == record.content else None

    def page(self, key: bytes) -> PageRecord | None:
        """Return the record of a page with this key, in whatever file it was."""
        if self._pages is None:
            self._pages = {page.key: page for record in self.files.values() for page in record.pages}
        return self._pages.get(key)

    def _lines(self) -> Iterator[str]:
        yield _line({"maker": maker()})
        for name, record in self.files.items():
            yield _line({"file": name, "stamp": record.stamp.hex(), "content": record.content.hex()})
            for page in record.pages:
                yield _line(_plain(page))


def stamp(path: str, sidecar: str | None) -> bytes:
    """Return a hash of what the system notes of a file and its sidecar; empty when that would not show a change."""
    total = blake2b(digest_size=8)
    now = time.time_ns()
    for one in (path, sidecar) if sidecar else (path,):
        try:
            found = os.stat(one)  # noqa: PTH116 - tens of thousands of times
        except OSError:
            return b""
        if is_racy(found, now):
            return b""
        total.update(b"%d %d %d %d\n" % (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
    return total.digest()


def is_racy(noted: os.stat_result, now: int) -> bool:
    """Return whether a file was saved so lately that the same times could stand for another content."""
    changed = max(noted.st_mtime_ns, noted.st_ctime_ns)
    return changed > now - (RACY if changed % 1_000_000_000 else COARSE)


def content(path: str, sidecar: str | None) -> bytes:
    """Return a hash of a file and its sidecar; empty when they cannot be read."""
    total = blake2b(digest_size=16)
    try:
        for one in (path, sidecar):
            if one is not None:
                if not os.path.isfile(one):  # noqa: PTH113 - as above; a pipe would keep us waiting
                    return b""
                with open(one, "rb") as stream:  # noqa: PTH123 - as above
                    while block := stream.read(1 << 20):
                        total.update(block)
            total.update(b"\0end\0")
    except OSError:
        return b""
    return total.digest()


def maker() -> str:
    """Return a hash of all that decides how a page is read: what the package holds, and the editor's own tables."""
    return _package() + fingerprint()


@cache
def _package() -> str:
    """Return a hash of our own modules and word lists, the libraries, Python."""
    here = Path(__file__).parents[1]
    total = blake2b(sys.version.encode(), digest_size=16)
    for name in MAKERS:
        for path in sorted(_sources(here / name)):
            total.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        total.update(f"{library} {metadata.version(library)}".encode())
    return total.hexdigest()


def _sources(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"


def _plain(page: PageRecord) -> dict[str, Any]:
    met = [
        [one.source.first, one.source.last, int(one.excerpt), b64encode(one.opening.chain).decode(),
         one.opening.length, one.opening.whole.hex(), one.digest.hex()]
        for one in page.met
    ]  # fmt: skip
    return {"page": page.page, "key": page.key.hex(), "text": page.text.hex(), "met": met, "doubts": page.doubts}


def _page(given: Mapping[str, Any], shared: Mapping[Opening, Opening]) -> PageRecord:
    name = given["page"]
    met = tuple(
        Met(
            Source(name, first, last),
            bool(excerpt),
            shared.get(one := Opening(b64decode(chain), length, bytes.fromhex(whole)), one),
            bytes.fromhex(digest),
        )
        for first, last, excerpt, chain, length, whole, digest in given["met"]
    )
    doubts = tuple((line, message) for line, message in given["doubts"])
    return PageRecord(name, bytes.fromhex(given["key"]), bytes.fromhex(given["text"]), met, doubts)


def _read(lines: Iterable[str], shared: Mapping[Opening, Opening]) -> Iterator[tuple[str, FileRecord]]:
    head: dict[str, Any] | None = None
    pages: list[PageRecord] = []
    for line in lines:
        given = json.loads(line)
        if "file" not in given:
            pages.append(_page(given, shared))
            continue
        if head is not None:
            yield _file(head, pages)
        head, pages = given, []
    if head is not None:
        yield _file(head, pages)


def _file(head: Mapping[str, Any], pages: list[PageRecord]) -> tuple[str, FileRecord]:
    return head["file"], FileRecord(bytes.fromhex(head["stamp"]), bytes.fromhex(head["content"]), tuple(pages))
