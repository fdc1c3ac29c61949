"""Verse: lines too short to be told from headlines, were it not for the by-line above and the stops within."""

from __future__ import annotations

from oped.convert.draft import Draft
from oped.convert.lines import HEAD, TAIL, Line, Role

_FEWEST = 6
_LONGEST = 14
_STOPS = (",", ";", ":", ".", "!", "?", "—", "–", "…")


def find_verse(draft: Draft) -> None:
    """Label as text the short lines below a by-line when they reach to the piece's end and are stopped as verse is."""
    if draft.menus:
        return
    index = 0
    while index < len(draft.lines):
        if draft.lines[index].role not in {Role.BYLINE, Role.DATE}:
            index += 1
            continue
        index += 1
        run = _run(draft.lines, index)
        if len(run) >= _FEWEST and 2 * sum(line.text.endswith(_STOPS) for line in run) >= len(run):
            for line in run:
                line.mark(Role.TEXT, "a line of verse")
        index += len(run)


def _run(lines: list[Line], index: int) -> list[Line]:
    """Return the lines from `index` to the end of the piece when all of them are short, else none."""
    run = []
    for line in map(lines.__getitem__, range(index, len(lines))):  # a slice would copy a long page at each date
        if line.role in HEAD or line.role in TAIL:
            break
        if line.role is not None or line.begins or line.words > _LONGEST:
            return []
        run.append(line)
    return run
