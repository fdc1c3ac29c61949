"""Notes: lines and sentences that say outright what they are, a disclaimer, a translation, where a piece appeared."""

from __future__ import annotations

import re
from functools import cache

from oped.convert.dates import figured_day, find_day, has_figures
from oped.convert.lines import Line, Role
from oped.convert.words import entries, patterns
from oped.convert.words.heads import head_of, may_begin

BULLETS = "•*·▪■◆—–-ᅳ|>() \u200b"
_HEADLINE = re.compile(
    r"(?:with the headline|under the (?:headline|title)"
    r"|titled)\s?:?\s*[“\"‘']?(?P<title>.{5,160}?)[”\"’']?\.?\s*(?:Today.s Paper.{0,30})?$"
)
_TRANSLATOR = re.compile(r"(?:by|:|par|por|von)\s+(?P<name>.{3,60}?)\.?$", re.IGNORECASE)


@cache
def _kinds(head: str) -> tuple[re.Pattern[str], tuple[Role, ...]]:
    """Return one expression with a group for each row that can begin with a letter, and the roles of these groups."""
    pairs = [row.partition("=") for _, row in entries("publications")]
    rows = [(name.strip(), what.strip()) for name, _, what in pairs if may_begin(what.strip(), head)]
    return re.compile("|".join(f"({what})" for _, what in rows), re.IGNORECASE), tuple(Role(name) for name, _ in rows)


def note_role(text: str) -> Role | None:
    """Return the role of a line or sentence that says outright what it is, or None."""
    bare = text.lstrip(BULLETS)
    kinds, roles = _kinds(head_of(bare))
    if (match := kinds.match(bare)) and match.lastindex:
        return roles[match.lastindex - 1]
    if len(bare) >= 600 or "?" in bare or not _may_disclaim(bare.lower()) or len(bare.split()) > 60:
        return None
    return Role.DISCLAIMER if patterns("disclaimers").search(bare) else None


def _may_disclaim(low: str) -> bool:
    """Return whether a text in small letters holds a word that disclaimers do, which is quick to see."""
    either = "view" in low or "opini" in low or "reflect" in low
    return either or "represent" in low or "capacity" in low or "meinung" in low


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
