"""What a run did, in numbers and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from oped.errors import OpedError


@dataclass(slots=True)
class Outcome:
    """The tally of one run. Every piece that was met is in a post, met again in one, or of a post that was deleted.

    `created + changed + unchanged + deleted + failed + merged == pieces`; `edited` counts the posts among them that a
    person was seen to have changed. `notices` are for the editor: conflicts, doubts, deletions; `errors` fail the run.
    """

    pages: int = 0
    pieces: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    failed: int = 0
    merged: int = 0
    edited: int = 0
    retired: int = 0
    doubts: int = 0
    conflicts: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    errors: list[OpedError] = field(default_factory=list)

    @property
    def posts(self) -> int:
        """How many posts the pieces have."""
        return self.created + self.changed + self.unchanged

    @property
    def whole(self) -> bool:
        """Whether every piece is accounted for."""
        return self.posts + self.deleted + self.failed + self.merged == self.pieces

    def summary(self) -> Iterator[str]:
        """Yield the lines that tell a person what happened."""
        yield (
            f"{self.pieces:,} pieces in {self.pages:,} pages: {self.posts:,} posts "
            f"({self.created:,} new, {self.changed:,} changed, {self.unchanged:,} unchanged), {self.merged:,} met again"
        )
        for count, words in (
            (self.edited, "edited by hand and kept so"),
            (self.deleted, "deleted by hand and kept so"),
            (self.retired, "removed, since their page is read differently now"),
            (len(self.conflicts), "conflicts between an edit and a new reading, settled for the edit"),
            (self.doubts, "doubts (inspect --explain PAGE shows them)"),
            (len(self.errors), "errors"),
        ):
            if count:
                yield f"{count:,} {words}"
