"""Carrying a built site to another machine with rsync: what differs by content, in the order of `carry`."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from oped.chores.carry import MARKER, Differences
from oped.errors import BuildError

REMOTE = re.compile(r"(?:[\w.-]+@)?\w[\w.-]*:")
"""How a place on another machine begins: `HOST:` or `USER@HOST:`."""
KEPT = "--filter=protect /.*"
"""Hidden files at the top are the host's own."""
MISSING = "No such file or directory"
DELETING = "*deleting"
NEW = "+++"


def compare_there(site: Path, place: str) -> Differences:
    """Return what it takes to make `HOST:FOLDER` equal to `site`, by content.

    Raises BuildError when rsync is not here, cannot reach the place, or finds files there that are no site of ours.
    """
    if not shutil.which("rsync"):
        raise BuildError(
            "rsync is not on this machine", value=place, remedy="install it, or leave out --to and upload the folder"
        )
    _refuse_strangers(place)
    looked = ["--recursive", "--checksum", "--delete", "--dry-run", "--out-format=\t%i\t%n", KEPT]
    said = _rsync([*looked, f"{site}/", _inside(place)], place)
    found: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
    for line in said.split("\n"):
        _, what, path = line.split("\t", 2) if line.startswith("\t") else ("", "", "")  # it says other things too
        if path and not path.endswith("/"):
            kind = "removed" if what.startswith(DELETING) else "added" if NEW in what else "changed"
            found[kind].append(path)
    return Differences(**{kind: tuple(sorted(paths)) for kind, paths in found.items()})


def carry_there(site: Path, place: str, differences: Differences) -> None:
    """Make `HOST:FOLDER` equal to `site`: pages come last among what is sent, and removals after all.

    rsync replaces each file in one step; a run that is cut off leaves whole files, and the next one finishes.
    """
    written = [*differences.added, *differences.changed]
    pages = [path for path in written if path.endswith(".html")]
    for paths in (sorted(set(written) - set(pages)), sorted(pages)):
        if paths:
            _rsync(["--checksum", "--from0", "--files-from=-", f"{site}/", _inside(place)], place, paths)
    if differences.removed:
        removing = ["--recursive", "--delete", "--existing", "--ignore-existing"]
        _rsync([*removing, KEPT, f"{site}/", _inside(place)], place)


def _inside(place: str) -> str:
    """Return a place so that rsync cannot take it for a file's new name.

    >>> _inside("host:www"), _inside("host:")
    ('host:www/', 'host:./')
    """
    return f"{place}./" if place.endswith(":") else f"{place.rstrip('/')}/"


def _refuse_strangers(place: str) -> None:
    """Raise BuildError when the folder there holds files and no site of ours, for carrying would remove them."""
    try:
        said = _rsync(["--list-only", _inside(place)], place)
    except BuildError as error:
        if MISSING in str(error):
            return
        raise
    names = {line.split(maxsplit=4)[-1] for line in said.splitlines()} - {"."}
    if names and MARKER not in names:
        raise BuildError(
            "this folder holds files that are no archive of ours, and they would be removed",
            file=place,
            remedy=f"name an empty folder, or put an empty file {MARKER} into this one if its contents may go",
        )


def _rsync(options: Sequence[str], place: str, paths: Iterable[str] = ()) -> str:
    """Run rsync, with `paths` on its input, and return what it said. Raises BuildError with its own words."""
    command = ["rsync", "--8-bit-output", *options]
    told = "".join(f"{path}\0" for path in paths)
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False, errors="surrogateescape")  # noqa: S603 - ours
    if done.returncode:
        words = done.stderr.strip().splitlines() or [f"rsync ended with {done.returncode}"]
        raise BuildError(words[0], file=place, remedy="check the address, your key and the folder's rights")
    return done.stdout
