"""A page taken apart: the ordered stages, and the composer that turns what they found into pieces."""

from __future__ import annotations

from oped.convert.page import Page
from oped.model import Inspected, Piece, Span


def inspect(page: Page) -> Inspected:
    """Take a page apart. Every character that is not white space is in a piece or in the furniture, once."""
    text = page.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return Inspected(page.name, text, ())
    paragraphs = tuple(line.strip() for line in text.split("\n") if line.strip())
    piece = Piece(
        Span(start, end), end, "the page's first text", paragraphs=paragraphs, supplied_title=paragraphs[0][:80]
    )
    return Inspected(page.name, text, (piece,))
