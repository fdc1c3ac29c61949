"""Finding many phrases at once: a word that begins none of them costs one look into a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from oped.tagging.words import Words

T = TypeVar("T")

_WORD = re.compile(r"(\w+)")
_GAPS = str.maketrans({"'": "’", "‘": "’", "\u00a0": " ", "\n": " ", "\u2010": "-", "\u2011": "-"})


class Phrase(NamedTuple, Generic[T]):
    """The words of a phrase after its first, what stands between them, and what it means."""

    rest: tuple[str, ...]
    gaps: tuple[str, ...]
    cased: bool
    value: T


class Match(NamedTuple, Generic[T]):
    """Words `at` to `end` (one past the last) stand for `value`."""

    at: int
    end: int
    value: T


_match = Match._make
"""Faster than naming the three fields; one is made for every match."""


class _Start(Generic[T]):
    """What a first word can begin: itself alone, and longer phrases by their second word, longest first."""

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.alone: Phrase[T] | None = None
        self.longer: dict[str, list[Phrase[T]]] = {}

    def add(self, phrase: Phrase[T]) -> None:
        if not phrase.rest:
            self.alone = self.alone or phrase
            return
        for second in {phrase.rest[0], phrase.rest[0] if phrase.cased else phrase.rest[0].capitalize()}:
            phrases = self.longer.setdefault(second, [])
            phrases.append(phrase)
            phrases.sort(key=lambda each: -len(each.rest))


class Phrases(Generic[T]):
    """A set of phrases. Lower-case ones match in any case, those with a capital only as printed."""

    def __init__(self, entries: Iterable[tuple[str, T]], unshouted: frozenset[str] = frozenset()) -> None:
        """Take pairs of words and meaning; `unshouted` words are not looked for in text that is all capitals."""
        self._plain: dict[str, _Start[T]] = {}
        self._shouted: dict[str, _Start[T]] = {}
        for words, value in entries:
            self._add(words, value, shouted=words not in unshouted)

    def _add(self, words: str, value: T, *, shouted: bool) -> None:
        parts = _WORD.split(words)
        first, *rest = parts[1::2]
        gaps = tuple(gap.translate(_GAPS) for gap in parts[2:-1:2])
        cased = words != words.lower()
        for form in {first} if cased else {first, first.capitalize(), first.upper()}:
            self._plain.setdefault(form, _Start()).add(Phrase(tuple(rest), gaps, cased, value))
        if shouted:
            upper = tuple(word.upper() for word in rest)
            self._shouted.setdefault(first.upper(), _Start()).add(Phrase(upper, gaps, True, value))

    def find(self, text: Words) -> Iterator[Match[T]]:
        """Yield the matches from left to right, the longest at each place, none inside another."""
        starts = self._shouted if text.shouted else self._plain
        words = text.words
        last = len(words) - 1
        after = 0
        for at in compress(count(), map(starts.__contains__, words)):
            if at < after:
                continue
            start = starts[words[at]]
            phrase = start.alone
            if start.longer and at < last:
                for longer in start.longer.get(words[at + 1], ()):
                    if _continues(longer, text, at + 1):
                        phrase = longer
                        break
            if phrase is not None:
                after = at + 1 + len(phrase.rest)
                yield _match((at, after, phrase.value))


def _continues(phrase: Phrase[T], text: Words, at: int) -> bool:
    end = at + len(phrase.rest)
    words = text.words[at:end]
    if tuple(words) != phrase.rest and (phrase.cased or tuple(word.lower() for word in words) != phrase.rest):
        return False
    gaps = text.gaps[at:end]
    return tuple(gaps) == phrase.gaps or all(map(_same_gap, gaps, phrase.gaps))


def _same_gap(gap: str, wanted: str) -> bool:
    """Return whether two gaps join words alike: white space, hyphens and apostrophes have several shapes."""
    return gap == wanted or _plain(gap) == _plain(wanted)


def _plain(gap: str) -> str:
    return " ".join(gap.translate(_GAPS).replace("-", " ").split())
