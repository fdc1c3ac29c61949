"""Whole-process figures of one command: wall and CPU seconds, peak memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.1
"""Seconds between two looks at the processes."""
KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds of wall clock and of CPU (children included), peak memory in megabytes.

    `files` and `size` (megabytes) are what it left in its folder, `written` the files among them that it wrote.
    """

    wall: float
    cpu: float
    memory: float
    files: int = 0
    written: int = 0
    size: float = 0.0


def run(command: Sequence[str], cwd: Path, made: Path | None = None, env: Mapping[str, str] | None = None) -> Run:
    """Run `command` to its end and return its figures; `made` is the folder that it writes.

    Raises RuntimeError with the command's own last words when it fails: a figure of a failed run means nothing.
    """
    with tempfile.TemporaryFile() as said:
        started, moment = time.perf_counter(), time.time_ns()
        child = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=said, stderr=said)
        memory = Memory(child.pid)
        memory.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        memory.stop()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")
            raise RuntimeError(f"{' '.join(command)} failed with {child.returncode}:\n{words[-2000:]}")
    files, written, size = measure(made, moment) if made else (0, 0, 0.0)
    return Run(wall, usage.ru_utime + usage.ru_stime, memory.peak or _largest(usage.ru_maxrss), files, written, size)


def measure(folder: Path, moment: int) -> tuple[int, int, float]:
    """Return how many files a folder holds, how many were written since `moment` (ns), and their megabytes in all."""
    found = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return len(found), sum(one.st_mtime_ns >= moment for one in found), sum(one.st_size for one in found) / 1e6


class Memory(threading.Thread):
    """Watches a process and its children, and keeps the most that they held at once: `peak`, megabytes.

    Forked processes share pages, so each page counts once (Linux's proportional share). Taking that takes milliseconds
    from the process, so it is only asked for while the plain sum is above what is known. Nothing where there is no
    `/proc`.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0.0
        self._end = threading.Event()

    def run(self) -> None:
        """Look again and again until the process has ended."""
        while not self._end.is_set():
            family = list(_family(self.root))
            alone = max((_status(one, "VmHWM:") for one in family[:1]), default=0.0)  # its own peak, between two looks
            self.peak = max(self.peak, alone)
            if sum(_status(one, "VmRSS:") for one in family) > self.peak * 1.01:
                self.peak = max(self.peak, sum(map(_share, family)))
            self._end.wait(EVERY)

    def stop(self) -> None:
        """End watching."""
        self._end.set()
        self.join()


def _family(root: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield root
    with suppress(OSError):
        for task in (PROC / str(root) / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _status(process: int, word: str) -> float:
    """Return megabytes from a line of a process's status; 0 when it has ended."""
    return _sum(PROC / str(process) / "status", word)


def _share(process: int) -> float:
    return _sum(PROC / str(process) / "smaps_rollup", "Pss:")


def _sum(path: Path, word: str) -> float:
    with suppress(OSError, ValueError):
        for line in path.read_text().splitlines():
            if line.startswith(word):
                return int(line.split()[1]) * KILOBYTE / 1e6
    return 0.0


def _largest(resident: int) -> float:
    """Return the largest process's peak in megabytes, as the system counts it: the best there is without `/proc`."""
    return resident * (1 if sys.platform == "darwin" else KILOBYTE) / 1e6
