"""How far long work has come: a bar on a terminal, plain lines in a pipe or in CI."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
QUIET = 10.0
"""Seconds between two plain lines."""


def follow(items: Iterable[T], what: str, total: int | None = None, console: Console | None = None) -> Iterator[T]:
    """Yield `items` and show on standard error how many of `total` have been taken."""
    console = console or Console(stderr=True)
    yield from (_bar if console.is_terminal else _lines)(items, what, total, console)


def _bar(items: Iterable[T], what: str, total: int | None, console: Console) -> Iterator[T]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(items, total=total, description=what)


def _lines(items: Iterable[T], what: str, total: int | None, console: Console) -> Iterator[T]:
    said = time.monotonic()
    for count, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - said > QUIET:
            said = time.monotonic()
            console.print(f"{what}: {count:,}{f' of {total:,}' if total else ''}", highlight=False)
