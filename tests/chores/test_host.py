"""Carrying a site to another machine: rsync itself, with a folder of this machine in the place of `HOST:FOLDER`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.chores.carry import MARKER, Differences
from oped.chores.host import REMOTE, compare_there
from oped.chores.publish import to_host
from oped.errors import BuildError

rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not on this machine")
NAMES = st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "c.css", "d/e.json", "s p/ä “x”.txt", "- x"])
TREES = st.dictionaries(NAMES, st.binary(max_size=4), max_size=6)


def plant(folder: Path, tree: dict[str, bytes]) -> Path:
    """Write a tree of files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    """Read a tree of files."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@rsync
@given(before=TREES, after=TREES)
def test_the_place_becomes_the_site(tmp_path_factory: pytest.TempPathFactory, before: dict, after: dict) -> None:
    """Whatever a former site left there, afterwards the place holds the site; what is told is what differs."""
    folder = tmp_path_factory.mktemp("host")
    after, before = {MARKER: b"", **after}, {MARKER: b"", **before}
    site, place = plant(folder / "site", after), plant(folder / "place", before)
    told = to_host(site, str(place), dry_run=True)
    assert read(place) == before
    assert told == Differences(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(name for name in after.keys() & before.keys() if after[name] != before[name])),
        tuple(sorted(before.keys() - after.keys())),
    )
    assert to_host(site, str(place), dry_run=False) == told
    assert read(place) == after
    assert compare_there(site, str(place)) == Differences((), (), ())


@rsync
def test_only_what_differs_is_sent(tmp_path: Path) -> None:
    """A file with the same content keeps its time; the host's own hidden files stay; a missing folder is made."""
    site = plant(tmp_path / "site", {MARKER: b"", "same.html": b"same", "other.html": b"new"})
    to_host(site, str(tmp_path / "new"), dry_run=False)
    assert read(tmp_path / "new") == read(site)
    place = plant(tmp_path / "place", {MARKER: b"", ".htaccess": b"mine", "same.html": b"same", "gone.html": b"x"})
    os.utime(place / "same.html", ns=(1, 1))
    assert to_host(site, str(place), dry_run=False) == Differences(("other.html",), (), ("gone.html",))
    assert (place / "same.html").stat().st_mtime_ns == 1
    assert read(place) == {**read(site), ".htaccess": b"mine"}


@rsync
def test_it_goes_over_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the shell that leads to a host, rsync is on both ends; one that leads nowhere is told in one line."""
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\nshift\nexec "$@"\n', encoding="utf-8")  # its host is this machine
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    site = plant(tmp_path / "site", {MARKER: b"", "index.html": b"1", "a/index.html": b"2"})
    place = plant(tmp_path / "place", {MARKER: b"", "gone/index.html": b"0", "index.html": b"0"})
    told = to_host(site, f"host:{place}", dry_run=False)
    assert told == Differences(("a/index.html",), ("index.html",), ("gone/index.html",))
    assert read(place) == read(site)
    monkeypatch.setenv("RSYNC_RSH", "false")
    with pytest.raises(BuildError, match=r"nowhere\.example:www: rsync"):
        to_host(site, "nowhere.example:www", dry_run=False)


@rsync
def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    """A mistyped folder is never emptied, on a host as little as here."""
    site = plant(tmp_path / "site", {MARKER: b"", "index.html": b"1"})
    home = plant(tmp_path / "home", {"thesis.doc": b"years of work"})
    with pytest.raises(BuildError, match=r"home: this folder holds files .*would be removed: name an empty folder"):
        to_host(site, str(home), dry_run=False)
    assert read(home) == {"thesis.doc": b"years of work"}


@rsync
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The reason that rsync gives is said in one line, with the place."""
    site = plant(tmp_path / "site", {MARKER: b"", "index.html": b"1"})
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(BuildError, match="file/www: rsync"):
        to_host(site, str(file / "www"), dry_run=False)


def test_without_rsync_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without rsync says so, and what to do instead."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match=r"rsync is not on this machine .*: install it, or leave out --to"):
        to_host(tmp_path, "host:/var/www", dry_run=False)


@pytest.mark.parametrize(
    ("place", "remote"),
    [("host:/var/www", True), ("me@host.example:www", True), ("/var/www", False), ("-e sh:x", False), ("a/b:c", False)],
)
def test_a_place_on_another_machine_is_told_from_a_folder(place: str, remote: bool) -> None:
    """`HOST:` and `USER@HOST:` are other machines; nothing that rsync would take for an option is."""
    assert bool(REMOTE.match(place)) is remote
