"""Which documents stand in which segment, and in which order.

The frozen segment holds every year but the newest; the live one the newest year and the undated. A new piece of today
therefore changes the live segment's files only. Which is which follows from the documents alone: no state is kept, and
an incremental build gives the same bytes as a clean one. Small archives have one segment: fewer requests matter more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oped.search.documents import Document

WORTH_FREEZING = 2000


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of documents: by date, oldest first, the undated last; `base` is the first one's number in the archive."""

    name: str
    base: int
    documents: Sequence[Document]


def in_segments(documents: Iterable[Document]) -> list[Segment]:
    """Return the segments, each with one document or more."""
    ordered = sorted(documents, key=lambda d: (d.day or date.max, d.id))
    newest = max((d.day.year for d in ordered if d.day), default=0)
    border = sum(1 for d in ordered if d.day and d.day.year < newest)
    if border < WORTH_FREEZING:
        border = 0
    parts = (("frozen", 0, ordered[:border]), ("live", border, ordered[border:]))
    return [Segment(*part) for part in parts if part[2]]
