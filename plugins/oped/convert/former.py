"""The cache as the last run left it: where in its file the record of each raw file and page stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from oped.convert.records import FileRecord, is_file, key_in, read_file, read_page, surveyed
from oped.convert.register import Register
from oped.convert.work import PageRecord


class Former:
    """Records by the name of the raw file, and by page key. There are none where the file is missing or damaged."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self._stream: IO[bytes] | None = None
        self._files = Register()
        self._pages: Register | None = None
        try:
            self._stream = path.open("rb")
            whole = self._survey(self._stream)
        except (OSError, ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            self.close()

    def file(self, name: str) -> FileRecord | None:
        """Return what is known of a raw file."""
        line = self._line(self._files.get(name))
        return read_file(line) if line else None

    def page(self, key: bytes) -> PageRecord | None:
        """Return what is known of a page."""
        if self._pages is None:
            self._pages = Register()
            for place, line in self._lines():
                if one := key_in(line):
                    self._pages.add(one, place)
        line = self._line(self._pages.get(key.hex()))
        return read_page(line) if line else None

    def pages(self, name: str) -> Iterator[tuple[bytes, PageRecord]]:
        """Yield the pages of a raw file, each with its line."""
        place = self._files.get(name)
        line = self._line(place)
        while line and place is not None:
            place += len(line)
            line = self._line(place)
            if is_file(line) or not key_in(line):
                return
            yield line, read_page(line)

    def close(self) -> None:
        """Forget all."""
        self._files, self._pages, self.count = Register(), None, 0
        if self._stream:
            self._stream.close()
            self._stream = None

    def _survey(self, stream: IO[bytes]) -> bool:
        """Note where each record stands; return whether every line is as it was written, by this very converter."""
        for place, line in surveyed(stream):
            if line is None:
                return True
            if is_file(line):
                self._files.add(read_file(line).name, place)
                self.count += 1
        return False

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        place = 0
        if self._stream:
            self._stream.seek(0)
            for line in self._stream:
                yield place, line
                place += len(line)

    def _line(self, place: int | None) -> bytes:
        if place is None or self._stream is None:
            return b""
        self._stream.seek(place)
        return self._stream.readline()
