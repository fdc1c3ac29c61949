"""What a result shows: a card for each piece, read for the ten on the screen; rows of many pieces, for downloads.

A card holds the piece's text, since a snippet needs it, and is a file of its own, so that ten results cost ten cards.
Their names stand in directories of 64.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from os.path import commonprefix
from typing import Any

from oped.search.documents import Document
from oped.search.parcels import Add, Parcels, as_json, directory

IN_DIRECTORY = 64
IN_ROWS = 256
OTHERS, APOSTROPHES = re.compile("[^A-Za-z0-9]+"), re.compile("['‘’]")

Names = dict[str, dict[str, str]]
"""The name shown for a facet's code."""


def card(document: Document, names: Names) -> dict[str, Any]:
    """Return what one result shows; keys without a value are left out."""
    shown = {
        "slug": document.slug,
        "title": document.title,
        "authors": list(document.authors),
        "day": document.day.isoformat() if document.day else "",
        "excerpt": document.kind == "excerpt",
        "genre": document.genre,
        "lang": document.language if document.language != "en" else "",
        "terms": [
            names[facet][code]
            for facet in ("region", "topic")
            for code in document.codes.get(facet, ())
            if code in names.get(facet, {})
        ],
        "standfirst": document.standfirst,
        "paragraphs": list(document.paragraphs),
        "bio": document.bio,
    }
    return {key: value for key, value in shown.items() if value}


def row(document: Document) -> tuple[str, str, str, int, str]:
    """Return what a download says of one piece and no column does: title, outlet, original address, slug.

    Day, kind and authors stand in their columns. Of the slug only what the title does not tell is written: how many
    characters it shares with the title's plain letters (-1: all of these), and what follows.
    """
    plain = plain_letters(document.title)
    shared = len(commonprefix((plain, document.slug)))  # noqa: RUF071 - letters are meant, not folders
    kept = -1 if shared == len(plain) else shared
    return document.title, document.outlet, document.original_url, kept, document.slug[shared:]


def plain_letters(title: str) -> str:
    """Return a title's ASCII letters and digits in lower case with a hyphen between words, as the browser does.

    >>> plain_letters("What a ‘budget’s’ for")
    'what-a-budgets-for'
    """
    return OTHERS.sub("-", APOSTROPHES.sub("", title)).strip("-").lower()


def write_cards(documents: Sequence[Document], names: Names, parcels: Parcels, shelve: Add) -> list[str]:
    """Write every card, hand the directories of their names to `shelve`, and return what stands for these."""
    directories = []
    for some in _groups(documents, IN_DIRECTORY):
        cards = [parcels.add("cards", as_json(card(document, names))) for document in some]
        directories.append(shelve("directories", directory(cards)))
    return directories


def write_rows(documents: Sequence[Document], parcels: Parcels) -> list[str]:
    """Write the rows in blocks, column by column since like compresses with like, and return the blocks' names."""
    blocks = (zip(*(row(document) for document in some), strict=True) for some in _groups(documents, IN_ROWS))
    return [parcels.add("rows", as_json([_if_any(column) for column in block])) for block in blocks]


def _if_any(column: Sequence[str | int]) -> Sequence[str | int]:
    return column if any(column) else ()


def _groups(documents: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    return (documents[start : start + size] for start in range(0, len(documents), size))
