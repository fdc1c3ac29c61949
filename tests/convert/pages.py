"""Raw files as the converter reads them, for the tests of each kind."""

from __future__ import annotations

from pathlib import Path

from oped.convert.inputs import read_pages
from oped.convert.page import Page
from oped.errors import InputError


def one(path: Path) -> Page:
    """Return the only page of a file."""
    (page,) = read_pages(path)
    assert isinstance(page, Page), page
    return page


def error(path: Path) -> str:
    """Return the only error of a file, one line."""
    (failure,) = read_pages(path)
    assert isinstance(failure, InputError)
    assert "\n" not in str(failure)
    return str(failure)
