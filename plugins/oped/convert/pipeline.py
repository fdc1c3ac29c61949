"""A page taken apart: every stage in its order, the composer, and then what each piece is about."""

from __future__ import annotations

from oped.convert.compose import compose
from oped.convert.draft import Draft, begin
from oped.convert.page import Page
from oped.convert.stages import STAGES
from oped.model import Inspected
from oped.tagging import tag


def inspect(page: Page) -> Inspected:
    """Take a page apart. Every character that is not white space is in a piece or in the furniture, once."""
    return compose(_labelled(page), tag)


def take_apart(page: Page) -> Inspected:
    """Take a page apart without asking what its pieces are about."""
    return compose(_labelled(page))


def _labelled(page: Page) -> Draft:
    draft = begin(page)
    for _, stage in STAGES:
        stage(draft)
    return draft
