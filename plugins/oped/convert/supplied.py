"""The title of a piece that has none: its own opening words, cut at a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 80
_SENTENCE = re.compile(r"[.!?…。！？](?:(?<=[。！？])|(?<=[a-z0-9)”’\"'].)[.!?…]*[”’\"')]*(?=\s|$))")
"""What stands before is looked at behind the first mark, as in `stages/breaks.py`."""
_CLAUSE = re.compile(r"[,;:—–](?=\s)|\s[—–-]\s|[，；：、]")
_DANGLING = re.compile(
    r"(?:\s+(?:an?|the|and|or|but|of|to|in|on|at|by|for|from|with|as|that|which|who|whose|than|if|when|is|are|was|were|be|has|have|"
    r"had|it|he|she|they|we|i|its|his|her|their|our|this|these|into|over|between|because|while|not))+$",
    re.IGNORECASE,
)


def supply_title(paragraphs: Sequence[str]) -> str:
    """Return the first sentence of a text, cut at a clause or a word so that it has at most `LONGEST` characters.

    >>> supply_title(["There would be a time for a summit, but it is unlikely to be this week in Alaska, he said. So."])
    'There would be a time for a summit'
    """
    text = " ".join(" ".join(paragraphs[:2])[:1000].split())
    stop = _SENTENCE.search(text)
    sentence = text[: stop.start()] + text[stop.start() : stop.end()].lstrip(".。") if stop else text
    if len(sentence) <= LONGEST:
        return sentence.strip()
    clauses = [m.start() for m in _CLAUSE.finditer(sentence[: LONGEST + 1]) if m.start() >= 20]
    if clauses:
        return sentence[: clauses[-1]].strip(" ,;:—–-")
    words = sentence[: LONGEST + 1].rsplit(" ", 1)[0] if " " in sentence[: LONGEST + 1] else sentence[:LONGEST]
    return _DANGLING.sub("", words).strip(" ,;:—–-")
