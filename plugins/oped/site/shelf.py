"""Where texts lie that are looked at seldom: in a file, not in the memory that each process of a build would copy."""

from __future__ import annotations

import os
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO


class Shelf:
    """A file without a name in `folder`; it is gone with the last process that has it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - open as long as the shelf
        weakref.finalize(self, self._file.close)
        self._size = 0

    def put(self, content: bytes) -> Shelved:
        """Lay `content` on the shelf. Only the process that made the shelf may do that."""
        place = self._size
        left = memoryview(content)
        while left:
            left = left[self._file.write(left) :]
        self._size += len(content)
        return Shelved(self, place, len(content))

    def read(self, place: int, size: int) -> bytes:
        """Return `size` bytes from `place`; any process may ask."""
        return os.pread(self._file.fileno(), size, place)


@dataclass(frozen=True, slots=True)
class Shelved:
    """Bytes that lie on a shelf; `bytes` takes them down."""

    shelf: Shelf
    place: int
    size: int

    def __bytes__(self) -> bytes:
        """Return what lies there."""
        return self.shelf.read(self.place, self.size)
