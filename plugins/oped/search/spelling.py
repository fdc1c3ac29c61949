"""Words for "did you mean": as readers know them, not as stems, one file a first letter.

Only words that occur in some number are offered: a list with every misprint in it would correct towards misprints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from oped.search.analyser import fold
from oped.search.collect import Words
from oped.search.parcels import Parcels, as_json

LETTERS = re.compile(r"[^\W\d_]{4,30}")


def write_spelling(words: Words, documents: Mapping[str, int], parcels: Parcels) -> dict[str, str]:
    """Write the lists and return `{first letter: name}`. `documents` counts the pieces that have a term.

    A list holds pairs: a word as most often printed, and how many pieces have its term.
    """
    least = 1 if len(words.counts) < 100_000 else 4
    best: dict[str, tuple[int, str]] = {}
    for chunk in words.counts:
        terms, _ = words.known[chunk]
        if len(terms) == 1 and LETTERS.fullmatch(chunk) and documents.get(terms[0][0], 0) >= least:
            key = fold(chunk)
            best[key] = max(best.get(key, (0, "")), (words.counts[chunk], chunk))
    lists: dict[str, list[Any]] = {}
    for key in sorted(best):
        if key:
            word = best[key][1]
            term = words.known[word].terms[0][0]
            lists.setdefault(key[0], []).extend((word, documents[term]))
    return {letter: parcels.add("spelling", as_json(entries)) for letter, entries in lists.items()}
