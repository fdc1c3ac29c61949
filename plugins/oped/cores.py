"""Work done on all cores: the process is forked where everything is known, so that nothing has to be handed over."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

WORTH_A_PROCESS = 100
"""Jobs; fewer are done sooner than a process is started."""

Job = Callable[[], None]


def do(jobs: Sequence[Job], workers: int | None = None) -> None:
    """Do every job, each in one of `workers` processes (as many as there are cores): what it leaves is on the disk.

    Raises the first error of any process; the others then stop after the job they are at.
    """
    count = min(workers or _cores(), len(jobs) // WORTH_A_PROCESS)
    if count < 2 or not _alone():
        for job in jobs:
            job()
        return
    gc.freeze()  # pages of memory that nobody writes to are shared
    try:
        children = [_start(jobs, number, count) for number in range(1, count)]
        try:
            for job in jobs[::count]:
                job()
        finally:
            errors = [error for child in children if (error := _end(*child))]
    finally:
        gc.unfreeze()
    if errors:
        raise errors[0]


def _start(jobs: Sequence[Job], number: int, count: int) -> tuple[int, int]:
    """Fork a process that does every `count`th job from `number` on; return its id and where it tells its error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    status = 0
    try:
        for job in jobs[number::count]:
            job()
    except BaseException as error:
        status = 1
        os.write(writing, _packed(error))
    finally:
        os._exit(status)


def _end(child: int, reading: int) -> BaseException | None:
    """Wait for a process and return its error."""
    with open(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if told:
        error: BaseException = pickle.loads(told)  # noqa: S301 - our own child wrote it
        return error
    return RuntimeError(f"a process of this build was killed (status {status})") if status else None


def _packed(error: BaseException) -> bytes:
    try:
        data = pickle.dumps(error)
        pickle.loads(data)  # noqa: S301 - our own; some errors go in but do not come out
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _alone() -> bool:
    """Tell whether this process has one thread and may fork: a lock that another holds would stay held for ever."""
    tasks = Path("/proc/self/task")
    threads = len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()
    return hasattr(os, "fork") and threads == 1
