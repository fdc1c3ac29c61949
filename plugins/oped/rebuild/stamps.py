"""A file's stamp: what the file system tells of it without reading it."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKED = struct.Struct("<QqqQ")


class Stamp(NamedTuple):
    """Size in bytes, when the content and when the inode was last changed (nanoseconds), and the inode's number."""

    size: int
    changed: int
    moved: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Stamp:
        """Return the stamp in what the system tells."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)

    def packed(self) -> bytes:
        """Return the stamp in as many bytes as any other."""
        return PACKED.pack(*self)


def stamps(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield the path below `folder` of every file, and its stamp, in no order. Links are not followed."""
    waiting = [("", str(folder))]
    while waiting:
        base, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = f"{base}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{path}/", entry.path))
                else:
                    yield path, Stamp.of(entry.stat(follow_symlinks=False))
