"""Sorted terms as text: each without the letters that it shares with the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix

MOST = 90
"""Letters left out at most: their number is written as one printable ASCII character."""


def fronted(terms: Iterable[str]) -> bytes:
    r"""Return terms divided by line feeds, each a character for the number of shared letters, then its own letters.

    >>> fronted(["market", "markets", "marry"])
    b' market\n&s\n#ry'
    """
    lines, before = [], ""
    for term in terms:
        prefix = commonprefix((before, term))[:MOST]  # noqa: RUF071 - letters are meant, not folders
        shared = len(prefix) if max(prefix, default="") < "\ud800" else 0  # JavaScript counts astral letters twice
        lines.append(chr(32 + shared) + term[shared:])
        before = term
    return "\n".join(lines).encode("utf-8", "surrogatepass")
