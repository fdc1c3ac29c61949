"""Which documents stand in which segment, and in which order.

Pieces freeze in the order in which they came, those of one day of conversion by their own days, so many at once; the
live segment holds the last ones, too few to freeze. A new piece, of whatever date, therefore changes the live segment's
files only, and these are few. Which is which follows from the documents alone: no state is kept, and an incremental
build gives the same bytes as a clean one. Small archives have one segment: fewer requests matter more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oped.search.documents import Document

WORTH_FREEZING = 2000
"""Pieces; fewer are one segment."""
AT_ONCE = 512
"""Pieces that freeze together. When so many more have come, the frozen segment is made anew: every few months."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of documents: by date, oldest first, the undated last; `base` is the first one's number in the archive."""

    name: str
    base: int
    documents: Sequence[Document]


def in_segments(documents: Iterable[Document]) -> list[Segment]:
    """Return the segments, each with one document or more."""
    came = sorted(documents, key=lambda d: (d.converted or date.min, d.day or date.min, d.id))
    border = len(came) // AT_ONCE * AT_ONCE if len(came) >= WORTH_FREEZING else 0
    parts = (("frozen", 0, came[:border]), ("live", border, came[border:]))
    return [Segment(name, base, sorted(some, key=_by_day)) for name, base, some in parts if some]


def _by_day(document: Document) -> tuple[date, str]:
    return document.day or date.max, document.id
