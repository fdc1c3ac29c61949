"""A sentence or two that say what a piece is about, out of its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

SHORTEST, LONGEST = 90, 260
"""Characters: two lines on a phone, and what search engines show of a description."""
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
    ends = [match.end() for match in SENTENCE_END.finditer(text) if not ABBREVIATION.search(text[: match.end()])]
    whole = next((end for end in ends if SHORTEST <= end <= LONGEST), None)
    if whole:
        return text[:whole]
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return (head[: head.rfind(" ")] if " " in head[SHORTEST:] else head).rstrip(" ,;:–—-") + "…"
