"""Who signs a page, and the closing lines that speak of them without a bio's usual words."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import HEAD, TAIL, Role
from oped.convert.names import read_names, set_case
from oped.convert.stages.notes import BULLETS
from oped.convert.words import words

_BY = re.compile(r"(?:by|par|por|von)\s+", re.IGNORECASE)
_UNCASED_BY = re.compile(r"(?:بقلم|文|作者|撰文)\s?[:：／/｜|]\s?(?P<names>\S.{1,30})")
_CREDITED = re.compile(r"(?:[—–]|--?)\s?(?P<name>[^\W\d_a-z][^,]{3,50})(?:,\s[^,]{2,40}){0,2}")
"""`— Ada Morrow, Gull Rock`."""
_SURNAME = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Mx|Dr|Prof|Professor|Rev|Sen|Rep)\.?\s+)?(?P<name>[^\W\d_a-z][\w’'-]+),?\s(?:[^.]{2,60},\s)?"
    rf"(?:{'|'.join(sorted(words('bio_verbs'), key=len, reverse=True))}|wrote)\b"
)
_WORK = re.compile(
    r"(?P<name>[^’',.]{4,40})[’']s? (?:(?:latest|new|first|next|debut|forthcoming|most recent) )?"
    r"(?:book|novel|memoir|column|podcast|newsletter|collection)s?\b"
)
_SHORT_BIO = 60
_LONG = 12
"""Words of a line that is text."""
_REACH = 60
_NAME = 140


def signed(draft: Draft) -> frozenset[str]:
    """Return the names that the page's by-lines print, in small letters: a bio of one of them needs fewer cues."""
    short = [line.text for line in draft.lines if 2 <= line.words <= 14 and not line.whole]
    names = [read_names(_BY.sub("", text), alone=not _BY.match(text)) for text in short]
    credits = (match["name"] for text in short if (match := _CREDITED.fullmatch(text)))
    others = (line.text for line in draft.lines if line.words <= 8 and not line.text.isascii())
    uncased = (match["names"] for text in others if (match := _UNCASED_BY.fullmatch(text)))
    cased = (set_case(name.text).casefold() for several in (*names, *map(read_names, credits)) for name in several)
    return frozenset({*cased, *uncased})


def mark_signer(draft: Draft, index: int) -> bool:
    """Label a closing line that says who somebody is whom a by-line names."""
    if not draft.signed or draft.lines[index].words > _SHORT_BIO:
        return False
    return _by_surname(draft, index) or _by_work(draft, index) or _opens_with_signed(draft, index)


def surname_bio(draft: Draft, text: str) -> bool:
    """Return whether a text says what somebody is, by surname, whose whole name a by-line of the page prints."""
    match = _SURNAME.match(text.lstrip(BULLETS))
    return match is not None and any(name.split()[-1] == match["name"].casefold() for name in draft.signed)


def _by_surname(draft: Draft, index: int) -> bool:
    """Label a closing line that says by surname what the author is (`Dr. Bell is a nurse in York.`)."""
    line = draft.lines[index]
    match = _SURNAME.match(line.text.lstrip(BULLETS))
    if match is None or not _ends(draft, index) or not surname_bio(draft, line.text):
        return False
    if _in_text(draft, index, match["name"].casefold()):
        return False
    line.mark(Role.BIO, "the last line says what somebody is whom a by-line names")
    return True


def _by_work(draft: Draft, index: int) -> bool:
    """Label a closing line that names a work of the author's (`Ada Bell’s book of columns is published by Tern`)."""
    line = draft.lines[index]
    match = _WORK.match(line.text)
    if match is None or match["name"].casefold() not in draft.signed or not _ends(draft, index):
        return False
    if _in_text(draft, index, match["name"].casefold()):
        return False
    line.mark(Role.BIO, "it names a work of somebody whom a by-line names")
    return True


def _opens_with_signed(draft: Draft, index: int) -> bool:
    """Label a closing line that opens with the by-line's name and goes on small, or in a script without capitals."""
    line, after = draft.lines[index], draft.neighbour(index, 1)
    if after is not None and after.role not in HEAD and after.role not in TAIL:
        return False
    opening = line.text[:_NAME].casefold()
    name = max((name for name in draft.signed if opening.startswith(name)), key=len, default="")
    if not name or line.text[0].islower():
        return False
    goes_on = line.whole and line.text[len(name) :].lstrip()[:1].islower() and not _in_text(draft, index, name)
    if line.text[0].isupper() and not goes_on:
        return False
    line.mark(Role.BIO, "the last line opens with the by-line's name")
    return True


def _ends(draft: Draft, index: int) -> bool:
    """Return whether nothing of the piece follows a line but its end matter."""
    after = draft.neighbour(index, 1)
    return after is None or after.role in HEAD or after.role in TAIL or (after.words <= 17 and not after.whole)


def _in_text(draft: Draft, index: int, name: str) -> bool:
    """Return whether the text above a line speaks of somebody."""
    above = draft.lines[max(0, index - _REACH) : index]
    return any(line.free and line.words > _LONG and name in line.text.casefold() for line in above)
