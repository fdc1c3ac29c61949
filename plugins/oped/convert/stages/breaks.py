"""Lost line breaks: a page copied as one line, whose paragraphs run into one another (`…for him?Monica BurkeCumbria…`)."""

from __future__ import annotations

import re
from itertools import pairwise

from oped.convert.draft import Draft
from oped.convert.lines import Role
from oped.convert.names import is_name

_SEAM = re.compile(
    r"[a-z0-9)%\]”’\"'][.!?…]+[”’\"')\]]*(?=[“‘\"'(\[]?[A-Z][a-z’'\s]|[“‘\"'(\[]?[A-Z]\.|[“‘—–ᅳ]\s?[A-Z])"
    r"|(?<=[a-z]{3})\.(?=\d{1,2} [ap]\.m\.)"
    r"|\d°(?=[A-Z])"
    r"|[\w.-]+@[\w-]+(?:\.[a-z]{2,6})+(?=[A-Z])"
    r"|(?<=[,;]) \.(?=[A-Z])"
)
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z\s])")
_BROKEN = re.compile(r"[,;:] \.$")
_DASHED = re.compile(r"[—–ᅳ-]\s?((?:[A-Z][\w.’'-]*\s?){1,6}?)(?<=[a-z])(?=[A-Z][a-z])")
_PLACE = re.compile(
    r"(?:[A-Z][\w.’'-]*|of|the|on|upon|de|la|in|by)(?:,?\s(?:[A-Z][\w.’'-]*|of|the|on|upon|de|la|in|by))*"
)
_LONG = 700


def restore_breaks(draft: Draft) -> None:
    """Split long lines at their seams when they have several, where one sentence runs into the next without a space."""
    index = 0
    while index < len(draft.lines):
        line = draft.lines[index]
        seams = [m.end() for m in _SEAM.finditer(line.text)] if len(line.text) >= _LONG else []
        if len(seams) >= 3 or (seams and line.words / (len(seams) + 1) < 120 and len(draft.lines) <= 3):
            offsets = sorted({*seams, *_inner(line.text, seams)})
            draft.split(index, *offsets)
            if _BROKEN.search(draft.lines[index].text):
                draft.lines[index].mark(Role.FURNITURE, "a sentence whose end is missing")
            index += len(offsets)
        index += 1


def _inner(text: str, seams: list[int]) -> list[int]:
    """Return the seams within chunks: after a name, a place, a headline, and where a cut text meets the next."""
    found: list[int] = []
    for start, end in pairwise([0, *seams, len(text)]):
        chunk = text[start:end]
        if dashed := _DASHED.match(chunk):
            found.append(start + dashed.end())
            continue
        camels = [m.start() for m in _CAMEL.finditer(chunk)]
        if not camels and is_name(chunk.strip(), 4):
            continue
        opening = _first(chunk, camels) if start == 0 else []
        found.extend(start + offset for offset in _signature(chunk, camels) or opening or _cut(chunk, camels))
    return found


def _signature(chunk: str, camels: list[int]) -> list[int]:
    """Return the seams of `Monica BurkeCumbriaPeople say that …` (name, place, next headline), if that is the shape."""
    edges = [0, *camels, len(chunk)]
    parts = [chunk[a:b] for a, b in pairwise(edges)]
    if len(parts) < 2 or not is_name(parts[0].strip(), 4):
        return []
    taken = 1
    if _PLACE.fullmatch(parts[1].strip()) and len(parts[1].split()) <= 4:
        taken = 2
        if len(parts) > 3 and 3 <= len(parts[2].split()) <= 16:
            taken = 3
    return edges[1 : taken + 1][: len(parts) - 1]


def _first(chunk: str, camels: list[int]) -> list[int]:
    """Return the seam between the headline or standfirst of a page and its text."""
    return camels[:1] if camels and 4 <= len(chunk[: camels[0]].split()) <= 45 else []


def _cut(chunk: str, camels: list[int]) -> list[int]:
    """Return the seams where a long text breaks off in mid-sentence and another begins."""
    found, previous = [], 0
    for position, camel in enumerate(camels):
        following = camels[position + 1] if position + 1 < len(camels) else len(chunk)
        if len(chunk[previous:camel].split()) >= 25 and len(chunk[camel:following].split()) >= 8:
            found.append(camel)
            previous = camel
    return found
