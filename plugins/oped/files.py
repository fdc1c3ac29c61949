"""Writing a file so that nobody ever sees half of it: a temporary neighbour, forced to the disk, then one rename."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import IO

TEMPORARY = ".tmp-"
"""How the names of temporary neighbours begin; a killed run may leave some, the next run may remove them."""


def write(path: Path, data: bytes | str | Iterable[bytes], *, durable: bool = True) -> None:
    """Replace the content of `path` with `data` (text as UTF-8) in one step, making its folder where it is missing.

    `durable` waits until the disk has it. Raises OSError; then `path` holds what it held before.
    """
    content = data.encode() if isinstance(data, str) else data
    parts = [content] if isinstance(content, bytes) else content
    neighbour = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        with _fresh(neighbour) as stream:
            stream.writelines(parts)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if path.exists():
            neighbour.chmod(path.stat().st_mode)
        neighbour.replace(path)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise


def _fresh(path: Path) -> IO[bytes]:
    try:
        return path.open("xb")
    except FileNotFoundError:  # seldom: there is no use in asking before every file
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def write_if_different(path: Path, data: bytes | str, *, durable: bool = True) -> bool:
    """Write `data` as `write` does unless `path` holds it already. Returns whether the file was touched."""
    content = data.encode() if isinstance(data, str) else data
    if holds(path, content):
        return False
    write(path, content, durable=durable)
    return True


def holds(path: Path, content: bytes) -> bool:
    """Return whether `path` is a file with exactly this content."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
