"""What code and libraries a site is built with: what another version remembered counts for nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

FORMAT = 1
"""Of the memory itself. Raise it when what is written there changes."""
HOUSE = Path(__file__).resolve().parents[3]


@cache
def version(modules: Path) -> str:
    """Return a hash over our own files, the installed Python packages, and those of npm in `modules`."""
    digest = blake2b(repr((FORMAT, sys.version)).encode(), digest_size=16)
    for path in _own():
        digest.update(path.relative_to(HOUSE).as_posix().encode() + b"\0" + path.read_bytes())
    for folder in sys.path:
        names = sorted(path.name for path in Path(folder).glob("*.dist-info")) if Path(folder).is_dir() else []
        digest.update(repr(names).encode())
    installed = modules / ".package-lock.json"
    digest.update(installed.read_bytes() if installed.is_file() else b"")
    return digest.hexdigest()


def _own() -> Iterator[Path]:
    for path in sorted((HOUSE / "plugins").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path
