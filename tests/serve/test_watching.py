"""Which saved files call for a new build."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from watchfiles import Change

from oped.serve.watching import MARGIN, Sources, is_older, saved


@pytest.mark.parametrize(
    "path",
    ["/a/raw/2026.txt", "/a/raw/page", "/a/posts/2019/x.md", "/a/theme/static/icon.svg", "/a/pelicanconf.py"],
)
def test_sources_are_let_through(path: str) -> None:
    """Pages of any ending, posts, pictures and settings call for a build."""
    assert Sources([Path("/a/output")])(Change.modified, path)


@pytest.mark.parametrize(
    "path",
    [
        "/a/posts/ledger.jsonl",
        "/a/posts/addresses.tsv",
        "/a/posts/2019/.tmp-0f3a",
        "/a/posts/.2019.md.swp",
        "/a/posts/x.md~",
        "/a/content/.cache/state",
        "/a/plugins/oped/__pycache__/x.pyc",
        "/a/output/index.html",
    ],
)
def test_what_programs_leave_behind_is_not(path: str) -> None:
    """Swap files, caches, the ledger and the site itself never start a build, so builds do not chase one another."""
    assert not Sources([Path("/a/output")])(Change.modified, path)


def test_renaming_an_old_file_is_news(tmp_path: Path) -> None:
    """A file with an old time that is moved into place is newer than the build before; a removed one is not older."""
    file = tmp_path / "old"
    file.touch()
    os.utime(file, ns=(1, 1))
    assert is_older(file, time.time_ns() + 2 * MARGIN)
    assert not is_older(file.rename(tmp_path / "moved"), time.time_ns())
    assert not is_older(file, time.time_ns())


def test_nothing_is_missed_from_the_first_answer_on(tmp_path: Path) -> None:
    """What is saved while nobody asks, as during the first build, comes when somebody does."""
    batches = saved([tmp_path], [tmp_path / "made"])
    next(batches)
    (tmp_path / "early.md").touch()
    found: set[Path] = set()
    while tmp_path / "early.md" not in found:
        found |= next(batches)
