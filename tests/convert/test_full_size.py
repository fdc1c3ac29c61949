"""Bad input at its true size, and files that the system will not give: the page beside them always becomes a post."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from oped.convert.run import run
from oped.errors import InputError
from oped.post import parse

MEGABYTE = 1_000_000


def bodies(posts: Path) -> list[str]:
    """Return the bodies of all posts, longest first."""
    return sorted((parse(path.read_text(encoding="utf-8"), path).body for path in posts.glob("*/*.md")), key=len)[::-1]


def test_one_line_of_fifty_megabytes_is_kept_whole(raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """A line of 50 MB is one paragraph of one post, every character of it, and the page beside it is another."""
    line = "a" * (50 * MEGABYTE)
    (raw / "line.txt").write_text(line, encoding="ascii")
    (raw / "good.txt").write_text(column(1), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    assert (outcome.errors, outcome.created) == ([], 2)
    assert bodies(posts)[0] == line


def test_two_hundred_thousand_short_lines_are_kept_in_order(
    raw: Path, posts: Path, column: Callable[[int], str]
) -> None:
    """A page of 200,000 lines loses none of them: each is a paragraph or, in what it says, furniture."""
    (raw / "lines.txt").write_text("".join(f"{number}\n" for number in range(200_000)), encoding="ascii")
    (raw / "good.txt").write_text(column(2), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    assert (outcome.errors, outcome.created) == ([], 2)
    numbers = [int(one) for one in bodies(posts)[0].split("\n\n")]
    assert numbers == sorted(set(numbers))
    assert len(numbers) >= 150_000


def test_white_space_without_end_is_no_page(raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """Five megabytes of every kind of white space are told as empty, in one line."""
    (raw / "space.txt").write_text(" \t\n\u2003\u00a0\r\n\v\f\u2028" * (MEGABYTE // 2), encoding="utf-8")
    (raw / "good.txt").write_text(column(3), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    assert ["there is no text in it" in str(error) for error in outcome.errors] == [True]
    assert outcome.created == 1


def links(raw: Path) -> None:
    """Make a link that leads nowhere and one that leads to itself."""
    (raw / "lost.txt").symlink_to(raw / "never-was.txt")
    (raw / "loop.txt").symlink_to(raw / "loop.txt")


def locked(raw: Path) -> None:
    """Make two files that nobody may read."""
    for name in ("lost.txt", "loop.txt"):
        (raw / name).write_text("Nobody may read this.\n", encoding="ascii")
        (raw / name).chmod(0)


@pytest.mark.parametrize("make", [links, locked])
def test_a_file_that_cannot_be_read_stops_no_other(
    make: Callable[[Path], None], raw: Path, posts: Path, column: Callable[[int], str]
) -> None:
    """Each is told with its name, the cause and the remedy; exit status 1; the good page is a post, now and later."""
    if make is locked and os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    make(raw)
    (raw / "good.txt").write_text(column(4), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    assert outcome.created == 1
    assert all(isinstance(error, InputError) and error.remedy for error in outcome.errors)
    said = sorted(str(error) for error in outcome.errors)
    assert ["cannot be read" in one for one in said] == [True, True]
    assert [str(raw / name) in one for name, one in zip(("loop.txt", "lost.txt"), said, strict=True)] == [True, True]
    command = [sys.executable, "-m", "oped.convert", "convert", "--raw", str(raw), "--posts", str(posts)]
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    assert len(bodies(posts)) == 1
