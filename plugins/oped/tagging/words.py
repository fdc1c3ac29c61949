"""Text as words with their places: one pass in C, so that a matcher looks only at words it knows."""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, compress, count, islice

from oped.tagging.runs import without_marks

LONG = 1 << 16
"""Characters of which a longer text is split at a time: one object for each word of 50 MB would take 1.3 GB."""

_WORD = re.compile(r"(\w+)")
_WORD_OF_ASCII = re.compile(r"(\w+)", re.ASCII)
"""The same for a text whose letters are all of ASCII: they are told sooner."""
_BETWEEN = re.compile(r"\W")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT_FORM = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|No|Jr|Sr|vs))\.$")


class Words:
    """The words of one paragraph. `gaps[i]` stands before `words[i]`.

    `shouted` says that the whole paragraph is in capitals, so that they tell nothing about names. `known` are the
    places of words at which a phrase may begin, whatever set of phrases is then looked for.
    """

    __slots__ = ("_parts", "_starts", "gaps", "known", "number", "shouted", "text", "words")

    def __init__(self, text: str, number: int, beginnings: Container[str] | None = None) -> None:
        """Split the text of paragraph `number` (0 is the title); a phrase may begin with any word if none are given."""
        self.text = text
        self.number = number
        self.words: list[str]
        self.gaps: list[str]
        self._parts: list[str] = []
        self._starts: Sequence[int] = ()
        if len(text) > LONG:
            self._split_in_blocks()
        else:
            self._parts = parts = (_WORD_OF_ASCII if without_marks(text).isascii() else _WORD).split(text)
            self.words = parts[1::2]
            self.gaps = parts[0::2]
        self.shouted = text.isupper() and len(self.words) > 1
        self.known: Sequence[int] = range(len(self.words))
        if beginnings is not None:
            self.known = list(compress(count(), map(beginnings.__contains__, self.words)))

    @property
    def starts(self) -> Sequence[int]:
        """Where each word begins; counted when it is first asked for, since of many a paragraph nobody does."""
        if not self._starts:
            self._starts = list(islice(accumulate(map(len, self._parts)), 0, None, 2))
        return self._starts

    def _split_in_blocks(self) -> None:
        """Split a long text a block at a time, equal words and gaps being one object."""
        self.words, self.gaps, self._starts = [], [""], (starts := array("q"))
        same: dict[str, str] = {}
        at = 0
        for block in in_blocks(self.text, LONG, _BETWEEN):
            parts = _WORD.split(block)
            ends = list(accumulate(map(len, parts), initial=at))
            starts.extend(ends[1:-1:2])
            at = ends[-1]
            self.words += map(same.setdefault, parts[1::2], parts[1::2])
            self.gaps[-1] += parts[0]
            self.gaps += map(same.setdefault, parts[2::2], parts[2::2])
        starts.append(at)

    def printed(self, at: int, end: int) -> str:
        """Return the words from `at` to `end` (one past the last), as printed."""
        return self.text[self.starts[at] : self.starts[end - 1] + len(self.words[end - 1])]


def in_blocks(text: str, least: int, between: re.Pattern[str]) -> Iterator[str]:
    """Yield a text in blocks of a little more than `least` characters, up to a match of `between`; last, the rest."""
    start = 0
    while start < len(text):
        match = between.search(text, start + least)
        end = match.end() if match else len(text)
        yield text[start:end]
        start = end


def opening(text: str, least: int = 120, longest: int = 360) -> int:
    """Return where the opening of `text` ends: its first sentence, or as many short ones as make `least` characters."""
    for end in _SENTENCE_END.finditer(text, 0, longest):
        if end.start() >= least and not _SHORT_FORM.search(text, 0, end.start() + 1):
            return end.start() + 1
    return min(len(text), longest)
