"""Notes: lines and sentences that say outright what they are, a disclaimer, a translation, where a piece appeared."""

from __future__ import annotations

import re
from functools import cache

from oped.convert.dates import figured_day, find_day, has_figures
from oped.convert.lines import Line, Role
from oped.convert.words import entries, patterns

BULLETS = "•*·▪■◆—–-ᅳ|>() \u200b"
_HEADLINE = re.compile(
    r"(?:with the headline|under the (?:headline|title)"
    r"|titled)\s?:?\s*[“\"‘']?(?P<title>.{5,160}?)[”\"’']?\.?\s*(?:Today.s Paper.{0,30})?$"
)
_TRANSLATOR = re.compile(r"(?:by|:|par|por|von)\s+(?P<name>.{3,60}?)\.?$", re.IGNORECASE)
_DISCLAIMING = re.compile("view|opini|reflect|represent|capacity|meinung")  # cheap to look for first


@cache
def _kinds() -> tuple[re.Pattern[str], tuple[Role, ...]]:
    """Return one expression with a group for each row of the list, and the roles of these groups."""
    rows = [row.partition("=") for _, row in entries("publications")]
    together = "|".join(f"({expression.strip()})" for _, _, expression in rows)
    return re.compile(together, re.IGNORECASE), tuple(Role(name.strip()) for name, _, _ in rows)


def note_role(text: str) -> Role | None:
    """Return the role of a line or sentence that says outright what it is, or None."""
    bare = text.lstrip(BULLETS)
    kinds, roles = _kinds()
    if (match := kinds.match(bare)) and match.lastindex:
        return roles[match.lastindex - 1]
    if len(bare) >= 600 or not _DISCLAIMING.search(bare.lower()) or "?" in bare or len(bare.split()) > 60:
        return None
    return Role.DISCLAIMER if patterns("disclaimers").search(bare) else None


def mark_note(line: Line, role: Role) -> None:
    """Label a note, and read what it states: a day, a headline, a translator."""
    bare = line.text.strip(BULLETS)
    line.mark(role, f"a {role} line")
    line.value = bare
    if role is Role.PUBLICATION:
        found = find_day(line.text)
        line.day = found.day if found else figured_day(line.text, None) if has_figures(line.text) else None
        if headline := _HEADLINE.search(line.text):
            line.value = headline["title"]
            line.names = ()
        else:
            line.value = ""
    elif role is Role.TRANSLATOR and (match := _TRANSLATOR.search(bare)):
        line.value = match["name"].strip()
