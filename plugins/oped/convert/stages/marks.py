"""Explicit marks: what a person or the file's own format says about where pieces begin outranks every guess."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Role

_RULE = re.compile(r"[-–—_=]{3,}")
_HEADING = re.compile(r"#{1,3}\s+(?P<title>\S.*)")


def read_marks(draft: Draft) -> None:
    """Label rules and `# headings`, begin pieces after rules and form feeds, and cut where the sidecar says so."""
    _format_furniture(draft)
    text, previous = draft.page.text, 0
    pending = ""
    for line in draft.lines:
        if pending:
            line.begins, pending = pending, ""
        if "\f" in text[previous : line.start]:
            line.begins = "a form feed stands before it"
        if _RULE.fullmatch(line.text) and line.free:
            line.mark(Role.FURNITURE, "a rule between pieces")
            pending = "a rule stands before it"
        elif line.free and (heading := _HEADING.fullmatch(line.text)):
            line.mark(Role.TITLE, "a heading mark")
            line.value = heading["title"].rstrip("# ")
        previous = line.end
    _sidecar_cuts(draft)


def _format_furniture(draft: Draft) -> None:
    spans = iter(sorted(draft.page.furniture))
    span = next(spans, None)
    for line in draft.lines:
        while span and span[1] <= line.start:
            span = next(spans, None)
        if span and span[0] <= line.start and line.end <= span[1]:
            line.mark(Role.FURNITURE, span[2])


def _sidecar_cuts(draft: Draft) -> None:
    cuts = draft.page.sidecar.cuts
    if not cuts:
        return
    draft.fixed = True
    for line in draft.lines:
        line.begins = ""
    starts, offset, wanted = [], 0, iter(sorted(set(cuts)))
    cut = next(wanted, None)
    for number, raw in enumerate(draft.page.text.split("\n"), 1):
        if number == cut:
            starts.append(offset)
            cut = next(wanted, None)
        offset += len(raw) + 1
    position = 0
    for start in starts:
        while position < len(draft.lines) and draft.lines[position].start < start:
            position += 1
        if position < len(draft.lines):
            draft.lines[position].begins = "the sidecar cuts here"
