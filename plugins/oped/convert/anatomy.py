"""The anatomy of a page: its stretches from top to bottom, each with what it is and why."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from oped.model import Found, Inspected, Piece, Span

TEXT, FURNITURE, HEAD, END = "text", "furniture", "head", "end matter"


class Stretch(NamedTuple):
    """A stretch of one line of a page: what it is, why, and of which piece (from 1; 0 for furniture)."""

    span: Span
    what: str
    reason: str = ""
    piece: int = 0


def stretches(inspected: Inspected) -> list[Stretch]:
    """Return the stretches in their order; all that is not white space is in one of them, once."""
    text = inspected.text
    marks = [Stretch(Span(0, len(text)), "?", "nothing was said of it")]
    for number, piece in enumerate(inspected.pieces, 1):
        marks += _marks(piece, text, number)
    marks += [Stretch(one.span, FURNITURE, one.reason) for one in inspected.furniture]
    owners = array("l", bytes(array("l").itemsize * len(text)))
    for index, mark in enumerate(marks):  # what comes later is said more exactly
        owners[mark.span.start : mark.span.end] = array("l", [index]) * (mark.span.end - mark.span.start)
    found = []
    for line in _lines(text):
        for owner, places in groupby(range(line.start, line.end), key=owners.__getitem__):
            first, *rest = places
            span = _trimmed(text, Span(first, (rest or [first])[-1] + 1))
            if span.start < span.end:
                found.append(marks[owner]._replace(span=span))
    return found


def _marks(piece: Piece, text: str, number: int) -> Iterator[Stretch]:
    if piece.head:
        yield Stretch(piece.head, HEAD, "a line of the piece's head", number)
    yield Stretch(Span(piece.body.start, piece.end), END, "it closes the piece", number)
    yield Stretch(piece.body, TEXT, "", number)
    position = piece.body.start
    for paragraph in piece.paragraphs:
        start = text.find(paragraph, position)
        if start >= 0:
            position = start + len(paragraph)
            yield Stretch(Span(start, position), TEXT, "", number)
    for author in piece.authors:
        if author.span and not piece.body.start <= author.span.start < piece.body.end:
            above = author.span.start < piece.body.start
            around = piece.head if piece.head and above else Span(piece.body.end, piece.end)
            yield Stretch(_line_of(text, author.span, around), "author", author.reason, number)
    found: list[tuple[str, Found | None]] = [
        ("headline", piece.title),
        ("standfirst", piece.standfirst),
        ("bio", piece.bio),
        ("disclaimer", piece.disclaimer),
        ("translator", piece.translator),
    ]
    yield from (Stretch(value.span, what, value.reason, number) for what, value in found if value and value.span)


def _line_of(text: str, span: Span, around: Span) -> Span:
    """Return the line that a name stands in, as far as it is of the piece's head or end."""
    start = max(around.start, text.rfind("\n", 0, span.start) + 1)
    end = text.find("\n", span.end)
    return Span(start, min(around.end, len(text) if end < 0 else end))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _trimmed(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    return Span(span.start + len(part) - len(part.lstrip()), span.start + len(part.rstrip()))
