"""The posts' folder: which files are there, which post each is, who is writing to it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from oped import files
from oped.convert.grow import Known
from oped.convert.looks import number_of
from oped.convert.opening import opening
from oped.convert.register import Register
from oped.errors import PostError
from oped.model import Kind
from oped.post import Sheet, split

PRIVATE = ".convert"
"""Folder inside the posts' folder for what may be deleted at any time: lock, journal, cache."""


@contextmanager
def claimed(posts: Path) -> Iterator[Path]:
    """Keep every other run out of `posts`, and give the private folder inside it.

    Raises PostError when another run is at work or the folder cannot be written to.
    """
    private = posts / PRIVATE
    try:
        private.mkdir(parents=True, exist_ok=True)
        files.write_if_different(private / ".gitignore", "*\n", durable=False)
        lock = (private / "lock").open("a+", encoding="ascii")
    except OSError as error:
        remedy = "check its rights and the free space, or choose another with --posts"
        raise PostError("the posts cannot be written", file=posts, value=error.strerror, remedy=remedy) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            who = lock.read().strip()
            remedy = "wait until it has finished; nothing was changed"
            raise PostError("another run is writing these posts", file=posts, value=who, remedy=remedy) from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield private


@dataclass(slots=True)
class Shelf:
    """The files of a posts' folder. `paths` are relative, with `/`; `strangers` those that the ledger does not name.

    `seal` is a hash of all paths, in whatever order they were found.
    """

    root: Path
    paths: Register = field(default_factory=Register)
    seal: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    strangers: dict[str, Known] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    errors: list[PostError] = field(default_factory=list)

    @classmethod
    def survey(cls, root: Path) -> Shelf:
        """Return the shelf as it stands, temporary files of a killed run removed."""
        shelf, total = cls(root), 0
        for path in _walk(root, ""):
            shelf.paths.add(path)
            total += number_of(path)
        shelf.seal = f"{total:x}"
        return shelf

    def meet(self, expected: Register) -> None:
        """Read the files that are not `expected`: a post may have been renamed, or written by a person."""
        for path in sorted(one for one in _walk(self.root, "") if one not in expected):
            try:
                _, sheet = self.read(path)
            except PostError as error:
                self.errors.append(error)
                continue
            self.slugs.add(sheet.fields.get("Slug", Path(path).stem))
            known = sheet.fields.get("Id")
            if known is None:
                continue
            if known in self.ids:
                what = f"{self.ids[known]} has the same id"
                remedy = "delete one of them, or the line `Id` of the one that is a new post"
                twice = PostError(what, file=self.root / path, line=sheet.lines["Id"], value=known, remedy=remedy)
                self.errors.append(twice)
            else:
                self.ids[known] = path
                text = opening(part for part in [sheet.body] if part)
                self.strangers[known] = Known(known, text, sheet.fields.get("Kind") == Kind.EXCERPT)

    def clear(self, path: str) -> None:
        """Remove a file that holds nothing: a power cut took what was written, and it can be written again."""
        full = self.root / path
        if path in self.paths and not full.read_bytes().strip(b"\0"):
            full.unlink()
            self.paths.discard(path)

    def read(self, path: str) -> tuple[bytes, Sheet]:
        """Return a post as it stands now, its bytes and what they say. Raises PostError."""
        full = self.root / path
        try:
            content = full.read_bytes()
            return content, split(content.decode("utf-8"), full)
        except (OSError, UnicodeDecodeError) as error:
            raise PostError(
                "the post cannot be read", file=full, value=str(error), remedy="save it as UTF-8"
            ) from error


def _walk(root: Path, under: str) -> Iterator[str]:
    with os.scandir(root / under) as found:
        for one in found:
            if one.name.startswith(files.TEMPORARY):
                Path(one.path).unlink()
            elif one.name.startswith("."):
                continue
            elif one.is_dir():
                yield from _walk(root, f"{under}{one.name}/")
            elif one.name.endswith(".md"):
                yield f"{under}{one.name}"
