"""What stands above a text and may head it, up to the end of the piece before."""

from __future__ import annotations

from oped.convert.draft import Draft
from oped.convert.lines import TAIL, Line, Role

BELOW_CUT = "below a cut text"
_REACH = 45
_MOST_HEAD_LINES = 7


def collect(draft: Draft, index: int) -> tuple[list[Line], str]:  # noqa: PLR0911  (one return a kind of end)
    """Return the lines above a text that may head it, nearest first, and what ends them."""
    found: list[Line] = []
    for step in range(1, _REACH + 1):
        place = index - step
        if place < 0:
            return found, "the first on the page"
        line = draft.lines[place]
        if line.role is Role.FURNITURE:
            if line.leads_on:
                return found, BELOW_CUT
            continue
        if line.in_head:
            continue
        if line.role in TAIL:
            return found, "below the end of another piece"
        if line.cut:
            return found, BELOW_CUT
        if line.role is Role.TEXT or (
            line.free and (line.words > 45 or (line.words > 17 and line.whole and not _near_head(draft, place)))
        ):
            return found, ""
        if line.free and line.whole and line.text.endswith((".", ":", ";")) and not _near_head(draft, place):
            return found, ""
        found.append(line)
        if line.begins or len(found) == _MOST_HEAD_LINES:
            return found, "where a piece begins" if line.begins else ""
    return found, "below furniture" if draft.menus else ""


def _near_head(draft: Draft, index: int) -> bool:
    """Return whether a by-line or date stands right below or above a line, or the page begins with it."""
    below, above = draft.neighbour(index, 1), draft.neighbour(index, -1)
    heads = {Role.BYLINE, Role.DATE}
    ended = above is None or above.words <= 25 or bool(above.cut) or above.role in TAIL
    return (below is not None and below.role in heads and ended) or (
        above is not None
        and above.role in {*heads, Role.TITLE}
        and below is not None
        and below.words >= 25
        and draft.lines[index].words <= 35
        and above.role is Role.TITLE
    )


def adjacent(draft: Draft, index: int) -> list[Line]:
    """Return the free lines that stand directly above a text, nearest first, without a furniture line between."""
    found = []
    for line in reversed(draft.lines[max(0, index - 4) : index]):
        if not line.free or line.cut or line.words > 25:
            break
        found.append(line)
    return found
