"""The output changes as one transaction, in exactly the files that differ."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.errors import BuildError
from oped.rebuild import staging as building
from oped.rebuild.staging import MARKER, Staging
from oped.rebuild.stamps import Seal, seal, stamps

NAMES = st.sampled_from(["a", "b", "c/a", "c/b", "c/d/e", "b/x", "index.html", "c"])
TREES = st.dictionaries(NAMES, st.binary(max_size=3), max_size=6).filter(
    lambda tree: not any(f"{name}/" in other for name in tree for other in tree if other.startswith(f"{name}/"))
)


def fill(folder: Path, tree: dict[str, bytes]) -> None:
    """Write `tree` into `folder`."""
    for name, data in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def contents(folder: Path) -> dict[str, bytes]:
    """Read every published file of `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


@given(before=TREES, after=TREES)
def test_output_becomes_what_was_built(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """The output equals the build, nothing is left over, and the report names every difference."""
    output = tmp_path_factory.mktemp("site") / "output"
    for tree in (before, after):
        staging = Staging.begin(output)
        fill(staging.folder, tree)
        report = staging.commit()
        assert contents(output) == tree
        assert not staging.folder.exists()
    assert set(report.added) == after.keys() - before.keys()
    assert set(report.removed) == before.keys() - after.keys()
    assert set(report.changed) == {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert all(folder.name == "output" or any(folder.iterdir()) for folder in output.rglob("*") if folder.is_dir())


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    """A file with the same bytes keeps its inode and time."""
    output = tmp_path / "output"
    seen = []
    for _ in range(2):
        staging = Staging.begin(output)
        fill(staging.folder, {"page": b"same"})
        staging.commit()
        seen.append((output / "page").stat())
    assert (seen[0].st_ino, seen[0].st_mtime_ns) == (seen[1].st_ino, seen[1].st_mtime_ns)


def test_an_abandoned_build_changes_nothing(tmp_path: Path) -> None:
    """A build that never commits leaves the last good output, and the next one starts clean."""
    output = tmp_path / "output"
    first = Staging.begin(output)
    fill(first.folder, {"page": b"good"})
    first.commit()
    broken = Staging.begin(output)
    fill(broken.folder, {"page": b"bad", "other": b"bad"})
    broken.lock.close()
    assert contents(output) == {"page": b"good"}
    again = Staging.begin(output)
    fill(again.folder, {"page": b"better"})
    again.commit()
    assert contents(output) == {"page": b"better"}


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """A second build of the same output stops with a clear message."""
    first = Staging.begin(tmp_path / "output")
    with pytest.raises(BuildError, match="another build is writing this output: wait for it to end"):
        Staging.begin(tmp_path / "output")
    first.commit()


def test_a_patient_build_waits_for_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that it waits, and begins when the other has ended."""
    first, waits = Staging.begin(tmp_path / "output"), threading.Event()
    monkeypatch.setattr(building.logger, "info", lambda _: waits.set())
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(lambda: Staging.begin(tmp_path / "output", patient=True).abandon())
        assert waits.wait(30)
        assert not second.done()
        first.abandon()
        second.result(30)


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """Somebody's own files are never pruned: the build stops before it writes."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="holds files that no build of ours put there: choose an empty folder"):
        Staging.begin(tmp_path)
    assert contents(tmp_path) == {"thesis.txt": b"mine"}


def test_kept_names_and_dot_files_survive(tmp_path: Path) -> None:
    """Files for the host (`.git`, `CNAME`) stay although no build makes them."""
    output = tmp_path / "output"
    Staging.begin(output).commit()
    fill(output, {".git/config": b"x", "CNAME": b"y", "old.html": b"z"})
    Staging.begin(output, keep=["CNAME"]).commit()
    assert contents(output) == {".git/config": b"x", "CNAME": b"y"}


def test_an_output_that_cannot_be_made_is_a_clear_message(tmp_path: Path) -> None:
    """A place where no folder can be made gives cause and remedy."""
    (tmp_path / "file").touch()
    with pytest.raises(BuildError, match=r"cannot be written .*: check its rights"):
        Staging.begin(tmp_path / "file" / "output")


@given(tree=TREES, how=st.sampled_from(["nothing", "edit", "add", "remove"]))
def test_a_seal_tells_one_tree_from_another(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[str, bytes], how: str
) -> None:
    """The seal over folders read on all cores is that of the files one by one, and any touch breaks it."""
    folder = tmp_path_factory.mktemp("sealed")
    fill(folder, {**tree, "z/deep/er": b"1", ".hidden": b"1"})
    before = seal(folder, lambda path: path.startswith("."))
    if how == "edit":
        (folder / "z/deep/er").write_bytes(b"22")
    elif how == "add":
        (folder / "z/more").touch()
    elif how == "remove":
        (folder / "z/deep/er").unlink()
    (folder / ".hidden").write_bytes(b"whatever")
    one_by_one = Seal.of((path, stamp.packed()) for path, stamp in stamps(folder) if not path.startswith("."))
    after = seal(folder, lambda path: path.startswith("."))
    assert after == one_by_one
    assert (after == before) == (how == "nothing")
