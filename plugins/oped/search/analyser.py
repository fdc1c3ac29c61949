"""Text → terms, by the same rules as the browser's `analyse.js`.

What is a letter, an apostrophe or a stop word is data (`analyser.json`, lunr's stop words) that travels to the browser
inside the manifest. Only scripts whose characters have kept their meaning since Unicode 13 are named, so that every
Python and every browser agree on every string.

A *chunk* is what the eye takes for one word; it gives one or more terms, each at a place counted in words from the
chunk's first. `cross-strait` gives `cross` and `strait`; `e-mail` gives `e`, `mail` and, since a part is short,
`email`; a run of Chinese gives its characters and its pairs.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lunr.stop_word_filter import WORDS

from oped.search.stemmer import stem

Terms = tuple[tuple[str, int], ...]


class Chunk(NamedTuple):
    """The terms of one chunk with their places, and how many places the chunk takes up."""

    terms: Terms
    width: int


@cache
def settings() -> dict[str, Any]:
    """Return the analyser's settings as they travel in the manifest."""
    # Astral characters stand as pairs of surrogates in JSON; Python's reader joins them.
    data: dict[str, Any] = json.loads((Path(__file__).parent / "analyser.json").read_text(encoding="ascii"))
    return {**data, "stop": sorted(WORDS)}


STEMS = 50_000
"""Words of which the stem is kept: most are met with a capital too, or in hyphens."""

_S = settings()
_WORD, _APOSTROPHES, _HYPHENS = _S["word"], _S["apostrophes"], _S["hyphens"]
_PART = f"[{_WORD}]+(?:[{_APOSTROPHES}][{_WORD}]+)*"
CHUNK = re.compile(
    f"[{_S['dense']}]+"
    rf"|[A-Za-z](?:\.[A-Za-z](?![{_WORD}]))+(?:\.?[{_APOSTROPHES}][sS](?![{_WORD}]))?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)+"
    f"|{_PART}(?:[{_HYPHENS}]{_PART})*"
)
_DENSE = re.compile(f"[{_S['dense']}]")
_DOTTED = re.compile(r"[A-Za-z]\.")
_NUMBER = re.compile(r"[0-9]+[.,]")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}][sS]$")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_ACCENTS = re.compile(f"([{_S['accented']}])[{_S['accents']}]+")
_OTHER = re.compile(f"[^{_WORD}]|[{_S['dropped']}]")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_STEMMED = re.compile(r"[a-z]{3,}")
_DIGIT = re.compile(r"[0-9]")
_LETTERS = str.maketrans(_S["letters"])
_STOP = frozenset(_S["stop"])


def chunks(text: str) -> Iterator[tuple[str, int]]:
    """Yield the chunks of `text` and where each begins."""
    for match in CHUNK.finditer(text):
        yield match.group(), match.start()


def analyse(text: str) -> list[tuple[str, int]]:
    """Return the terms of `text` with their places, counted in words from 0; stop words take a place but give no term.

    >>> analyse("The U.S. cross-strait e-mail")
    [('us', 1), ('cross', 2), ('strait', 3), ('e', 4), ('mail', 5), ('email', 4)]
    >>> analyse("NT$1,000 for 財政收")
    [('nt', 0), ('1000', 1), ('財', 3), ('財政', 3), ('政', 4), ('政收', 4), ('收', 5)]
    """
    found: list[tuple[str, int]] = []
    place = 0
    for chunk in CHUNK.findall(text):
        terms, width = terms_of(chunk)
        found.extend((term, place + offset) for term, offset in terms)
        place += width
    return found


def is_plain(chunk: str) -> bool:
    """Tell whether a chunk is a word of the letters a to z and nothing else, as nearly all words of English are."""
    return chunk.isascii() and chunk.isalpha()


def terms_of(chunk: str) -> Chunk:
    """Return the terms of one chunk."""
    if is_plain(chunk):
        return Chunk(_filtered(chunk, chunk.lower()[: _S["longest"]], 0), 1)
    if _DENSE.match(chunk):
        return _dense(chunk)
    if _DOTTED.match(chunk):
        letters = _POSSESSIVE.sub("", chunk).replace(".", "")
        return Chunk(_filtered(letters, letters.lower(), 0), 1)
    if _NUMBER.match(chunk):
        return Chunk(((chunk.replace(",", "")[: _S["longest"]], 0),), 1)
    return _word(chunk)


def fold(part: str) -> str:
    """Return one part of a word in the form that is compared: lower case, no accents on Latin and Greek letters.

    >>> fold("Erdoğan"), fold("Ｆ１６"), fold("don’t"), fold("Йод")
    ('erdogan', 'f16', 'dont', 'йод')
    """
    bare = _APOSTROPHE.sub("", part)
    if bare.isascii():
        return bare.lower()[: _S["longest"]]
    lower = unicodedata.normalize("NFKC", bare).lower().translate(_LETTERS)
    plain = _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", lower)).translate(_LETTERS)
    composed = unicodedata.normalize("NFC", plain)
    return _OTHER.sub("", composed)[: _S["longest"]]


def _dense(chunk: str) -> Chunk:
    characters = [unicodedata.normalize("NFKC", character) for character in chunk]
    terms: list[tuple[str, int]] = []
    for place, character in enumerate(characters):
        terms.append((character, place))
        if place + 1 < len(characters):
            terms.append((character + characters[place + 1], place))
    return Chunk(tuple(terms), len(characters))


def _word(chunk: str) -> Chunk:
    parts = [_POSSESSIVE.sub("", part) for part in _HYPHEN.split(chunk)]
    folded = [fold(part) for part in parts]
    terms = [
        term for place, part in enumerate(parts) if folded[place] for term in _filtered(part, folded[place], place)
    ]
    if len(parts) > 1 and any(len(part) <= _S["short"] or _DIGIT.search(part) for part in folded):
        joined = "".join(folded)[: _S["longest"]]
        terms.append((_stemmed(joined), 0))
    return Chunk(tuple(terms), len(parts))


def _filtered(printed: str, folded: str, place: int) -> Terms:
    """Capitals bypass the stop words, so that US, WHO and IT can be found."""
    if folded in _STOP and not _CAPITALS.fullmatch(printed):
        return ()
    return ((_stemmed(folded), place),)


@lru_cache(STEMS)
def _stemmed(word: str) -> str:
    return stem(word) if _STEMMED.fullmatch(word) else word
