"""Groups: which lines make a piece together. Here stands where one piece ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from oped.convert.draft import Draft
from oped.convert.lines import HEAD, TAIL, Line, Role

_FEWEST = 25
"""Words of a page's first text that may be a piece of its own."""


@dataclass(slots=True)
class Group:
    """The lines of one piece: above its text, the text, and below it. `inside` is furniture between its lines."""

    reason: str
    head: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    inside: list[Line] = field(default_factory=list)

    def all(self, role: Role) -> list[Line]:
        """Return the head and tail lines of one role, in order."""
        return [line for line in (*self.head, *self.tail) if line.role is role]

    @property
    def cut(self) -> str:
        """Why the piece is an excerpt, or nothing."""
        return self.text[-1].cut


def group(draft: Draft) -> tuple[list[Group], list[Line]]:
    """Return the pieces as groups of lines, in order, and the head lines that have no text below them."""
    groups: list[Group] = []
    stray: list[Line] = []
    current = Group("the page's first text")
    between: list[Line] = []

    def close(reason: str) -> None:
        nonlocal current
        if current.text:
            groups.append(current)
        else:
            stray.extend([*current.head, *current.tail])
        current = Group(reason)
        between.clear()

    for line in draft.lines:
        if line.role is Role.FURNITURE:
            between.append(line)
            continue
        if reason := _opens(draft, current, line):
            close(reason)
        if (line.role in HEAD and not current.text) or (line.role in TAIL and not current.text):
            current.head.append(line)
        elif line.role in HEAD or line.role in TAIL:
            current.tail.append(line)
        else:
            current.inside.extend(between if current.text else ())
            current.text.extend([*current.tail, line])
            current.tail = []
        between.clear()
    close("")
    return groups, stray


def _opens(draft: Draft, current: Group, line: Line) -> str:
    """Return why a new piece opens with `line`, or nothing when it goes on."""
    if line.begins:
        return line.begins if not (current.head and not current.text) else ""
    if draft.fixed or not current.text:
        return ""
    if line.role in HEAD:
        return f"a {line.role} line: {line.reason}"
    if line.role not in TAIL:
        if current.tail and not _barely_begun(draft, current):
            return f"text after {current.tail[-1].reason}"
        if current.cut:
            return f"text after an excerpt: {current.cut}"
    return ""


def _barely_begun(draft: Draft, current: Group) -> bool:
    """Return whether a page's first lines are too few for a piece: what seemed its end is a note at its beginning."""
    first = current.text[0] is next(line for line in draft.lines if line.role is not Role.FURNITURE)
    return first and not draft.letters and sum(line.words for line in current.text) < _FEWEST
