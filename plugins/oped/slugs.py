"""Addresses: a readable, portable, ASCII name for anything that has a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from unidecode import unidecode

LONGEST = 80
"""Characters; keeps the whole path well under the 255 bytes that file systems allow for one name."""


def slugify(text: str, fallback: str = "untitled") -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, at most `LONGEST` characters, cut between words.

    >>> slugify("The fiscal act (財政收支) — what’s next?")
    'the-fiscal-act-cai-zheng-shou-zhi-whats-next'
    >>> slugify("../../x")
    'x'
    >>> slugify("?!")
    'untitled'
    """
    plain = unidecode(unicodedata.normalize("NFKC", text).replace("’", "").replace("'", "")).replace("'", "").lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug or fallback


def unique(slug: str, taken: Container[str], tried: dict[str, int] | None = None) -> str:
    """Return `slug`, or the first of `slug-2`, `slug-3` … that is not in `taken`.

    `tried` remembers how far each name was counted, for callers whose `taken` only grows: a newspaper has ten thousand
    pages called "Letters".

    >>> unique("letters", {"letters", "letters-2"})
    'letters-3'
    """
    if slug not in taken:
        return slug
    number = tried.get(slug, 2) if tried else 2
    while f"{slug}-{number}" in taken:
        number += 1
    if tried is not None:
        tried[slug] = number
    return f"{slug}-{number}"
