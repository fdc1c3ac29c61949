"""How a raw file looks: by what the system notes of it, which is quick to ask, or else by its content."""

from __future__ import annotations

import os
import time
from hashlib import blake2b

RACY, COARSE = 100_000_000, 2_000_000_000
"""Nanoseconds: a file saved so shortly before it was read may have been saved again within one tick of the clock.

The second is for file systems that note whole seconds only."""


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


def number_of(text: str) -> int:
    """Return a hash as a number: a sum of such is a hash of many texts in whatever order they are met."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big")


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
