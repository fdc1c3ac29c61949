"""Words for "did you mean": as readers know them, not as stems, one file a first letter.

Only words that occur in some number are offered: a list with every misprint in it would correct towards misprints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from oped.search.analyser import fold
from oped.search.collect import Words
from oped.search.parcels import Parcels
from oped.search.varint import varint, varints
from oped.search.wordlist import fronted

LETTERS = re.compile(r"[^\W\d_]{4,30}")


def write_spelling(words: Words, documents: Mapping[str, int], parcels: Parcels) -> dict[str, str]:
    """Write the lists and return `{first letter: name}`. `documents` counts the pieces that have a term.

    A list holds words as most often printed (`wordlist.py`), with the bytes of all before them, and then for each how
    many pieces have its term.
    """
    least = 1 if len(words.counts) < 100_000 else 4
    best: dict[str, tuple[int, str]] = {}
    for chunk in words.counts:
        terms, _ = words.known[chunk]
        if len(terms) == 1 and LETTERS.fullmatch(chunk) and documents.get(terms[0][0], 0) >= least:
            key = fold(chunk)
            best[key] = max(best.get(key, (0, "")), (words.counts[chunk], chunk))
    lists: dict[str, list[str]] = {}
    for key in sorted(best):
        if key:
            lists.setdefault(key[0], []).append(best[key][1])
    return {letter: parcels.add("spelling", _coded(entries, words, documents)) for letter, entries in lists.items()}


def _coded(listed: Sequence[str], words: Words, documents: Mapping[str, int]) -> bytes:
    text = fronted(listed)
    counts = varints(documents[words.known[word].terms[0][0]] for word in listed)
    return varint(len(text)) + text + counts
