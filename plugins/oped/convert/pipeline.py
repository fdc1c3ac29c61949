"""A page taken apart: every stage in its order, the composer, and then what each piece is about."""

from __future__ import annotations

from dataclasses import replace

from oped.convert.compose import compose
from oped.convert.draft import begin
from oped.convert.page import Page
from oped.convert.stages import STAGES
from oped.model import Inspected, Piece
from oped.tagging import tag


def inspect(page: Page) -> Inspected:
    """Take a page apart. Every character that is not white space is in a piece or in the furniture, once."""
    inspected = take_apart(page)
    return replace(inspected, pieces=tuple(_tagged(piece) for piece in inspected.pieces))


def take_apart(page: Page) -> Inspected:
    """Take a page apart without asking what its pieces are about."""
    draft = begin(page)
    for _, stage in STAGES:
        stage(draft)
    return compose(draft)


def _tagged(piece: Piece) -> Piece:
    title = piece.title.value if piece.title else ""
    tagged = tag(title, piece.paragraphs, piece.language or None)
    return replace(piece, language=tagged.language, regions=tagged.regions, topics=tagged.topics)
