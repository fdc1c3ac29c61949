"""The draft: a page on its way through the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from oped.convert.lines import Line, Role, read_lines
from oped.convert.page import Page
from oped.model import Doubt, Span

Stage = Callable[["Draft"], None]
"""A stage labels lines that no stage before it has labelled, and gives its reason for each."""


@dataclass(slots=True)
class Draft:
    """A page's lines, in order, and the doubts about them.

    `menus` says that this is a whole web page with its menus; `fixed` that a person cut the page and nobody else may;
    `signed` holds the names in its by-lines, in small letters;
    `outlet` and `url` are what the page's own lines state.
    """

    page: Page
    lines: list[Line]
    doubts: list[Doubt] = field(default_factory=list)
    menus: bool = False
    letters: bool = False
    fixed: bool = False
    signed: frozenset[str] = frozenset()
    outlet: str = ""
    url: str = ""

    def free(self) -> Iterator[tuple[int, Line]]:
        """Yield the lines that have no role yet, with their places."""
        return ((i, line) for i, line in enumerate(self.lines) if line.role is None)

    def neighbour(self, index: int, step: int, reach: int = 40) -> Line | None:
        """Return the nearest line before (`step` -1) or after (1) that is not furniture, within `reach` lines."""
        for _ in range(reach):
            index += step
            if not 0 <= index < len(self.lines):
                return None
            if self.lines[index].role is not Role.FURNITURE:
                return self.lines[index]
        return None

    def doubt(self, line: Line, message: str) -> None:
        """Note that a person should look at a line."""
        self.doubts.append(Doubt(Span(line.start, line.end), message))


def divide(line: Line, *offsets: int) -> list[Line]:
    """Return the lines that a line makes when cut at `offsets`, counted from its first character."""
    edges = [0, *offsets, len(line.text)]
    parts = []
    for left, right in pairwise(edges):
        raw = line.text[left:right]
        if stripped := raw.strip():
            start = line.start + left + len(raw) - len(raw.lstrip())
            parts.append(Line(start, start + len(stripped), stripped))
    parts[0].begins, parts[-1].cut = line.begins, line.cut
    return parts


def begin(page: Page) -> Draft:
    """Return the draft of a page that no stage has seen."""
    return Draft(page, read_lines(page.text))
