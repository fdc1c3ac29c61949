"""Files: written so that nobody sees half of one (a temporary neighbour, put on the disk, one rename), and listed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

TEMPORARY = ".tmp-"
"""How the names of temporary neighbours begin; a killed run may leave some, the next run may remove them."""


def write(path: Path | str, data: bytes | str | Iterable[bytes], *, durable: bool = True) -> None:
    """Replace the content of `path` with `data` (text as UTF-8) in one step, making its folder where it is missing.

    `durable` waits until the disk has it. Raises OSError; then `path` holds what it held before.
    """
    content = data.encode() if isinstance(data, str) else data
    parts = [content] if isinstance(content, bytes) else content
    place = os.fspath(path)  # names as strings: objects for ten thousands of them take longer than writing the files
    neighbour = os.path.join(os.path.dirname(place), f"{TEMPORARY}{secrets.token_hex(8)}")  # noqa: PTH118, PTH120
    try:
        with _fresh(neighbour) as stream:
            stream.writelines(parts)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if os.path.exists(place):  # noqa: PTH110
            os.chmod(neighbour, os.stat(place).st_mode)  # noqa: PTH101, PTH116
        os.replace(neighbour, place)  # noqa: PTH105
    except BaseException:
        Path(neighbour).unlink(missing_ok=True)
        raise


def _fresh(place: str) -> IO[bytes]:
    try:
        return open(place, "xb")  # noqa: PTH123 - as above
    except FileNotFoundError:  # seldom: there is no use in asking before every file
        path = Path(place)
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


def below(folder: Path | str) -> Iterator[str]:
    """Yield the path of every file below `folder`, relative to it, in no order; links are not followed."""
    waiting = [""]
    while waiting:
        base = waiting.pop()
        with os.scandir(f"{folder}/{base}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{base}{entry.name}/")
                else:
                    yield f"{base}{entry.name}"
