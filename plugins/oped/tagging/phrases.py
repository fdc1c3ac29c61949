"""Finding many phrases at once: a word that begins none of them costs one look into a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from oped.tagging.words import Words

T = TypeVar("T")

_WORD = re.compile(r"(\w+)")
_GAPS = str.maketrans({"'": "’", "‘": "’", "\u00a0": " ", "\n": " ", "\u2010": "-", "\u2011": "-"})


class Phrase(NamedTuple, Generic[T]):
    """The words of a phrase after its first, what stands between, and what it means."""

    rest: tuple[str, ...]
    gaps: tuple[str, ...]
    cased: bool
    value: T


class Match(NamedTuple, Generic[T]):
    """`length` words from `index` on stand for `value`."""

    index: int
    length: int
    value: T


class Phrases(Generic[T]):
    """A set of phrases. Lower-case ones match in any case, those with a capital only as printed."""

    def __init__(self, entries: Iterable[tuple[str, T]], unshouted: frozenset[str] = frozenset()) -> None:
        """Take pairs of words and meaning; `unshouted` words are not looked for in text that is all capitals."""
        self._first: dict[str, list[Phrase[T]]] = {}
        self._shouted: dict[str, list[Phrase[T]]] = {}
        for words, value in entries:
            self._add(words, value, shouted=words not in unshouted)
        for index in (self._first, self._shouted):
            for phrases in index.values():
                phrases.sort(key=lambda phrase: -len(phrase.rest))

    def _add(self, words: str, value: T, *, shouted: bool) -> None:
        parts = _WORD.split(words)
        first, *rest = parts[1::2]
        gaps = tuple(gap.translate(_GAPS) for gap in parts[2:-1:2])
        cased = words != words.lower()
        forms = {first} if cased else {first, first.capitalize(), first.upper()}
        for form in sorted(forms):
            self._first.setdefault(form, []).append(Phrase(tuple(rest), gaps, cased, value))
        if shouted:
            upper = tuple(word.upper() for word in rest)
            self._shouted.setdefault(first.upper(), []).append(Phrase(upper, gaps, True, value))

    def find(self, text: Words) -> Iterator[Match[T]]:
        """Yield the matches from left to right, the longest at each place, none inside another."""
        index = self._shouted if text.shouted else self._first
        words = text.words
        after = 0
        for at in [i for i, word in enumerate(words) if word in index]:
            if at < after:
                continue
            for phrase in index[words[at]]:
                if not phrase.rest or _continues(phrase, text, at + 1):
                    after = at + 1 + len(phrase.rest)
                    yield Match(at, after - at, phrase.value)
                    break


def _continues(phrase: Phrase[T], text: Words, at: int) -> bool:
    words = text.words[at : at + len(phrase.rest)]
    if len(words) < len(phrase.rest):
        return False
    for word, wanted in zip(words, phrase.rest, strict=True):
        if word != wanted and (phrase.cased or word.lower() != wanted):
            return False
    return all(_same_gap(gap, wanted) for gap, wanted in zip(text.gaps[at : at + len(words)], phrase.gaps, strict=True))


def _same_gap(gap: str, wanted: str) -> bool:
    if gap == wanted:
        return True
    gap = " ".join(gap.translate(_GAPS).split()) or " "
    return gap.replace("-", " ") == wanted.strip().replace("-", " ") or gap == wanted.strip() or gap + " " == wanted
