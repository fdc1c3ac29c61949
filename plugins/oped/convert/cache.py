"""What earlier runs learnt of the raw files. It may be deleted at any time and can only save time.

A file is taken as known when nothing that the system notes of it and its sidecar has changed, or else when its content
has not. All is forgotten when the converter, a vocabulary or Python changes. Records stay on disk; memory knows where.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from oped import files
from oped.convert.former import Former
from oped.convert.looks import content, stamp
from oped.convert.records import FileRecord, file_line, page_line, sealed
from oped.convert.work import PageRecord, RawFile


class Cache:
    """The records that the last run left, and those of this one, which take their place when it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._former = Former(path)
        self._lines: IO[bytes] = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115 - `close` does it
        self._begun = 0
        self._good = True
        self._as_before = self._new = 0

    def knows(self, file: RawFile, sidecar: str | None) -> bool:
        """Return whether a file has not changed since its record was made."""
        record = self._former.file(file.name)
        if record is None:
            return False
        now = stamp(file.path, sidecar)
        return bool(now and now == record.stamp) or content(file.path, sidecar) == record.content

    @property
    def former(self) -> bool:
        """Whether the last run left any records."""
        return self._former.count > 0

    def page(self, key: bytes) -> PageRecord | None:
        """Return the record of a page with this key, in whatever file it was: a line of a long file that has grown."""
        return self._former.page(key)

    def again(self, file: RawFile, sidecar: str | None) -> Iterator[PageRecord]:
        """Yield the pages of a file that is known, and keep them for the next run."""
        record = self._former.file(file.name)
        if record:
            look = record.stamp or stamp(file.path, sidecar)
            self._as_before += look == record.stamp
            self._lines.write(file_line(FileRecord(file.name, look, record.content)))
            for line, page in self._former.pages(file.name):
                self._lines.write(line)
                yield page

    def begin(self, record: FileRecord) -> None:
        """Begin the record of a file that is read now; `note` adds its pages, `end` says that they are all."""
        self._begun, self._good = self._lines.tell(), True
        self._lines.write(file_line(record))

    def note(self, page: PageRecord) -> None:
        """Keep what a page brought."""
        self._lines.write(page_line(page))

    def spoil(self) -> None:
        """Say that a page of the file is bad: there will be no record of the file, so that it is read again."""
        self._good = False

    def end(self) -> None:
        """End the record of a file that is read now."""
        if self._good:
            self._new += 1
        else:
            self._lines.seek(self._begun)
            self._lines.truncate()

    def close(self) -> None:
        """Write the cache if it changed, and let go of it. A full disk is no reason to fail: nothing depends on it."""
        self._lines.seek(0)
        try:
            if self._new or self._as_before != self._former.count:
                files.write(self.path, sealed(self._lines), durable=False)
        except OSError:
            self.path.unlink(missing_ok=True)
        finally:
            self._former.close()
            self._lines.close()
