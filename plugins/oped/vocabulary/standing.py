"""Which editor's tables are in force when nobody names them: those in the folder that `OPED_VOCABULARY` names.

The environment, because the converter's worker processes inherit it whatever starts them.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

VARIABLE = "OPED_VOCABULARY"


def standing() -> Path | None:
    """Return the folder of the editor's tables in force, None where there is none."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def enforce(folder: Path) -> None:
    """Put the editor's tables in a folder in force, for this process and those it starts."""
    os.environ[VARIABLE] = str(folder.resolve())


def fingerprint() -> str:
    """Return a hash of the editor's tables in force, for caches; empty where there are none."""
    folder = standing()
    tables = sorted(folder.glob("*.tsv")) if folder else []
    if not tables:
        return ""
    total = blake2b(digest_size=16)
    for table in tables:
        total.update(table.name.encode() + b"\0" + table.read_bytes() + b"\0")
    return total.hexdigest()
