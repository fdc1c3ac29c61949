"""Work done on all cores: the process is forked where everything is known, so that nothing has to be handed over.

No more processes work than there are cores: each would hold memory of its own and win no time. While a job apart is
done, its core is taken; once it has ended, a crew at work takes on another process.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any, NamedTuple

from oped.errors import BuildError

WORTH_A_PROCESS = 100
"""Jobs; fewer are done sooner than a process is started."""
PORTIONS = 2048
"""Parts that the jobs are drawn in; as many numbers of four bytes fit into a pipe on every system."""
GLANCE = 0.1
"""Seconds after which a started process looks again whether the one that it works for is still there."""
UNTOLD = 75
"""Exit status of a process that could not write what it found."""

Job = Callable[[], Any]
Take = Callable[[Any], None]


class Child(NamedTuple):
    """A process that works: its id, where it tells what it found, and a pipe that ends when it does."""

    id: int
    told: IO[bytes]
    ended: int

    def works(self) -> bool:
        """Tell whether it is still there."""
        return not select.select([self.ended], [], [], 0)[0]

    def close(self) -> None:
        """Forget it: it has ended, and what it told has been read."""
        self.told.close()
        os.close(self.ended)


_apart: list[Child] = []
"""Who does jobs apart."""


def apart(job: Job, take: Take | None = None) -> Crew:
    """Have one job done by another process while this one goes on; `finish` returns its result first.

    It is given to `take` as well, unless it is None.

    The second job of the crew stands for what this process does meanwhile: two processes for two jobs. Where none can
    be started, `finish` does both.
    """

    def given(result: Any) -> None:  # noqa: ANN401 - whatever the job returns
        if take and result is not None:
            take(result)

    crew = Crew([job, _nothing], 2, 1, given)
    _apart.extend(crew.children)
    return crew


def _nothing() -> None:
    """Do nothing: the job is done, or is what this process does anyway."""


def do(jobs: Sequence[Job], workers: int | None = None) -> list[Any]:
    """Do every job on all cores and return what each returned. Raises the first error of any."""
    return Crew(jobs, workers).finish()


def in_turn(portions: Iterable[Sequence[Job]]) -> Iterator[list[Any]]:
    """Yield what the jobs of each portion returned. While that is looked at, others have begun with the next portion.

    Raises the first error of any.
    """
    done: list[Any] | None = None
    for jobs in portions:
        crew = Crew(jobs)
        if done is not None:
            try:
                yield done
            except BaseException:
                crew.stop()
                raise
        done = crew.finish()
    if done is not None:
        yield done


class Crew:
    """Jobs that other processes have begun to do, while this one may do something else and then `finish` with them.

    A job leaves its work on the disk, or returns something that can be pickled. Who is free draws the next jobs.
    """

    def __init__(
        self, jobs: Sequence[Job], workers: int | None = None, worth: int = 0, take: Take | None = None
    ) -> None:
        """Start as many processes as are worth it; with this one `workers`, by default one for each core that is free.

        A process is started for `worth` jobs, by default `WORTH_A_PROCESS`. As the crew finishes, `take` is given each
        result.
        """
        self._jobs, self._take = list(jobs), take
        self._results: dict[int, Any] = {}
        self.children: list[Child] = []
        self._workers = workers
        self._most = min(workers or _cores(), len(jobs) // (worth or WORTH_A_PROCESS)) if _alone() else 1
        self._portion = -(-len(jobs) // PORTIONS) or 1
        self._drawn = _filled_pipe(range(0, len(jobs), self._portion))
        self._grow()

    def _grow(self) -> None:
        """Start the processes that are worth it and have a core to work on."""
        while len(self.children) + 1 < min(self._most, self._workers or _cores() - sum(one.works() for one in _apart)):
            gc.freeze()  # what is known by now is shared, and nobody looks there for cycles until all is done
            self.children.append(self._start())

    def finish(self) -> list[Any]:
        """Do what nobody has begun, wait for the others, and return what each job returned.

        Raises the first error of any process; the others then stop after the jobs they are at.
        """
        try:
            self._work()
        except BaseException:
            self.stop()
            raise
        children = self._dismissed()
        errors = [error for child in children if (error := self._end(child))]
        if errors:
            raise errors[0]
        results = [self._results.get(number) for number in range(len(self._jobs))]
        if self._take:
            for result in results:
                self._take(result)
        return results

    def stop(self) -> None:
        """End the other processes at once, whatever they are at: this one has failed."""
        for child in self._dismissed():
            os.kill(child.id, signal.SIGKILL)
            os.waitpid(child.id, 0)
            child.close()

    def _dismissed(self) -> list[Child]:
        """Return the other processes: there is nothing more for them to begin."""
        children, self.children = self.children, []
        _apart[:] = [one for one in _apart if one not in children]
        os.close(self._drawn)
        gc.unfreeze()
        return children

    def _work(self) -> None:
        for start in _numbers(self._drawn):
            self._grow()
            for number in range(start, min(start + self._portion, len(self._jobs))):
                result = self._jobs[number]()
                self._jobs[number] = _nothing  # a job may hold much that nobody needs once it is done
                if result is not None:
                    self._results[number] = result

    def _start(self) -> Child:
        """Fork a process that works.

        It tells them in a file without a name: to be heard through a pipe it would wait, with all that it holds, until
        this process has time.
        """
        told = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who reads it
        reading, writing = os.pipe()
        parent = os.getpid()
        child = os.fork()
        if child:
            os.close(writing)
            return Child(child, told, reading)
        status = 1
        try:
            _end_with(parent)
            self._most, self._results = 1, {}
            outcome = _packed(self._outcome())
            status = UNTOLD
            told.write(outcome)
            told.flush()
            status = 0
        finally:
            os._exit(status)

    def _outcome(self) -> tuple[dict[int, Any], BaseException | None]:
        try:
            self._work()
        except BaseException as error:
            for _ in _numbers(self._drawn):  # nobody is to begin another job
                pass
            return {}, error
        return self._results, None

    def _end(self, child: Child) -> BaseException | None:
        """Wait for a process, take over its results and return its error."""
        with closing(child):
            _, status = os.waitpid(child.id, 0)
            if os.waitstatus_to_exitcode(status) == UNTOLD:
                remedy = "free space there, or name another folder in TMPDIR"
                return BuildError("what a process found could not be kept", file=tempfile.gettempdir(), remedy=remedy)
            if status:
                return RuntimeError(f"a process of this build was killed (status {status})")
            child.told.seek(0)
            results, error = pickle.load(child.told)  # noqa: S301 - our own child wrote it
        self._results.update(results)
        known: BaseException | None = error
        return known


def _end_with(parent: int) -> None:
    """End this process soon after `parent`, whatever it is at: killed, a build would else go on and hold its lock.

    A timer asks, since what tells of a parent's end by itself is Linux's alone, and a thread would forbid to fork.
    """

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, GLANCE, GLANCE)


def _filled_pipe(numbers: range) -> int:
    """Return the reading end of a pipe that holds the numbers and then ends; who reads one has it alone."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"".join(number.to_bytes(4, "big") for number in numbers))
    return reading


def _numbers(drawn: int) -> Iterator[int]:
    while number := os.read(drawn, 4):
        yield int.from_bytes(number, "big")


def _packed(outcome: tuple[dict[int, Any], BaseException | None]) -> bytes:
    try:
        data = pickle.dumps(outcome)
        pickle.loads(data)[1]  # noqa: S301 - our own; some errors go in but do not come out
    except Exception as error:
        told = outcome[1] or error
        return pickle.dumps(({}, RuntimeError(f"{type(told).__name__}: {told}")))
    return data


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _alone() -> bool:
    """Tell whether this process has one thread and may fork: a lock that another holds would stay held for ever."""
    tasks = Path("/proc/self/task")
    threads = len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()
    return hasattr(os, "fork") and threads == 1
