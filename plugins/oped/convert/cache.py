"""What earlier runs learnt of the raw files. It may be deleted at any time and can only save time.

A file is taken as known when nothing that the system notes of it and its sidecar has changed, or else when its content
has not. All is forgotten when the converter, a vocabulary or Python changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from oped import files
from oped.convert.looks import content, stamp
from oped.convert.maker import maker
from oped.convert.opening import Opening
from oped.convert.records import FileRecord, read, to_line, written
from oped.convert.work import PageRecord, RawFile


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
                    return cls(path, dict(read(lines, {one: one for one in openings})))
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
            lines = chain([to_line({"maker": maker()})], written(self.files))
            files.write(self.path, (line.encode() for line in lines), durable=False)
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
