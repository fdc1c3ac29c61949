"""Files that have a row for each piece: a row that the last build's file had is copied from it, not made again."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from oped.hubs.product import Product

if TYPE_CHECKING:
    from oped.site.article import Article

KIND = "rows"
"""What `Standing` remembers an index as."""
ROW = struct.Struct(">16sI")
"""Of an index: a fingerprint of all that a row is made of, and the row's length in bytes."""


class Rows(NamedTuple):
    """A file: its `path`, its `head`, the row of each of its `articles`, what stands between them and at the end.

    `shown` names the articles before they are asked for.
    """

    path: str
    head: bytes
    articles: Callable[[], Sequence[Article]]
    row: Callable[[Article], bytes]
    shown: tuple[Any, ...]
    between: bytes = b""
    tail: bytes = b""

    def whole(self) -> bytes:
        """Return the file's content."""
        return self.head + self.between.join(map(self.row, self.articles())) + self.tail

    def product(self) -> Product:
        """Return the same as a file that is made whole: a short one is not worth an index."""
        return Product(self.path, (self.head, *self.shown), self.whole)


class Before(NamedTuple):
    """The file as the last build left it, and where in it each row stands, by fingerprint: place and length."""

    path: Path
    places: dict[bytes, tuple[int, int]]

    @classmethod
    def of(cls, path: Path, rows: Rows, index: bytes) -> Before:
        """Return the file of the same kind as `rows` in `path`, of which `index` is known."""
        places, place = {}, len(rows.head)
        for print_, length in ROW.iter_unpack(index):
            places[print_] = place, length
            place += length + len(rows.between)
        return cls(path, places)


def spliced(
    rows: Rows, articles: Sequence[Article], prints: Sequence[bytes], before: Before | None
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the row of each of `articles` and its entry in the index; `prints` are the rows' fingerprints, in order.

    The file before has the same head and the same between rows, or is not given.
    """
    if before is None:
        for article, print_ in zip(articles, prints, strict=True):
            row = rows.row(article)
            yield row, ROW.pack(print_, len(row))
        return
    with before.path.open("rb") as file:
        for article, print_ in zip(articles, prints, strict=True):
            place, length = before.places.get(print_, (0, 0))
            row = os.pread(file.fileno(), length, place) if length else rows.row(article)
            yield row, ROW.pack(print_, len(row))
