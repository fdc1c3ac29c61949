"""At rest: when neither pages nor posts nor ledger nor converter have changed since a run ended well, there is no work.

What a run does follows from the raw files, the ledger, which posts there are, and the converter. A person's edits are
not among these: they matter only where the machine wants something new. Deleting the file only costs time.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from pathlib import Path

from oped import files
from oped.convert.looks import is_racy, number_of
from oped.convert.maker import maker
from oped.convert.outcome import Outcome

COUNTS = tuple(field.name for field in fields(Outcome) if field.type == "int")


@dataclass(frozen=True, slots=True)
class Rest:
    """Where the last good run left its mark."""

    path: Path

    def outcome(self, raw: str, posts: str, ledger: Path) -> Outcome | None:
        """Return what a run would do now, which is nothing; None when it may have something to do.

        `raw` and `posts` are hashes of what is there, `ledger` is the file.
        """
        try:
            left = json.loads(self.path.read_bytes())
            if not raw or left["seal"] != _seal(raw, posts, ledger):
                return None
            outcome = Outcome()
            for name in COUNTS:
                setattr(outcome, name, int(left["counts"][name]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        outcome.unchanged = outcome.posts
        outcome.created = outcome.changed = outcome.edited = outcome.retired = 0
        return outcome

    def mark(self, raw: str, posts: str, ledger: Path, outcome: Outcome) -> None:
        """Note that a run ended well: with these raw files at its beginning, these posts and this ledger at its end."""
        counts = {name: value for name, value in asdict(outcome).items() if name in COUNTS}
        try:
            left = json.dumps({"seal": _seal(raw, posts, ledger), "counts": counts})
            files.write_if_different(self.path, left, durable=False)
        except OSError:
            self.path.unlink(missing_ok=True)


def look_of(raw: Path) -> str:
    """Return a hash of what the system notes of the raw files; empty when that would not show every change."""
    total = 0
    try:
        for line, racy in _looks(raw, time.time_ns()):
            if racy:
                return ""
            total += number_of(line)
    except OSError:
        return ""
    return f"{total:x}"


def _looks(folder: Path | str, now: int) -> Iterator[tuple[str, bool]]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                yield from _looks(one.path, now)
            else:
                noted = one.stat()
                look = f"{noted.st_size} {noted.st_mtime_ns} {noted.st_ctime_ns} {noted.st_ino}"
                yield f"{one.path}\0{look}\n", is_racy(noted, now)


def _seal(raw: str, posts: str, ledger: Path) -> str:
    total = blake2b(f"{maker()} {raw} {posts}".encode(), digest_size=16)
    with ledger.open("rb") as stream:
        while block := stream.read(1 << 20):
            total.update(block)
    return total.hexdigest()
