"""A folder beside the output in which a build grows until it is whole.

The output belongs to the build: a marker file says so, and a folder with files but without the marker is refused, since
pruning would delete somebody's work. Files and folders named in `keep`, and dot files at the top, are never pruned.
"""

from __future__ import annotations

import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from oped.errors import BuildError
from oped.rebuild.report import Report

MARKER = ".opinion-archive"


@dataclass(frozen=True, slots=True)
class Staging:
    """One build under way: its `folder`, the `output` it will become, and the lock that keeps a second build out."""

    output: Path
    folder: Path
    keep: frozenset[str]
    lock: IO[str]

    @classmethod
    def begin(cls, output: Path, keep: Iterable[str] = ()) -> Staging:
        """Claim `output` and return an empty staging folder for it.

        Raises BuildError when the output is not ours, cannot be written, or is being built by somebody else.
        """
        output = output.resolve()
        _check_ours(output)
        try:
            output.mkdir(parents=True, exist_ok=True)
            (output / MARKER).touch()
            lock = _lock(output.parent / f".{output.name}.lock", output)
            folder = output.parent / f".{output.name}.staging"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        except OSError as error:
            raise BuildError(
                "the output folder cannot be written",
                file=output,
                value=error.strerror,
                remedy="check its rights and the free space, or choose another with --output",
            ) from error
        return cls(output, folder, frozenset(keep), lock)

    def commit(self) -> Report:
        """Make the output equal to the staging folder and return what that took.

        New files come first and removals last, so that at no moment a page links to a file that is gone or not yet
        there. Unchanged files keep their inode and time.
        """
        built = {path: self.folder / path for path in _files(self.folder)}
        standing = {path for path in _files(self.output) if not self._kept(path)}
        added = sorted(built.keys() - standing)
        common = sorted(built.keys() & standing)
        changed = [path for path in common if not filecmp.cmp(built[path], self.output / path, shallow=False)]
        removed = sorted(standing - built.keys())
        for path in [*added, *changed]:
            target = self.output / path
            _make_way(target, self.output)
            built[path].replace(target)
        for path in removed:
            if (self.output / path).is_file() or (self.output / path).is_symlink():  # else already made way
                (self.output / path).unlink()
        _drop_empty(self.output)
        shutil.rmtree(self.folder)
        self.lock.close()
        return Report(tuple(added), tuple(changed), tuple(removed), len(common) - len(changed))

    def _kept(self, path: str) -> bool:
        top = path.split("/", 1)[0]
        return top.startswith(".") or top in self.keep


def _check_ours(output: Path) -> None:
    if output.is_dir() and not (output / MARKER).exists() and any(output.iterdir()):
        raise BuildError(
            "the output folder holds files that no build of ours put there",
            file=output,
            remedy=f"choose an empty folder, or put an empty file named {MARKER} into it if its contents may go",
        )


def _lock(path: Path, output: Path) -> IO[str]:
    handle = path.open("w", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.close()
        raise BuildError("another build is writing this output", file=output, remedy="wait for it to end") from error
    return handle


def _files(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        base = Path(parent).relative_to(folder).as_posix()
        for name in sorted(names):
            yield name if base == "." else f"{base}/{name}"


def _make_way(target: Path, output: Path) -> None:
    """Clear what stands where `target` must go: a file that became a folder, or a folder that became a file."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    for parent in reversed(target.relative_to(output).parents[:-1]):
        if (output / parent).is_file():
            (output / parent).unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def _drop_empty(output: Path) -> None:
    for parent, _, _ in os.walk(output, topdown=False):
        folder = Path(parent)
        inside = folder.relative_to(output).parts
        if inside and not inside[0].startswith(".") and not any(folder.iterdir()):
            folder.rmdir()
