"""Which documents stand in which segment, and in which order.

Dated pieces freeze in the order of their days, so many at once; the live segment holds the newest ones, too few to
freeze, and the undated. A new piece of today therefore changes the live segment's files only, and these are few. Which
is which follows from the documents alone: no state is kept, and an incremental build gives the same bytes as a clean
one. Small archives have one segment: fewer requests matter more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oped.search.documents import Document

WORTH_FREEZING = 2000
"""Dated pieces; fewer are one segment."""
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
    ordered = sorted(documents, key=lambda d: (d.day or date.max, d.id))
    dated = sum(1 for d in ordered if d.day)
    border = dated // AT_ONCE * AT_ONCE if dated >= WORTH_FREEZING else 0
    parts = (("frozen", 0, ordered[:border]), ("live", border, ordered[border:]))
    return [Segment(*part) for part in parts if part[2]]
