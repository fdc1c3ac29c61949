"""A file's stamp: what the file system tells of it without reading it."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from oped import cores

PACKED = struct.Struct("<QqqQ")
FOLDERS = 16
"""Folders that one job looks through."""


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


def stamps(folder: Path, below: str = "") -> Iterator[tuple[str, Stamp]]:
    """Yield the path of every file in `folder`, or `below` it (`"articles/"`), and its stamp, in no order.

    Paths are relative to `folder`; links are not followed.
    """
    waiting = [(below, f"{folder}/{below}")]
    while waiting:
        base, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = f"{base}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{path}/", entry.path))
                else:
                    yield path, Stamp.of(entry.stat(follow_symlinks=False))


class Seal(NamedTuple):
    """How many files there are, and the sum of the hashes of their paths and stamps: the same in any order."""

    files: int = 0
    total: int = 0

    @classmethod
    def of(cls, stamped: Iterable[tuple[str, bytes]]) -> Seal:
        """Return the seal of files by path and packed stamp."""
        count = total = 0
        for path, stamp in stamped:
            count += 1
            total += int.from_bytes(blake2b(path.encode("utf-8", "surrogateescape") + stamp, digest_size=8).digest())
        return cls(count, total)

    def packed(self) -> bytes:
        """Return the seal in words, as it is kept."""
        return f"{self.files} {self.total}".encode()


def seal(folder: Path, kept: Callable[[str], bool]) -> Seal:
    """Return the seal of all files in `folder` but those that are `kept`; folders are read on all cores."""
    here, deeper = _divided(folder, [""])
    tops, below = _divided(folder, [name for name in deeper if not kept(name)])
    at_top = [(path, stamp) for path, stamp in here if not kept(path)]
    own = Seal.of([*at_top, *tops])
    jobs = [partial(_seal_below, folder, below[start : start + FOLDERS]) for start in range(0, len(below), FOLDERS)]
    all_ = [own, *cores.do(jobs)]
    return Seal(sum(one.files for one in all_), sum(one.total for one in all_))


def _divided(folder: Path, bases: Iterable[str]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Return the files in some folders with their stamps, and the folders in them."""
    files, folders = [], []
    for base in bases:
        with os.scandir(f"{folder}/{base}") as entries:
            for entry in entries:
                path = f"{base}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    files.append((path, Stamp.of(entry.stat(follow_symlinks=False)).packed()))
    return files, folders


def _seal_below(folder: Path, bases: Sequence[str]) -> Seal:
    return Seal.of((path, stamp.packed()) for base in bases for path, stamp in stamps(folder, base))
