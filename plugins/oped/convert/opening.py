"""How a piece is known again: by the letters and digits of its opening, whatever its quotes, spaces or marks.

Two versions of one piece often differ in typography, in where they were cut, or in a glued "FULL STORY"; hardly ever in
their first letters. `Opening` holds hashes of those, a few dozen bytes that say whether one text can open another.
`opens` compares the texts themselves, and is what a merge rests on: hashes propose, texts decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from oped.tagging.runs import without_marks

BLOCK = 16
"""Bytes of plain text in one link of the chain: about three words, or five Chinese characters."""
LINKS = 64
"""Links at most: the first kilobyte, some 200 words, tells any two columns apart."""
STRONG = 3
"""Links that a text needs to be known by its opening alone: ten words or so. Shorter ones must be equal."""
SLACK = 24
"""Bytes at the end of a text that may differ: half a word, "… FULL STORY", "Continue reading"."""

_MARKS = re.compile(r"[^\w\0-\x7f]+")
_COMBINING = re.compile("[\u0300-\u036f]")
"""What joins the letter before it, if that is one of ASCII's."""
_BEYOND = re.compile(r"[^\0-\x7f]+(?:[\0-\x7f]{1,40}[^\0-\x7f]+){0,99}")
"""Stretches that hold more than ASCII; each ends where ASCII follows, so that it is in its form by itself."""
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
"""Taken out first, since that is quick and hardly anything else stands between words."""


class Opening(NamedTuple):
    """`chain` holds two bytes for each block of the opening, `length` counts the plain text's bytes.

    Text A can open text B only if A's chain is a prefix of B's. `whole` is equal only for equal plain texts.
    """

    chain: bytes
    length: int
    whole: bytes


def plain(paragraphs: Iterable[str]) -> bytes:
    """Return letters and digits only, case folded, as UTF-8.

    >>> plain(["“Don’t,” he said", "…"])
    b'donthesaid'
    """
    text = "".join(paragraphs)
    return _bytes(_folded(text)).lower().translate(None, _ASCII_MARKS) or _bytes(" ".join(text.split()))


def _folded(text: str) -> str:
    """Return a text whose letters beyond ASCII are folded and whose marks beyond ASCII are gone; ASCII may stay."""
    bare = without_marks(text)
    if bare.isascii():
        return bare
    return _letters(bare) if _COMBINING.search(bare) else _BEYOND.sub(lambda found: _letters(found[0]), bare)


def _letters(text: str) -> str:
    """Return a text in its compatibility form (NFKC), case folded, without marks beyond ASCII."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def beginning(paragraphs: Sequence[str], least: int) -> bytes:
    """Return the plain text as `plain` does, or as much of it as has `least` bytes for certain."""
    found = plain(["".join(paragraphs)[: 10 * least]])
    return found if len(found) >= 2 * least else plain(paragraphs)


def opening(paragraphs: Iterable[str], label: str = "") -> Opening:
    """Return the opening of a text. `label` (its title and authors) joins in where the text alone is too short."""
    data = plain(paragraphs)
    links = min((len(data) - SLACK) // BLOCK, LINKS)
    if links < STRONG:
        return Opening(b"", len(data), _hash(data + b"\n" + plain([label]), 8))
    starts = range(0, links * BLOCK, BLOCK)
    chain = b"".join([blake2b(data[at : at + BLOCK], digest_size=2).digest() for at in starts])
    return Opening(chain, len(data), _hash(data, 8))


def kin(one: Opening) -> int:
    """Return a number that all texts share which may be one piece."""
    return int.from_bytes(one.chain[: 2 * STRONG] or one.whole[:8], "big")


def opens(short: bytes, long: bytes) -> bool:
    """Return whether the plain text `short` is the beginning of `long`, but for its last `SLACK` bytes.

    >>> opens(plain(["“The new tax bill is going toFULL STORY"]), plain(["The new tax bill is going to pass."]))
    True
    """
    return short == long or (len(short) > SLACK and long.startswith(short[:-SLACK]))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _hash(data: bytes, size: int) -> bytes:
    return blake2b(data, digest_size=size).digest()
