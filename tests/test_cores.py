"""Work on all cores: every job is done once, results keep their order, errors come home."""

from __future__ import annotations

import fcntl
import os
import select
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oped import cores
from oped.errors import BuildError


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few jobs be worth a process, and this one fork although the test runner has threads."""
    monkeypatch.setattr(cores, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(cores, "_alone", lambda: True)


@settings(max_examples=20, deadline=None)
@given(count=st.integers(0, 60), workers=st.integers(1, 4), portions=st.sampled_from([1, 3, 2048]))
def test_every_job_is_done_once(count: int, workers: int, portions: int) -> None:
    """What each job returned stands at its place, however many processes did them, in whatever portions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cores, "PORTIONS", portions)
        results = cores.do([partial(pow, number, 2) for number in range(count)], workers)
    assert results == [number * number for number in range(count)]


def test_work_goes_on_meanwhile(tmp_path: Path) -> None:
    """Other processes do jobs while this one does something else; a job that waits for it shows it."""
    os.mkfifo(tmp_path / "fifo")
    crew = cores.Crew([(tmp_path / "fifo").read_text, partial(str, "free")], 2)
    (tmp_path / "fifo").write_text("meanwhile")  # returns once the other process reads
    assert crew.finish() == ["meanwhile", "free"]


@pytest.mark.parametrize("workers", [1, 3])
def test_an_error_comes_home(workers: int) -> None:
    """An error of any job is raised here with its words, whichever process met it."""

    def fail() -> None:
        raise BuildError("no ink", value="7", remedy="buy some")

    with pytest.raises(BuildError, match="no ink"):
        cores.do([*[int] * 20, fail, *[int] * 20], workers)


def test_an_error_that_cannot_travel(tmp_path: Path) -> None:
    """An error that pickle cannot carry comes as its words."""

    class Odd(Exception):
        """Local to this test, so that no other process can find it."""

    def fail() -> None:
        if os.getpid() != here:
            (tmp_path / "fifo").read_text()
            raise Odd("words")

    here = os.getpid()
    os.mkfifo(tmp_path / "fifo")
    crew = cores.Crew([fail] * 2, 2)
    (tmp_path / "fifo").write_text("go")  # returns once the other process has begun
    with pytest.raises(RuntimeError, match="Odd: words"):
        crew.finish()


def test_a_killed_process_is_noticed(tmp_path: Path) -> None:
    """A process that the system ends is an error, not a missing page."""

    def die() -> None:
        if os.getpid() != here:
            (tmp_path / "fifo").read_text()
            os._exit(9)

    here = os.getpid()
    os.mkfifo(tmp_path / "fifo")
    crew = cores.Crew([die] * 2, 2)
    (tmp_path / "fifo").write_text("go")
    with pytest.raises(RuntimeError, match="was killed"):
        crew.finish()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
def test_no_room_for_what_was_found_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process cannot write what it found, the error names the folder and what to do."""
    monkeypatch.setattr(cores.tempfile, "TemporaryFile", partial(open, "/dev/full", "r+b"))
    os.mkfifo(tmp_path / "fifo")
    crew = cores.Crew([(tmp_path / "fifo").read_text, partial(str, "free")], 2)
    (tmp_path / "fifo").write_text("found")
    with pytest.raises(BuildError, match=r"could not be kept.*TMPDIR"):
        crew.finish()


def test_a_stopped_crew_does_no_more(tmp_path: Path) -> None:
    """`stop` ends the others, and nothing is left of them."""
    os.mkfifo(tmp_path / "fifo")
    crew = cores.Crew([(tmp_path / "fifo").read_text] * 2, 2)
    (child,) = crew.children
    crew.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(child.id, 0)


def test_the_next_portion_has_begun_while_one_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What portions gave comes in order; a job of the second waits for what is done between the two, and gets it."""
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    os.mkfifo(tmp_path / "fifo")
    found = cores.in_turn([[partial(str, 1), partial(str, 2)], [(tmp_path / "fifo").read_text, partial(str, 3)], []])
    assert next(found) == ["1", "2"]
    (tmp_path / "fifo").write_text("met")  # blocks until somebody reads there
    assert list(found) == [["met", "3"], []]


def test_portions_that_nobody_wants_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops looking stops the others too: the job that would wait for ever is gone."""
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    os.mkfifo(tmp_path / "fifo")
    crews: list[cores.Crew] = []
    begin = cores.Crew
    monkeypatch.setattr(cores, "Crew", lambda jobs: crews.append(begin(jobs)) or crews[-1])
    found = cores.in_turn([[partial(str, 1)], [(tmp_path / "fifo").read_text] * 2])
    next(found)
    (child,) = crews[1].children
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child.id, 0)


def test_one_job_apart(tmp_path: Path) -> None:
    """A job apart is done while this process goes on, and what it returned is taken here."""
    taken: list[object] = []
    os.mkfifo(tmp_path / "fifo")
    crew = cores.apart((tmp_path / "fifo").read_text, taken.append)
    (tmp_path / "fifo").write_text("meanwhile")
    crew.finish()
    assert taken == ["meanwhile"]


def test_a_crew_takes_no_core_that_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a job apart no process is started on two cores; once that job is done, one joins the crew at work."""
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    monkeypatch.setattr(cores, "PORTIONS", 20)
    for name in ("end", "met"):
        os.mkfifo(tmp_path / name)
    aside = cores.apart((tmp_path / "end").read_text)
    (child,) = aside.children

    def end() -> int:
        (tmp_path / "end").write_text("now")
        select.select([child.ended], [], [])
        return os.getpid()

    def meet() -> int:
        """Wait for another process: `read_text` returns only if somebody writes meanwhile."""
        if os.getpid() == here:
            (tmp_path / "met").read_text()
        else:
            (tmp_path / "met").write_text("here")
        return os.getpid()

    here = os.getpid()
    found = cores.do([*[os.getpid] * 4, end, meet, meet])
    aside.finish()
    assert set(found[:5]) == {here}
    assert len(set(found[5:])) == 2


LONG = """
import fcntl, sys, time
from oped import cores
cores._alone = lambda: True
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)

def long():
    print("begun", flush=True)
    time.sleep(60)

crew = cores.apart(long, print)
time.sleep(60)
"""


def test_nobody_works_for_a_killed_process(tmp_path: Path) -> None:
    """Whoever was started for a build ends with it even in the midst of a job, and gives its lock free."""
    builder = subprocess.Popen([sys.executable, "-c", LONG, tmp_path / "lock"], stdout=subprocess.PIPE)
    assert builder.stdout
    assert builder.stdout.readline() == b"begun\n"
    with (tmp_path / "lock").open() as lock:
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        builder.kill()
        builder.communicate(timeout=30)  # until nobody is left to write
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
