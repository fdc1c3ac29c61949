"""A folder beside the output in which a build grows until it is whole.

The output belongs to the build: a marker file says so, and a folder with files but without the marker is refused, since
pruning would delete somebody's work. Files and folders named in `keep`, and dot files at the top, are never pruned.

What an earlier build wrote, from the same things, and nobody has touched since, is neither made nor staged again. A
file counts as touched when its size, times or inode are not those that the build saw last.
"""

from __future__ import annotations

import fcntl
import filecmp
import logging
import os
import shutil
import weakref
from collections.abc import Iterable, Set
from functools import cached_property
from pathlib import Path
from typing import IO

from oped import cores
from oped.errors import BuildError
from oped.files import below
from oped.rebuild.report import Report, reasons
from oped.rebuild.stamps import PACKED, Seal, Stamp, seal, stamps
from oped.rebuild.store import Store
from oped.standing import Aside, Standing, Told

logger = logging.getLogger(__name__)

MARKER = ".opinion-archive"
FILES = "files"
"""The store's kind for the output's files: path to stamp and fingerprint."""

NOTES = "notes"
"""The kind for what the last build was made of: kind and name, divided by a tab, to hash."""
INPUTS = "inputs"
"""The kind for the hash of the last build's inputs, and for what tells the output that it left from any other."""
OUTPUT = "output"
SWEPT = ("posts", "stamps", "links", "words", "related", "search", "templates")
"""Kinds of which each build asks for all that it will want again."""
OF_FILES = "rows"
"""The kind of what is known of files that stand: it goes when they go."""


class Staging(Standing):
    """One build under way: its `folder`, the `output` it will become, and the lock that keeps a second build out."""

    def __init__(self, output: Path, folder: Path, keep: frozenset[str], lock: IO[str], store: Store) -> None:
        super().__init__(folder)
        self.output, self.keep, self.lock, self.store = output, keep, lock, store
        weakref.finalize(self, lock.close)
        self._stood: set[str] = set()
        self._fingerprints: dict[str, bytes] = {}
        self._notes: dict[str, bytes] = {}
        self._seal = Seal()
        self._looking: cores.Crew | None = None

    def look(self) -> None:
        """Begin to look through the output, in a process of its own: what it finds is asked for once posts are read."""
        self._looking = cores.apart(self._found)

    def _found(self) -> dict[str, bytes]:
        return {path: stamp.packed() for path, stamp in stamps(self.output) if not self._kept(path)}

    @cached_property
    def _before(self) -> dict[str, bytes]:
        """The output's files as this build found them: path to packed stamp."""
        looking, self._looking = self._looking, None
        found: dict[str, bytes] = looking.finish()[0] if looking else self._found()
        return found

    @cached_property
    def _known(self) -> dict[str, bytes]:
        """The output's files as the last build left them: path to packed stamp and fingerprint."""
        return dict(self.store.all(FILES))

    @classmethod
    def begin(cls, output: Path, keep: Iterable[str] = (), version: str = "", *, patient: bool = False) -> Staging:
        """Claim `output` and return an empty staging folder for it; what stands must be of the same `version`.

        Raises BuildError when the output is not ours, cannot be written, or is being built by somebody else: who is
        `patient` waits for that build to end.
        """
        output = output.resolve()
        _check_ours(output)
        try:
            output.mkdir(parents=True, exist_ok=True)
            (output / MARKER).touch()
            lock = _lock(output.parent / f".{output.name}.lock", output, patient=patient)
            folder = output.parent / f".{output.name}.staging"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            store = Store(output.parent / f".{output.name}.memory", version)
        except OSError as error:
            raise BuildError(
                "the output folder cannot be written",
                file=output,
                value=error.strerror,
                remedy="check its rights and the free space, or choose another with --output",
            ) from error
        return cls(output, folder, frozenset(keep), lock, store)

    def is_as_built(self, inputs: bytes) -> bool:
        """Tell whether the last build had these inputs, and nobody has touched a file of what it gave since."""
        if not inputs or self.store.get(INPUTS, "") != inputs:
            return False
        self._seal = seal(self.output, self._kept)
        return self.store.get(INPUTS, OUTPUT) == self._seal.packed()

    def whole(self) -> bool:
        """Tell whether the build has ended before it began: the site is as it would become."""
        return self.lock.closed

    def rest(self) -> Report:
        """End the build: the site is as it would become."""
        self.abandon()
        return Report(unchanged=self._seal.files)

    def abandon(self) -> None:
        """Leave site and memory as they were."""
        if self._looking:
            self._looking.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.store.close(keep=False)
        self.lock.close()

    def stands(self, path: str, fingerprint: bytes | None) -> bool:
        """Tell whether a file is as a build with this fingerprint left it; then it stays."""
        if fingerprint is None:
            return False
        if path in self._before and self._known.get(path) == self._before[path] + fingerprint:
            self._stood.add(path)
            return True
        self._fingerprints[path] = fingerprint
        return False

    def untouched(self, path: str) -> tuple[Path, bytes] | None:
        """Return where a file is as the last build left it, and with which fingerprint."""
        stamp, known = self._before.get(path), self._known.get(path, b"")
        return (self.output / path, known[len(stamp) :]) if stamp and known.startswith(stamp) else None

    def place(self, path: str) -> Path:
        """Return where a file can be read."""
        return (self.output if path in self._stood else self.folder) / path

    def stood(self) -> Set[str]:
        """Return the files that stay as they are."""
        return self._stood

    def recall(self, kind: str, key: str) -> bytes | None:
        """Return what an earlier build remembered."""
        return self.store.get(kind, key)

    def remember(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value for later builds."""
        self.store.put(kind, key, value)

    def note(self, kind: str, key: str, digest: bytes) -> None:
        """Say what this build is made of."""
        self._notes[f"{kind}\t{key}"] = digest

    def aside(self, kind: str) -> Aside:
        """Return what stands, for a process of its own: all that it may ask is read before it starts."""
        _ = self._before, self._known
        return self.memory(kind)

    def memory(self, kind: str) -> Aside:
        """Return the values of one kind, for processes that do not ask what stands."""
        return Aside(self, kind, dict(self.store.all(kind)))

    def take(self, told: Told) -> None:
        """Do here what another process was asked."""
        super().take(told)
        for key in told.recalled:
            self.recall(told.kind, key)
        for key, value in told.kept.items():
            self.remember(told.kind, key, value)

    def commit(self, inputs: bytes = b"") -> Report:
        """Make the output equal to what stands and what is staged, and return what that took.

        `inputs` tells the inputs of this build from others, where the next may rest if they are the same.

        New files come first and removals last, so that at no moment a page links to a file that is gone or not yet
        there. Unchanged files keep their inode and time. The memory is written last: it never says more than is there.
        """
        built = set(below(self.folder))
        added = sorted(built - self._before.keys())
        common = sorted(built & self._before.keys())
        changed = [path for path in common if not filecmp.cmp(self.folder / path, self.output / path, shallow=False)]
        removed = sorted(self._before.keys() - built - self._stood)
        moved: set[str] = set()
        for path in added:
            _carry(path, self.folder, self.output, moved)
        for path in changed:
            (self.folder / path).replace(self.output / path)
        for path in removed:
            if (self.output / path).is_file() or (self.output / path).is_symlink():  # else already made way
                (self.output / path).unlink()
        _drop_empty(self.output, removed)
        shutil.rmtree(self.folder)
        why = reasons(dict(self.store.all(NOTES)), self._notes, new=not self._known)
        self._remember(built, inputs)
        self.lock.close()
        unchanged = len(self._before) - len(changed) - len(removed)
        return Report(tuple(added), tuple(changed), tuple(removed), unchanged, tuple(why))

    def _remember(self, built: Iterable[str], inputs: bytes) -> None:
        known = {path: self._known[path] for path in self._stood}
        for path in built:
            known[path] = Stamp.of(os.lstat(f"{self.output}/{path}")).packed() + self._fingerprints.get(path, b"")
        self.store.become(FILES, self._known, known)
        self.store.become(NOTES, dict(self.store.all(NOTES)), self._notes)
        self.store.put(INPUTS, "", inputs)
        self.store.put(INPUTS, OUTPUT, Seal.of((path, one[: PACKED.size]) for path, one in known.items()).packed())
        for kind in SWEPT:
            self.store.sweep(kind)
        self.store.sweep(OF_FILES, known)
        self.store.close(keep=True)

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


def _lock(path: Path, output: Path, *, patient: bool) -> IO[str]:
    handle = path.open("w", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        if not patient:
            handle.close()
            remedy = "wait for it to end"
            raise BuildError("another build is writing this output", file=output, remedy=remedy) from error
        logger.info("Another build is writing this output; this one begins when that has ended.")
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _carry(path: str, folder: Path, output: Path, moved: set[str]) -> None:
    """Move a new file from `folder` to `output`, together with the whole of a folder that is new there (`moved`)."""
    base = ""
    for part in path.split("/")[:-1]:
        base = f"{base}{part}/"
        if base in moved:
            return
        if not os.path.lexists(f"{output}/{base[:-1]}"):
            (folder / base).rename(output / base)
            moved.add(base)
            return
        if not (output / base).is_dir():  # a file stands there: it makes way below
            break
    _make_way(output / path, output)
    (folder / path).replace(output / path)


def _make_way(target: Path, output: Path) -> None:
    """Clear what stands where `target` must go: a file that became a folder, or a folder that became a file."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    for parent in reversed(target.relative_to(output).parents[:-1]):
        if (output / parent).is_file():
            (output / parent).unlink()
    target.parent.mkdir(parents=True, exist_ok=True)


def _drop_empty(output: Path, removed: Iterable[str]) -> None:
    """Remove the folders that lost their last file."""
    for path in sorted({parent for one in removed for parent in (output / one).parents}, reverse=True):
        if output in path.parents and path.is_dir() and not any(path.iterdir()):
            path.rmdir()
