"""A sentence or two that say what a piece is about, out of its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

SHORTEST, LONGEST = 90, 260
"""Characters: two lines on a phone, and what search engines show of a description."""
AHEAD = 40
"""Characters behind the end of a sentence that tell whether it is one."""
SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[A-ZÀ-ÞА-Я0-9])|[。！？][」』”]?)")
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)


def summarize(standfirst: str, paragraphs: Sequence[str]) -> str:
    """Return the standfirst, or the first sentences of the text, whole where they fit and else cut between words.

    >>> summarize("", ["Rates rose again. " * 3 + "Nobody at the bank could say why they had to rise so far, so fast."])
    'Rates rose again. Rates rose again. Rates rose again. Nobody at the bank could say why they had to rise so far, \
so fast.'
    """
    if standfirst:
        return cut(standfirst)
    text = ""
    for paragraph in paragraphs:
        text = f"{text} {paragraph}".strip()
        if len(text) >= SHORTEST:
            break
    return cut(text)


def cut(text: str) -> str:
    """Return at most `LONGEST` characters of `text`, ending with a sentence if one ends late enough."""
    whole = next((end for end in _ends(text) if end >= SHORTEST), None)
    if whole:
        return text[:whole]
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return (head[: head.rfind(" ")] if " " in head[SHORTEST:] else head).rstrip(" ,;:–—-") + "…"


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end, as far as a summary goes."""
    for match in SENTENCE_END.finditer(text, 0, LONGEST + AHEAD):
        if match.end() > LONGEST:
            return
        if not ABBREVIATION.search(text[: match.end()]):
            yield match.end()
