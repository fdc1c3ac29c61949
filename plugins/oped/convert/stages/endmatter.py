"""End matter closes a piece: who wrote it, whose views these are, who translated it, where it appeared."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from oped.convert.dates import find_day
from oped.convert.draft import Draft, divide
from oped.convert.lines import HEAD, TAIL, Line, Role
from oped.convert.names import Name, read_names, set_case
from oped.convert.stages.bios import Bio, may_be_bio, read_bio
from oped.convert.words import entries, patterns
from oped.model import Found, Span

_BULLETS = "•*·▪■◆—–-ᅳ|>() \u200b"
_SENTENCE = re.compile(r"(?<=[.!?’”\"'])\s+(?=[A-Z“‘\"(])")
_CREDIT = re.compile(r"(?:[—–ᅳ]|--|-(?=[A-Z ]))\s?(?P<name>\S.{2,60})|(?:by|BY|By)\s+(?P<by>\S.{2,60})")
_HEADLINE = re.compile(
    r"(?:with the headline|under the (?:headline|title)"
    r"|titled)\s?:?\s*[“\"‘']?(?P<title>.{5,160}?)[”\"’']?\.?\s*(?:Today.s Paper.{0,30})?$"
)
_TRANSLATOR = re.compile(r"(?:by|:|par|por|von)\s+(?P<name>.{3,60}?)\.?$", re.IGNORECASE)
_DISCLAIMING = re.compile("view|opini|reflect|represent|capacity|meinung")  # cheap to look for first
_BY = re.compile(r"(?:by|par|por|von)\s+", re.IGNORECASE)
_LONGEST = 140
_FUSED = 250


def find_end_matter(draft: Draft) -> None:
    """Label bios and the lines that stay with them; a bio's last sentences of another kind become their own lines."""
    draft.signed = _signed(draft)
    draft.lines = [part for line in draft.lines for part in _divide(line)]
    for index in range(len(draft.lines) - 1, -1, -1):
        if draft.lines[index].free:
            _label(draft, index)


def _signed(draft: Draft) -> frozenset[str]:
    """Return the names that the page's by-lines print, in small letters: a bio of one of them needs fewer cues."""
    short = (line.text for line in draft.lines if 2 <= line.words <= 14 and not line.whole)
    names = (read_names(_BY.sub("", text), alone=not _BY.match(text)) for text in short)
    return frozenset(set_case(name.text).casefold() for found in names for name in found)


def _divide(line: Line) -> list[Line]:
    """Return a line with the sentences split off that are another kind of end matter than its first."""
    if not line.free or line.cut:
        return [line]
    if line.words > _FUSED:
        return _closing_sentences(line)
    if line.words > _LONGEST or line.words < 5 or not may_be_bio(line.text):
        return [line]
    starts = [m.end() for m in _SENTENCE.finditer(line.text)]
    for left, right in pairwise([*starts, len(line.text)]):
        if _plain_role(line.text[left:right].strip()) is not None:
            bio = read_bio(line.text[:left].strip())
            return divide(line, left) if bio is not None and bio.points >= 2 else [line]
    return [line]


def _label(draft: Draft, index: int) -> None:
    line = draft.lines[index]
    if line.words > _LONGEST:
        return
    role = _plain_role(line.text)
    if role is Role.DISCLAIMER and line.words >= 5 and _mark_bio(draft, index):
        return
    if role is not None:
        _mark_plain(draft, index, role)
        return
    above = draft.neighbour(index, -1)
    if above is None or above.role in HEAD or line.cut or above.cut:
        return
    if credit := _CREDIT.fullmatch(line.text):
        _mark_credit(draft, index, credit)
        return
    if line.words >= 5 and (above.words >= 12 or above.whole or above.role in TAIL):
        _mark_bio(draft, index)


def _mark_bio(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    bio = read_bio(line.text)
    if bio is None:
        return False
    signed = any(set_case(name.text).casefold() in draft.signed for name in bio.names)
    if bio.points + (1.0 if signed else 0.0) < _wanted(draft, index, bio) - (1.0 if signed else 0.0):
        return False
    line.mark(Role.BIO, f"a bio: {', '.join(bio.cues)}")
    line.names = tuple(_found(name, "the bio", line) for name in bio.names)
    return True


def _wanted(draft: Draft, index: int, bio: Bio) -> float:
    """Return how many points make a bio here: fewer where a piece ends anyway, more for a person the text is about."""
    after = draft.neighbour(index, 1)
    line = draft.lines[index]
    last = (
        after is None
        or (after.free and after.words <= 17 and not after.whole)
        or after.role in TAIL
        or after.role in HEAD
        or bool(after.begins)
        or (after.words >= 40 and not after.whole)
    )
    between = index + 1 < len(draft.lines) and draft.lines[index + 1].role is Role.FURNITURE
    wanted = 2.0 if last or bio.bullet or between else 3.0
    if line.words > 90:
        wanted += 1
    return wanted + (1.5 if _is_subject(draft, index, bio) else 0.0)


def _is_subject(draft: Draft, index: int, bio: Bio) -> bool:
    """Return whether the piece above speaks of the person: then the line may well be part of it."""
    if not bio.names:
        return False
    surname = bio.names[0].text.split()[-1]
    seen = 0
    for line in reversed(draft.lines[max(0, index - 15) : index]):
        if line.role in TAIL:
            break
        if line.role is None and line.words > 12 and not line.text.lstrip(_BULLETS).startswith(bio.names[0].text):
            seen += line.text.count(surname)
    return seen >= 2


@cache
def _kinds() -> tuple[re.Pattern[str], tuple[Role, ...]]:
    """Return one expression with a group for each row of the list, and the roles of these groups."""
    rows = [row.partition("=") for _, row in entries("publications")]
    together = "|".join(f"({expression.strip()})" for _, _, expression in rows)
    return re.compile(together, re.IGNORECASE), tuple(Role(name.strip()) for name, _, _ in rows)


def _plain_role(text: str) -> Role | None:
    """Return the role of a line or sentence that says outright what it is, or None."""
    bare = text.lstrip(_BULLETS)
    kinds, roles = _kinds()
    if (match := kinds.match(bare)) and match.lastindex:
        return roles[match.lastindex - 1]
    if len(bare) >= 600 or not _DISCLAIMING.search(bare.lower()) or "?" in bare or len(bare.split()) > 60:
        return None
    return Role.DISCLAIMER if patterns("disclaimers").search(bare) else None


def _mark_plain(draft: Draft, index: int, role: Role) -> None:
    line = draft.lines[index]
    bare = line.text.strip(_BULLETS)
    line.mark(role, f"a {role} line")
    line.value = bare
    if role is Role.PUBLICATION:
        found = find_day(line.text)
        line.day = found.day if found else None
        if headline := _HEADLINE.search(line.text):
            line.value = headline["title"]
            line.names = ()
        else:
            line.value = ""
    elif role is Role.TRANSLATOR and (match := _TRANSLATOR.search(bare)):
        line.value = match["name"].strip()


def _mark_credit(draft: Draft, index: int, credit: re.Match[str]) -> None:
    line = draft.lines[index]
    above = draft.neighbour(index, -1)
    after = draft.neighbour(index, 1)
    if (
        above is None
        or not (above.whole or above.role in TAIL)
        or (after is not None and after.free and not _may_start(draft, index))
    ):
        return
    if credit["by"] and not _ends_piece(above, after):
        return
    text = credit["name"] or credit["by"]
    names = read_names(text, alone=True)
    if (
        not names
        and credit["name"]
        and 2 <= len(text.split()) <= 6
        and text[0].isupper()
        and not text.endswith((".", "?", "!"))
    ):
        names = (Name(text),)
    if names:
        line.mark(Role.SIGNATURE, "a by-line below the text")
        line.names = tuple(_found(name, "the line below the text", line) for name in names)


def _ends_piece(above: Line, after: Line | None) -> bool:
    """Return whether a `By …` line stands below the text it signs, and not above the text that follows."""
    return above.words >= 12 and (
        after is None or (after.words < 15 and not after.whole and after.role is not Role.DATE)
    )


def _may_start(draft: Draft, index: int) -> bool:
    """Return whether the line after `index` may open a piece: it is a headline, or long enough for text."""
    after = draft.neighbour(index, 1)
    return after is None or after.words >= 15 or not after.whole


def _closing_sentences(line: Line) -> list[Line]:
    """Split the bio off a text whose line breaks are lost: its last sentences, when they are a bio."""
    base = max(0, len(line.text) - 700)
    tail = line.text[base:]
    for match in _SENTENCE.finditer(tail):
        bio = read_bio(tail[match.end() :])
        if bio is not None and bio.points >= 3 and bio.names and tail.count(bio.names[0].text) == 1:
            first, *rest = divide(line, base + match.end())
            return [first, *(part for other in rest for part in _divide(other))]
    return [line]


def _found(name: Name, where: str, line: Line) -> Found:
    text = set_case(name.text)
    start = line.text.find(name.text)
    span = Span(line.start + start, line.start + start + len(name.text)) if start >= 0 else None
    how = "the author" if text == name.text else "the author, in capitals"
    return Found(text, f"{where} names {how}", span, name.gloss)
