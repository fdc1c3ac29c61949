"""What a choice of related pieces is made of, as a number: the same number, the same choice.

It covers the piece, and those beside it under each of its features. A row of pieces counts as the sum of their stamps,
so that each window on it is the difference of two sums, however wide; sums of windows, each times its feature's mark,
tell which pieces stand where (multilinear hashing: Carter and Wegman, 1979, modulo 2^128).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from oped.hubs.features import Held
from oped.hubs.nearest import WINDOW

if TYPE_CHECKING:
    from oped.site.article import Article

SIZE = 16
"""Bytes of a key."""
MODULUS = 1 << 8 * SIZE


def keys(articles: Sequence[Article], among: Held, frame: bytes) -> list[bytes]:
    """Return the key of each of `articles` (newest first); `frame` is a hash of settings and vocabulary.

    Of the pieces beside one the terms count, of their words only those that it has itself: who has them is in the rows.
    """
    marks = {feature: _number(repr((feature, weight))) for feature, weight in among.weights.items() if weight}
    apart = {feature: 0 if feature[0] == "word" else mark for feature, mark in marks.items()}
    stamps = [
        _number(f"{article.id} {article.slug} {article.digest}") + sum(map(apart.__getitem__, own))
        for article, own in zip(articles, among.own, strict=True)
    ]
    totals = stamps[:]
    for feature, mark in marks.items():
        places = among.holders[feature]
        row = [stamps[place] for place in places]
        beside = [sum(row)] * len(row) if feature[0] == "word" else windows(row, WINDOW)
        for place, total in zip(places, beside, strict=True):
            totals[place] += total * mark
    return [_digest(frame, (total % MODULUS).to_bytes(SIZE, "big")) for total in totals]


def windows(row: Sequence[int], reach: int) -> list[int]:
    """Return, for each number of a row, the sum of it and of up to `reach` numbers before and after it."""
    sums = list(accumulate(row, initial=0))
    upper = [*sums[reach + 1 :], *[sums[-1]] * reach][: len(row)]
    lower = [*[0] * reach, *sums][: len(row)]
    return list(map(sub, upper, lower))


def _number(words: str) -> int:
    """Return an odd number below `MODULUS` that stands for words."""
    return int.from_bytes(_digest(words.encode("utf-8", "surrogatepass")), "big") | 1


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"|".join(parts), digest_size=SIZE).digest()
