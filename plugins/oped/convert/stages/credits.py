"""Credits: the author's name below the text, `— Ada Morrow` or `By Ada Morrow`."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import TAIL, Line, Role
from oped.convert.names import Name, read_names, set_case
from oped.convert.places import is_place
from oped.convert.words import table
from oped.model import Found, Span

CREDIT = re.compile(
    r"(?:[—–ᅳ]|--|-(?=[A-Z ]))\s?(?P<name>\S.{2,60})"
    r"|(?:(?P<kind>Opinion|Analysis|Commentary) by|by|BY|By)\s+(?P<by>\S.{2,60})"
)
CONTACT = re.compile(
    r"(?:Contact|E-?mail|Reach|Write to|Follow) (?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){1,3}?) (?:at|on) "
    r"(?=.{0,60}(?:@|[‘'“(\[]at[’'”)\]]|Twitter))\S.{0,80}"
)
"""`Contact Ada Bell at abell 'at' mail.example.`"""
_BESIDE = re.compile(r",\s.*| (?:for|of) [A-Z].*")
_WHEN = re.compile(
    rf",\s(?:{'|'.join(map(re.escape, table('months')))})\.?\s\d{{1,2}}(?:,\s\d{{4}})?\.?$", re.IGNORECASE
)
"""The day beside a name: `— Ada Morrow, June 3`."""


_PLACE = 4
"""Words of a place at most."""


def mark_contact(line: Line, contact: re.Match[str]) -> None:
    """Label a line that says how to reach the author; an editor whom it names by office is nobody."""
    names = read_names(contact["name"], alone=True)
    if names:
        line.mark(Role.CONTACT, "how to reach the author")
        line.names = tuple(found(name, "how to reach the author", line) for name in names)


def mark_credit(draft: Draft, index: int, credit: re.Match[str]) -> None:
    """Label a line below a text that names its author, and nothing that heads the text below."""
    line = draft.lines[index]
    above = draft.neighbour(index, -1)
    after = draft.neighbour(index, 1)
    if (
        above is None
        or not (above.whole or above.role in TAIL)
        or (after is not None and after.free and not _may_start(draft, index))
    ):
        return
    if credit["by"] and not credit["kind"] and not _ends_piece(above, after):
        return
    text = _WHEN.sub("", credit["name"] or credit["by"])
    text = _BESIDE.sub("", text) if credit["kind"] else text
    names = _placed(text if credit["name"] else "") or read_names(text, alone=True)
    if (
        not names
        and (credit["name"] or credit["kind"])
        and 2 <= len(text.split()) <= 6
        and text[0].isupper()
        and not text.endswith((".", "?", "!"))
    ):
        names = (Name(text),)
    if names:
        line.mark(Role.SIGNATURE, "a by-line below the text")
        line.names = tuple(found(name, "the line below the text", line) for name in names)


def mark_repeated(draft: Draft, index: int) -> None:
    """Label a name that a by-line prints too, alone below the text, and the place below it, as a signature."""
    line, below, after = draft.lines[index], draft.neighbour(index, 1), draft.neighbour(index + 1, 1)
    placed = below is not None and below.free and below.words <= _PLACE and is_place(below.text) and _ended(after)
    if line.text.strip(" .—–-").casefold() not in draft.signed or not (_ended(below) or placed):
        return
    if not any(one.text.casefold().endswith(line.text.casefold()) for one in draft.lines[:index]):
        return
    line.mark(Role.SIGNATURE, "the by-line's name below the text")
    line.names = tuple(found(name, "the line below the text", line) for name in read_names(line.text, alone=True))
    if placed and below is not None:
        below.mark(Role.SIGNATURE, "the place below the author's name")


def _ended(line: Line | None) -> bool:
    return line is None or line.role in TAIL


def _placed(text: str) -> tuple[Name, ...]:
    """Return the name of `Ada Morrow, Gull Rock`."""
    name, comma, place = text.partition(",")
    return read_names(name, alone=True) if comma and len(place.split()) <= _PLACE and is_place(place.strip()) else ()


def _ends_piece(above: Line, after: Line | None) -> bool:
    """Return whether a `By …` line stands below the text it signs, and not above the text that follows."""
    return above.words >= 12 and (
        after is None or (after.words < 15 and not after.whole and after.role is not Role.DATE)
    )


def _may_start(draft: Draft, index: int) -> bool:
    """Return whether the line after `index` may open a piece: it is a headline, or long enough for text."""
    after = draft.neighbour(index, 1)
    return after is None or after.words >= 15 or not after.whole


def found(name: Name, where: str, line: Line) -> Found:
    """Return a name as found in a line below a text."""
    text = set_case(name.text)
    start = line.text.find(name.text)
    span = Span(line.start + start, line.start + start + len(name.text)) if start >= 0 else None
    how = "the author" if text == name.text else "the author, in capitals"
    return Found(text, f"{where} names {how}", span, name.gloss)
