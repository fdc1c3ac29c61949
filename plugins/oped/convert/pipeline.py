"""A page taken apart: every stage in its order, then the composer."""

from __future__ import annotations

from oped.convert.compose import compose
from oped.convert.draft import begin
from oped.convert.page import Page
from oped.convert.stages import STAGES
from oped.model import Inspected


def inspect(page: Page) -> Inspected:
    """Take a page apart. Every character that is not white space is in a piece or in the furniture, once."""
    draft = begin(page)
    for _, stage in STAGES:
        stage(draft)
    return compose(draft)
