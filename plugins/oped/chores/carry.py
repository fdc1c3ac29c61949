"""Carrying a built site to the folder it is served from: only what differs, and never over somebody else's files."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from oped import files
from oped.errors import BuildError

MARKER = ".opinion-archive"
"""A file of this name says that a folder holds a site of ours; every build puts one at the top."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What it takes to make a folder equal to a site: sorted paths relative to both."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield one line a file, then how many there are."""
        for sign, paths in (("+", self.added), ("~", self.changed), ("-", self.removed)):
            yield from (f"{sign} {path}" for path in paths)
        yield f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


def compare(site: Path, target: Path) -> Differences:
    """Return what differs between two folders, by content; hidden files at the top of `target` are its owner's."""
    ours, theirs = set(_files(site)), set(_files(target))
    changed = (path for path in ours & theirs if not filecmp.cmp(site / path, target / path, shallow=False))
    removed = (path for path in theirs - ours if not path.startswith("."))
    return Differences(tuple(sorted(ours - theirs)), tuple(sorted(changed)), tuple(sorted(removed)))


def carry(site: Path, target: Path, differences: Differences) -> None:
    """Make `target` equal to `site`: pages come last among what is written, and removals after all.

    So no page is ever served before what it needs is there, nor links to what is gone. Each file is replaced in one
    step; a run that is cut off leaves whole files, and the next one finishes.
    """
    written = [*differences.added, *differences.changed]
    for path in sorted(written, key=lambda path: (path.endswith(".html"), path)):
        _make_way(target, path)
        files.write(target / path, (site / path).read_bytes(), durable=False)
    for path in differences.removed:
        if (target / path).is_file() or (target / path).is_symlink():  # else a folder of ours has taken its place
            (target / path).unlink()
    _drop_empty(target, differences.removed)


def refuse_strangers(target: Path) -> None:
    """Raise BuildError when `target` holds files and no site of ours, for carrying would remove them."""
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).exists():
        raise BuildError(
            "this folder holds files that are no archive of ours, and they would be removed",
            file=target,
            remedy=f"name an empty folder, or put an empty file {MARKER} into this one if its contents may go",
        )
    if target.exists() and not target.is_dir():
        raise BuildError("this is a file", file=target, remedy="name the folder that the site is served from")


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name).relative_to(folder).as_posix()


def _make_way(target: Path, path: str) -> None:
    """Remove files where `path` needs folders, and an empty or former folder where it needs a file."""
    for parent in reversed(Path(path).parents[:-1]):
        if (target / parent).is_file():
            (target / parent).unlink()
    if (target / path).is_dir():
        for inner, _, names in os.walk(target / path, topdown=False):
            for name in names:
                Path(inner, name).unlink()
            Path(inner).rmdir()


def _drop_empty(target: Path, removed: Iterable[str]) -> None:
    """Remove the folders that `removed` left empty, inner ones first."""
    parents = {parent for path in removed for parent in Path(path).parents[:-1]}
    for parent in sorted(parents, key=lambda parent: -len(parent.parts)):
        folder = target / parent
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
