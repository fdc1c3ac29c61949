"""Files that have a row for each piece: a row that the last build's file had is copied from it, not made again."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oped.site.article import Article

KIND = "rows"
"""What `Standing` remembers an index as."""
ROW = struct.Struct(">16sI")
"""Of an index: a fingerprint of all that a row is made of, and the row's length in bytes."""


class Rows(NamedTuple):
    """A file: its `path`, its `head`, and the row of each of its `articles`."""

    path: str
    head: bytes
    articles: Sequence[Article]
    row: Callable[[Article], bytes]

    def whole(self) -> bytes:
        """Return the file's content."""
        return self.head + b"".join(map(self.row, self.articles))


class Before(NamedTuple):
    """The file as the last build left it, and where in it each row stands, by fingerprint: place and length."""

    path: Path
    places: dict[bytes, tuple[int, int]]

    @classmethod
    def of(cls, path: Path, head: bytes, index: bytes) -> Before:
        """Return the file in `path`, of which `index` is known."""
        places, place = {}, len(head)
        for print_, length in ROW.iter_unpack(index):
            places[print_] = place, length
            place += length
        return cls(path, places)


def spliced(rows: Rows, prints: Sequence[bytes], before: Before | None) -> Iterator[tuple[bytes, bytes]]:
    """Yield each row and its entry in the index; `prints` are the fingerprints of the rows, in order.

    The file before has the same head, or is not given.
    """
    if before is None:
        for article, print_ in zip(rows.articles, prints, strict=True):
            row = rows.row(article)
            yield row, ROW.pack(print_, len(row))
        return
    with before.path.open("rb") as file:
        for article, print_ in zip(rows.articles, prints, strict=True):
            place, length = before.places.get(print_, (0, 0))
            row = os.pread(file.fileno(), length, place) if length else rows.row(article)
            yield row, ROW.pack(print_, len(row))
