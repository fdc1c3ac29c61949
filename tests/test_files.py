"""Atomic writes: the old content or the new, never half, never a leftover."""

from __future__ import annotations

import os
import stat

import pytest

from oped import files


def test_a_write_makes_folders_and_leaves_nothing_behind(tmp_path):
    """The file is there with its content, in a folder made for it, and no temporary neighbour stays."""
    target = tmp_path / "a" / "b.md"
    files.write(target, "ümlaut\n")
    assert target.read_bytes() == "ümlaut\n".encode()
    assert list(target.parent.iterdir()) == [target]


def test_a_failed_write_keeps_the_old_content(tmp_path, monkeypatch):
    """When the disk refuses, the old file stands and the half-written neighbour is gone."""
    target = tmp_path / "b.md"
    files.write(target, "old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        files.write(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_equal_content_is_not_written(tmp_path):
    """`write_if_different` leaves time stamp and inode of an equal file alone and says so."""
    target = tmp_path / "b.md"
    assert files.write_if_different(target, "one")
    before = target.stat()
    assert not files.write_if_different(target, "one")
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert files.write_if_different(target, "two")
    assert target.read_text() == "two"


def test_parts_are_written_one_by_one(tmp_path):
    """A long file need not be in memory; when its parts fail halfway, the old content stands."""
    target = tmp_path / "b.md"
    files.write(target, (part for part in (b"one ", b"two")))
    assert target.read_bytes() == b"one two"

    def failing():
        yield b"three"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        files.write(target, failing())
    assert target.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_keeps_its_rights(tmp_path):
    """Replacing a file keeps who may read it."""
    target = tmp_path / "b.md"
    target.write_text("one")
    target.chmod(0o640)
    files.write(target, "two")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_every_file_below_a_folder_is_told(tmp_path):
    """Files at any depth by their paths, hidden ones too: an empty folder is none, a link to one is not entered."""
    for path in ("a.txt", "b/c/d.txt", "b/.hidden"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "b")
    assert sorted(files.below(tmp_path)) == ["a.txt", "b/.hidden", "b/c/d.txt", "link"]
