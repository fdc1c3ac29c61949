"""Carrying a site to the folder it is served from."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.chores.carry import MARKER, Differences, carry, compare, refuse_strangers
from oped.chores.publish import to_folder, told
from oped.errors import BuildError

NAMES = st.sampled_from(["index.html", "a", "a/index.html", "a/b/index.html", "c.css", "d/e.json"])
TREES = st.dictionaries(NAMES, st.binary(max_size=4), max_size=5).filter(
    lambda tree: not any(other.startswith(f"{name}/") for name in tree for other in tree)
)


def plant(folder: Path, tree: dict[str, bytes]) -> Path:
    """Write a tree of files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    """Read a tree of files."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@given(before=TREES, after=TREES)
def test_the_target_becomes_the_site(tmp_path_factory: pytest.TempPathFactory, before: dict, after: dict) -> None:
    """Whatever stood there, afterwards the folder holds the site, nothing else, and no empty folders."""
    place = tmp_path_factory.mktemp("carry")
    site, target = plant(place / "site", after), plant(place / "target", before)
    carry(site, target, compare(site, target))
    assert read(target) == after
    assert not [folder for folder in target.rglob("*") if folder.is_dir() and not any(folder.iterdir())]
    assert compare(site, target) == Differences((), (), ())


def test_only_what_differs_is_touched(tmp_path: Path) -> None:
    """A file with the same content keeps its time, whatever the time of the new one."""
    site = plant(tmp_path / "site", {"same.html": b"same", "other.html": b"new"})
    target = plant(tmp_path / "target", {"same.html": b"same", "other.html": b"old", "gone.html": b"x"})
    os.utime(target / "same.html", ns=(1, 1))
    differences = compare(site, target)
    assert differences == Differences((), ("other.html",), ("gone.html",))
    carry(site, target, differences)
    assert (target / "same.html").stat().st_mtime_ns == 1


def test_a_dry_run_shows_everything_and_does_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file that would be added, changed or removed is named; the folder stays as it is."""
    site = plant(tmp_path / "site", {MARKER: b"", "new.html": b"1", "other.html": b"new"})
    target = plant(tmp_path / "target", {MARKER: b"", "other.html": b"old", "gone.html": b"x"})
    before = read(target)
    differences = to_folder(site, target, dry_run=True)
    told(differences, str(target), True, tmp_path / "reports" / "carried.json")
    said = capsys.readouterr().out.split("\n")
    assert {"+ new.html", "~ other.html", "- gone.html", "1 added, 1 changed, 1 removed"} <= set(said)
    assert json.loads((tmp_path / "reports" / "carried.json").read_text("utf-8")) == {
        "to": str(target),
        "dry_run": True,
        "added": ["new.html"],
        "changed": ["other.html"],
        "removed": ["gone.html"],
    }
    assert read(target) == before


def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    """A folder with files and without our marker is never emptied; the message names it and the remedy."""
    site = plant(tmp_path / "site", {"index.html": b"1"})
    target = plant(tmp_path / "home", {"thesis.doc": b"years of work"})
    with pytest.raises(BuildError, match=r"home: this folder holds files .*would be removed: name an empty folder"):
        to_folder(site, target, dry_run=False)
    assert read(target) == {"thesis.doc": b"years of work"}


def test_an_empty_or_missing_folder_and_one_of_ours_are_taken(tmp_path: Path) -> None:
    """The first and every later publishing go without a question; a file in the folder's place is an error."""
    refuse_strangers(tmp_path / "missing")
    refuse_strangers(plant(tmp_path / "empty", {}))
    refuse_strangers(plant(tmp_path / "ours", {MARKER: b"", "index.html": b""}))
    plant(tmp_path, {"file": b""})
    with pytest.raises(BuildError, match="this is a file"):
        refuse_strangers(tmp_path / "file")


def test_hidden_files_at_the_top_are_the_hosts_own(tmp_path: Path) -> None:
    """A `.htaccess` or `.git` beside the site survives publishing."""
    site = plant(tmp_path / "site", {MARKER: b"", "index.html": b"1"})
    target = plant(tmp_path / "target", {MARKER: b"", ".htaccess": b"mine", ".well-known/x": b"mine"})
    carry(site, target, compare(site, target))
    assert read(target).keys() == {MARKER, "index.html", ".htaccess", ".well-known/x"}
