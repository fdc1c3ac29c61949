"""Which saved files call for a new build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from oped.files import TEMPORARY

MARGIN = 20_000_000
"""Nanoseconds by which a file's time may lag behind the clock: files are stamped with the kernel's last tick."""

BREATH = 250
"""Milliseconds after which we are told that nothing was saved."""
KEPT = frozenset({"ledger.jsonl", "addresses.tsv"})
"""Names of what conversion and build keep beside the posts."""


class Sources(DefaultFilter):
    """Lets through what sites are made of: not editors' swap files, caches, ledgers, nor what a build writes."""

    def __init__(self, made: Iterable[Path]) -> None:
        """Leave out everything below the folders `made`."""
        super().__init__(ignore_paths=list(made))

    def __call__(self, change: Change, path: str) -> bool:
        """Tell whether a changed file can change the site."""
        name = Path(path).name
        ours = name.startswith((TEMPORARY, ".")) or name in KEPT or "/.cache/" in path
        return not ours and super().__call__(change, path)


def saved(folders: Iterable[Path], made: Iterable[Path]) -> Iterator[set[Path]]:
    """Yield sets of files saved or removed below `folders`, for ever; an empty one now and then.

    From the first on, which comes at once and may be empty, nothing is missed: what is saved while the caller does
    something else comes with the next.
    """
    options = {"debounce": 200, "step": 20, "rust_timeout": BREATH, "yield_on_timeout": True}
    for batch in watch(*folders, watch_filter=Sources(made), **options):  # type: ignore[arg-type] # numbers and a bool
        yield {Path(path) for _, path in batch}


def is_older(file: Path, moment: int) -> bool:
    """Tell whether `file` stands as it stood before `moment` (the clock's nanoseconds); renaming counts as a change."""
    try:
        return file.stat().st_ctime_ns < moment - MARGIN
    except OSError:
        return False
