"""Work handed to an executor in order, a few portions ahead, so that memory does not grow with the archive."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

from oped.errors import InputError

In = TypeVar("In")
Out = TypeVar("Out")
AHEAD = 4
"""Portions under way for each worker: enough to keep all busy, few enough to keep memory flat."""
FEW = 2
"""Portions up to which the work is done here: starting other processes would take longer."""


@dataclass(slots=True)
class Workers:
    """Where work is done: by the executor given, else by `count` processes of this machine once there is much to do."""

    given: Executor | None = None
    count: int = 0
    _own: Executor | None = None

    def __enter__(self) -> Workers:
        """Start nothing yet."""
        self.count = self.count or os.cpu_count() or 1
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes that were started here."""
        self.release()

    def release(self) -> None:
        """Have the processes that were started here end and give their memory back; more work starts others.

        Nobody waits for that: it takes them a while to tear down what they knew.
        """
        if self._own:
            self._own.shutdown(wait=False, cancel_futures=True)
            self._own = None

    def do(self, work: Callable[[In], Out], portions: Iterable[In]) -> Iterator[Out]:
        """Yield `work(portion)` in the order of the portions. Raises InputError when a process dies."""
        stream = iter(portions)
        begin = list(islice(stream, FEW))
        try:
            yield from in_order(self._executor(len(begin)), work, chain(begin, stream), AHEAD * self.count)
        except BrokenProcessPool as error:
            remedy = "free some memory or give fewer workers (--jobs 1), and run again: nothing is lost"
            raise InputError("a worker process was ended by the system", remedy=remedy) from error

    def _executor(self, portions: int) -> Executor:
        if self.given:
            return self.given
        if self._own is None and (portions < FEW or self.count == 1):
            return Here()
        # a fresh interpreter, not a fork: this process may have threads (a progress bar)
        self._own = self._own or ProcessPoolExecutor(self.count, mp_context=get_context("spawn"))
        return self._own


class Here(Executor):
    """An executor that does the work at once in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as inherited
        """Run `fn` and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # a future carries any error to whoever asks for its result
            future.set_exception(error)
        return future


def in_order(executor: Executor, work: Callable[[In], Out], items: Iterable[In], ahead: int) -> Iterator[Out]:
    """Yield `work(item)` for each item, in the order of the items, with at most `ahead` of them under way."""
    under_way: deque[Future[Out]] = deque()
    try:
        for item in items:
            under_way.append(executor.submit(work, item))
            if len(under_way) >= ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
