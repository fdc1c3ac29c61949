"""Which documents stand in which segment, and in which order.

Pieces freeze in the order in which they came, those of one day of conversion by their own days, so many at once. The
live segment holds those that are too few to freeze, and the fresh one the last few of them, whose terms would touch
nearly every file of the live one: a new piece, of whatever date, changes the fresh segment's files only, and these are
a handful. Which is which follows from the documents alone: no state is kept, and an incremental build gives the same
bytes as a clean one. Small archives have one segment: fewer requests matter more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oped.search.documents import Document, Piece

WORTH_FREEZING = 2000
"""Pieces; fewer are one segment."""
AT_ONCE = 512
"""Pieces that freeze together. When so many more have come, the frozen segment is made anew: every few months."""
AT_A_TIME = 16
"""Pieces that join the live segment together, whose files are then made anew. Of more, the fresh one has more files."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of pieces as they came; `base` is the first document's number in the archive."""

    name: str
    base: int
    pieces: Sequence[Piece]

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.pieces)

    @property
    def documents(self) -> list[Document]:
        """The documents by date, oldest first, the undated last."""
        return [piece.document for piece in sorted(self.pieces, key=_by_day)]


def in_segments(pieces: Iterable[Piece]) -> list[Segment]:
    """Return the segments, each with one document or more."""
    came = sorted(pieces, key=lambda piece: (piece.converted or date.min, piece.day or date.min, piece.id))
    frozen, live = 0, len(came)
    if len(came) >= WORTH_FREEZING:
        frozen = len(came) // AT_ONCE * AT_ONCE
        live = frozen + (len(came) - frozen) // AT_A_TIME * AT_A_TIME
    parts = (("frozen", 0, came[:frozen]), ("live", frozen, came[frozen:live]), ("fresh", live, came[live:]))
    return [Segment(name, base, some) for name, base, some in parts if some]


def _by_day(piece: Piece) -> tuple[date, str]:
    return piece.day or date.max, piece.id
