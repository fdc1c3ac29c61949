"""Text as words with their places: one pass in C, so that a matcher looks only at words it knows."""

from __future__ import annotations

import re
from itertools import accumulate

_WORD = re.compile(r"(\w+)")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT_FORM = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|No|Jr|Sr|vs))\.$")


class Words:
    """The words of one paragraph. `gaps[i]` stands before `words[i]`, `starts[i]` is where that word begins.

    `shouted` says that the whole paragraph is in capitals, so that they tell nothing about names.
    """

    __slots__ = ("gaps", "number", "shouted", "starts", "text", "words")

    def __init__(self, text: str, number: int) -> None:
        """Split the text of paragraph `number` (0 is the title)."""
        parts = _WORD.split(text)
        self.text = text
        self.number = number
        self.words = parts[1::2]
        self.gaps = parts[0::2]
        self.starts = list(accumulate(map(len, parts)))[0::2]
        self.shouted = text.isupper() and len(self.words) > 1

    def printed(self, at: int, end: int) -> str:
        """Return the words from `at` to `end` (one past the last), as printed."""
        return self.text[self.starts[at] : self.starts[end - 1] + len(self.words[end - 1])]


def opening(text: str, least: int = 120, longest: int = 360) -> int:
    """Return where the opening of `text` ends: its first sentence, or as many short ones as make `least` characters."""
    for end in _SENTENCE_END.finditer(text, 0, longest):
        if end.start() >= least and not _SHORT_FORM.search(text, 0, end.start() + 1):
            return end.start() + 1
    return min(len(text), longest)
