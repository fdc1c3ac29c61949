"""A file that is no page, as a value: known by what it is made of before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Product(NamedTuple):
    """A file that is no page: its `path`, what it is made of (None when it is made anew each time), how to make it.

    `framed` tells that the settings are in it too, as they are in nearly everything.
    """

    path: str
    shown: tuple[Any, ...] | None
    make: Callable[[], bytes | Iterable[bytes]]
    framed: bool = True
