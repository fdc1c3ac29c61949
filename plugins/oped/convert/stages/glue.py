"""Glued ends: what a copied page runs into the line before it is a line of its own."""

from __future__ import annotations

import re

from oped.convert.dates import find_day, rest_of
from oped.convert.draft import Draft
from oped.convert.lines import Role
from oped.convert.stages.listings import LINK_TO_FULL_TEXT

_MORE = re.compile(
    r"(?:\s*(?:FULL STORY|FULL ARTICLE|READ MORE|CONTINUE READING)|\s*(?<=[\w,;’”.…])Full [Ss]tory"
    r"|(?:\s*(?:…|\.\.\.)\s*|\s+)\[?(?:Read (?:more|on)|Continue reading)\]?\s*[»›>→.…]*|\s*(?:…|\.\.\.)\s*\[?[Mm]ore\]?)\s*[»›>→.…]*$"
)


_LEADS_TO_DATE = re.compile(r"[,|·•–-]$|\b(?:on|of|to|in|the|until|since|before|after|from|by)$", re.IGNORECASE)


def peel_glue(draft: Draft) -> None:
    """Split `…textFULL STORY`, `Headline2017-12-13` and `By THE EDITORIAL BOARDNOV. 29, 2017` into their lines."""
    index = 0
    while index < len(draft.lines):
        line = draft.lines[index]
        tail = line.text[-40:]
        more = _MORE.search(tail)
        if more and line.words > 5 and (more.start() or len(line.text) > 40):
            offset = len(line.text) - len(tail) + more.start()
            rest = line.text[:offset]
            if rest.rstrip() and not (more[0].strip().islower() and line.whole):
                draft.split(index, offset)
                draft.lines[index].cut = f"“{more[0].strip()}” stands at its end"
                draft.lines[index + 1].mark(Role.FURNITURE, LINK_TO_FULL_TEXT)
                index += 2
                continue
        if line.words <= 30 and line.text[-1].isdigit():
            offset = _date_at_end(line.text)
            if offset:
                draft.split(index, offset)
        index += 1


def _date_at_end(text: str) -> int:
    """Return where a date that ends a headline or by-line begins, or 0."""
    found = find_day(text[-40:])
    if not found:
        return 0
    base = max(0, len(text) - 40)
    if rest_of(text[base + found.end :]) or found.end + base < len(text):
        return 0
    before = text[: base + found.start].rstrip()
    if not rest_of(before) or _LEADS_TO_DATE.search(before):
        return 0
    glued = base + found.start > 0 and not text[base + found.start - 1].isspace()
    by = re.match(r"(?:by|par|por|von)\s", text, re.IGNORECASE) or len(before.split()) <= 4
    return base + found.start if glued or by else 0
