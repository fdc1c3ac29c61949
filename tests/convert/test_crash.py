"""Killed at any moment, on a full disk, two at once: no half post, no lost edit, and the next run finishes the work.

A child process runs the converter. Python's audit events tell it of each file that is opened for writing, renamed or
removed; at the chosen one it kills itself, so that every moment between two changes of the disk is tried.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from oped.convert.run import run
from oped.convert.shelf import PRIVATE
from oped.files import TEMPORARY

CHILD = """
import os, signal, sys
from pathlib import Path
from oped.convert.run import run

left = int(sys.argv[3])

def count(event, arguments):
    global left
    writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
outcome = run(Path(sys.argv[1]), Path(sys.argv[2]), workers=1)
sys.exit(1 if outcome.errors else 0)
"""
PLUGINS = str(Path(__file__).parents[2] / "plugins")


def child(raw: Path, posts: Path, moment: int, **options) -> subprocess.CompletedProcess[str]:
    """Run the converter in a process that kills itself at the given file operation (0: never)."""
    command = [sys.executable, "-c", CHILD, str(raw), str(posts), str(moment)]
    return subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": PLUGINS, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **options,
    )


def files_of(posts: Path) -> dict[str, bytes]:
    """Return posts and ledger, by relative path."""
    found = [path for path in posts.rglob("*") if path.is_file() and PRIVATE not in path.parts]
    return {path.relative_to(posts).as_posix(): path.read_bytes() for path in found}


def check_whole(posts: Path, before: Path, after: Path) -> None:
    """See that every file is as it was before or as it should be after: nothing half, nothing in between."""
    was, will = files_of(before), files_of(after)
    for name, content in files_of(posts).items():
        assert Path(name).name.startswith(TEMPORARY) or content in (was.get(name), will.get(name)), name


@pytest.fixture
def scene(raw, tmp_path, column):
    """Return `(raw, before, after)`: posts with edits before new pages come, and what a calm run makes of them."""
    before, after = tmp_path / "before", tmp_path / "after"
    for number in range(4):
        (raw / f"{number}.txt").write_text(column(number))
    (raw / "4.txt").write_text(" ".join(column(5).split()[:40]) + "\n")
    run(raw, before, workers=1)
    paths = sorted(before.rglob("*.md"))
    edited = paths[0].read_text().replace("Kind:", "Standfirst: by hand\nKind:")
    paths[0].write_text(edited)
    paths[1].unlink()
    (raw / "5.txt").write_text(column(5))
    (raw / "6.txt").write_text(column(6))
    (raw / "7.txt").write_text(column(0))
    shutil.copytree(before, after)
    assert run(raw, after, workers=1).errors == []
    return raw, before, after


def test_killed_at_any_moment_the_next_run_finishes(scene, tmp_path):
    """For every file operation of a run: kill it there; what is on disk is whole; the next run ends as a calm one."""
    raw, before, after = scene
    moment, ended = 0, False
    while not ended:
        moment += 1
        posts = tmp_path / f"killed-{moment}"
        shutil.copytree(before, posts)
        ended = child(raw, posts, moment).returncode != -signal.SIGKILL
        check_whole(posts, before, after)
        assert run(raw, posts, workers=1).errors == []
        assert files_of(posts) == files_of(after), f"killed at file operation {moment}"
        shutil.rmtree(posts)
    assert moment > 20


def test_killed_again_and_again_it_still_gets_there(scene, tmp_path):
    """A run that is killed at random, many times in a row, still ends as a calm one."""
    raw, before, after = scene
    chance = random.Random(1)
    posts = tmp_path / "killed"
    shutil.copytree(before, posts)
    for _ in range(8):
        child(raw, posts, chance.randrange(2, 40))
        check_whole(posts, before, after)
    assert run(raw, posts, workers=1).errors == []
    assert files_of(posts) == files_of(after)


@pytest.mark.parametrize("limit", [0, 500, 1000, 2000, 4000, 8000])
def test_a_full_disk_is_named_and_harms_nothing(scene, tmp_path, limit):
    """No file can grow past `limit` bytes: the run fails with a message, nothing is lost, the next one finishes."""
    raw, before, after = scene
    posts = tmp_path / "full"
    shutil.copytree(before, posts)
    result = child(raw, posts, 0, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert result.returncode in (0, 1), result.stderr
    assert "Traceback" not in result.stderr
    check_whole(posts, before, after)
    assert run(raw, posts, workers=1).errors == []
    assert files_of(posts) == files_of(after)


def test_a_full_disk_has_a_message(scene, tmp_path):
    """The command line says in one line what is wrong and what to do, and ends with 1."""
    raw, before, _ = scene
    posts = tmp_path / "full"
    shutil.copytree(before, posts)
    result = subprocess.run(
        [sys.executable, "-m", "oped.convert", "convert", "--raw", str(raw), "--posts", str(posts), "--jobs", "1"],
        env={**os.environ, "PYTHONPATH": PLUGINS, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"error: {posts}: writing failed ('File too large'): free some space" in result.stderr


def test_two_runs_at_once_end_as_one(scene, tmp_path):
    """Started together, one does the work; the other does nothing, says so, or finds it done."""
    raw, before, after = scene
    posts = tmp_path / "both"
    shutil.copytree(before, posts)
    command = [sys.executable, "-m", "oped.convert", "convert", "--raw", str(raw), "--posts", str(posts), "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": PLUGINS}
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    results = [(*process.communicate(timeout=120), process.returncode) for process in both]
    assert min(status for *_, status in results) == 0
    for _, stderr, status in results:
        assert status == 0 or "another run is writing these posts" in stderr
    assert files_of(posts) == files_of(after)
