"""Hints: a publisher's metadata name headline and authors; here the lines that print them are found."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.model import Found, Span


def use_hints(draft: Draft) -> None:
    """Label the lines that print the headline and the authors which the metadata give."""
    hints = draft.page.hints
    if hints.title:
        wanted = _plain(hints.title)
        for line in draft.lines:
            if line.free and line.words <= 60 and _plain(line.text) == wanted:
                line.mark(Role.TITLE, f"{hints.source} give it as the headline")
                break
    if hints.authors:
        for line in draft.lines:
            if line.free and line.words <= 14 and all(name in line.text for name in hints.authors) and not line.whole:
                line.mark(Role.BYLINE, f"{hints.source} give it as the author")
                line.names = tuple(_found(name, line) for name in hints.authors)
                break


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _found(name: str, line: Line) -> Found:
    start = line.start + line.text.index(name)
    return Found(name, line.reason, Span(start, start + len(name)))
