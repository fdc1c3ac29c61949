"""Words for "did you mean": as readers know them, not as stems, one file a first letter.

Only words that occur in some number are offered: a list with every misprint in it would correct towards misprints. The
fresh segment's words are not, until they have joined the live one: a new piece has words with every letter.
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


def write_spelling(
    words: Words, counts: Mapping[str, int], documents: Mapping[str, int], parcels: Parcels
) -> dict[str, str]:
    """Write the lists and return `{first letter: name}`.

    `counts` says how often each chunk was printed, `documents` how many pieces have a term. A list holds words as most
    often printed (`wordlist.py`), with the bytes of all before them, and then for each how many pieces have its term.
    """
    least = 1 if len(counts) < 100_000 else 4
    best: dict[str, tuple[int, str]] = {}
    for chunk, often in counts.items():
        if LETTERS.fullmatch(chunk):
            terms, _ = words.of(chunk)
            if len(terms) == 1 and documents.get(terms[0][0], 0) >= least:
                key = fold(chunk)
                best[key] = max(best.get(key, (0, "")), (often, chunk))
    lists: dict[str, list[str]] = {}
    for key in sorted(best):
        if key:
            lists.setdefault(key[0], []).append(best[key][1])
    return {letter: parcels.add("spelling", _coded(entries, words, documents)) for letter, entries in lists.items()}


def _coded(listed: Sequence[str], words: Words, documents: Mapping[str, int]) -> bytes:
    text = fronted(listed)
    counts = varints(documents[words.of(word).terms[0][0]] for word in listed)
    return varint(len(text)) + text + counts
