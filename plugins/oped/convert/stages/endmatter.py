"""End matter closes a piece: who wrote it, whose views these are, who translated it, where it appeared."""

from __future__ import annotations

import re
from itertools import pairwise

from oped.convert.draft import Draft, divide
from oped.convert.lines import HEAD, TAIL, Line, Role
from oped.convert.names import is_name, opens_with, read_names, set_case, strip_honours
from oped.convert.stages.bios import Bio, may_be_bio, read_bio
from oped.convert.stages.credits import CONTACT, CREDIT, found, mark_contact, mark_credit, mark_repeated
from oped.convert.stages.notes import BULLETS, mark_note, note_role
from oped.convert.stages.signers import mark_signer, signed

_SENTENCE = re.compile(r"\s(?<=[.!?’”\"']\s)\s*(?=[A-Z“‘\"(])")
_BY = re.compile(r"(?:by|par|por|von)\s+", re.IGNORECASE)
_EDITORS_NOTE = re.compile(
    r"[\[(*\s]*(?:editor(?:s[’']|[’']?s)? note|(?:a )?note from the editors?|nota del editor|note de la rédaction)"
    r"\s?[.:–—]",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_PUBLISHED = re.compile(r"(?:first )?(?:published|posted)\b", re.IGNORECASE)
_REACH = 12
_NAME = 5
_LONGEST = 140
_FUSED = 250
_SURE, _LAST = 3.0, 2.5
"""Points that a bio needs that is run into the end of a text: less where the page ends too."""
_RUN_INTO = 60
"""Words of a line at least that may have a bio run into its end."""


def find_end_matter(draft: Draft) -> None:
    """Label bios and the lines that stay with them; a bio's last sentences of another kind become their own lines."""
    draft.signed = signed(draft)
    last = next((line for line in reversed(draft.lines) if line.free and line.words >= _REACH), None)
    draft.lines = [part for line in draft.lines for part in _divide(draft, line, last=line is last)]
    _published_below(draft)
    _about(draft)
    for index in range(len(draft.lines) - 1, -1, -1):
        line = draft.lines[index]
        if line.free and (contact := CONTACT.fullmatch(line.text)):
            mark_contact(line, contact)
        if line.free:
            _label(draft, index)


def _published_below(draft: Draft) -> None:
    """Label a page's last line a publication line when it states a day and that something was published then."""
    last = next((line for line in reversed(draft.lines) if line.role is not Role.FURNITURE), None)
    if last is not None and last.role is Role.DATE and last is not draft.lines[0] and _PUBLISHED.match(last.text):
        day = last.day
        mark_note(last, Role.PUBLICATION)
        last.day = day


def _about(draft: Draft) -> None:
    """Label `About Ada Bell`, or `ADA BELL`, above what is said of her."""
    for line, below in pairwise(draft.lines):
        if not line.free or line.words > _REACH or not (line.text.startswith("About ") or line.text.isupper()):
            continue
        name = line.text.removeprefix("About ").removeprefix("FROM ").removeprefix("BY ")
        if below.words > line.words and is_name(strip_honours(name)) and opens_with(below.text, name):
            line.mark(Role.FURNITURE, "the label of a bio")
            if below.free and (bio := read_bio(below.text)) and bio.names:
                below.mark(Role.BIO, "what stands below the label of a bio")
                below.names = tuple(found(one, "the bio", below) for one in bio.names)


def _divide(draft: Draft, line: Line, *, last: bool = False) -> list[Line]:
    """Return a line with the sentences split off that are another kind of end matter than its first.

    The `last` text of a page may have the bio run into its end, as may one so long that it must hold a whole piece.
    """
    if not line.free or line.cut:
        return [line]
    if line.words > (_RUN_INTO if last else _FUSED):
        parts = _closing_sentences(draft, line, _LAST if last else _SURE)
        if len(parts) > 1 or line.words > _FUSED:
            return parts
    if line.words > _LONGEST or line.words < 5 or not may_be_bio(line.text):
        return [line]
    starts = [m.end() for m in _SENTENCE.finditer(line.text)]
    for left, right in pairwise([*starts, len(line.text)]):
        if note_role(line.text[left:right].strip()) is not None:
            bio = read_bio(line.text[:left].strip())
            return divide(line, left) if bio is not None and bio.points >= 2 else [line]
    return [line]


def _label(draft: Draft, index: int) -> None:
    line = draft.lines[index]
    if line.words > _LONGEST:
        return
    role = note_role(line.text)
    if role is Role.DISCLAIMER and line.words >= 5 and _mark_bio(draft, index):
        return
    if role is not None:
        mark_note(line, role)
        return
    above = draft.neighbour(index, -1)
    if _EDITORS_NOTE.match(line.text) and _in_head(draft, index) and draft.neighbour(index, 1) is not None:
        line.mark(Role.DISCLAIMER, "the editor's note above the text")
        line.in_head = True
        return
    if above is None or above.role in HEAD or line.cut or above.cut:
        return
    if line.words <= _NAME and above.whole:
        mark_repeated(draft, index)
    if line.role is None and (credit := CREDIT.fullmatch(line.text)):
        mark_credit(draft, index, credit)
    if line.role is not None:
        return
    stars = not _WORD.search(above.text)
    if line.words >= 5 and (
        above.words >= _REACH or above.whole or stars or above.role in TAIL or CREDIT.fullmatch(above.text)
    ):
        _mark_bio(draft, index)
    if stars and line.role in TAIL:
        above.mark(Role.FURNITURE, "a mark above the end matter")


def _in_head(draft: Draft, index: int) -> bool:
    """Return whether a line stands above a text: at the page's top, below a date, a by-line, or headline and name."""
    above = draft.neighbour(index, -1)
    if above is None or above.role is Role.DATE:
        return True
    if above.words > 14 or (index > _REACH and not _BY.match(above.text)):
        return False
    if by := _BY.match(above.text):
        return bool(read_names(above.text[by.end() :]))
    top = [line for line in draft.lines[:index] if line.role is not Role.FURNITURE]
    return len(top) == 2 and not top[0].whole and bool(read_names(above.text, alone=True))


def _mark_bio(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    bio = read_bio(line.text)
    if bio is None:
        return mark_signer(draft, index)
    signed = any(set_case(name.text).casefold() in draft.signed for name in bio.names)
    if bio.points + (1.0 if signed else 0.0) < _wanted(draft, index, bio) - (1.0 if signed else 0.0):
        return mark_signer(draft, index)
    line.mark(Role.BIO, f"a bio: {', '.join(bio.cues)}")
    line.names = tuple(found(name, "the bio", line) for name in bio.names)
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
        if line.role is None and line.words > 12 and not line.text.lstrip(BULLETS).startswith(bio.names[0].text):
            seen += line.text.count(surname)
    return seen >= 2


def _closing_sentences(draft: Draft, line: Line, enough: float) -> list[Line]:
    """Split the bio off a text whose line breaks are lost: its last sentences, when they are a bio."""
    base = max(0, len(line.text) - 700)
    tail = line.text[base:]
    for match in _SENTENCE.finditer(tail):
        bio = read_bio(tail[match.end() :])
        if CONTACT.fullmatch(tail, match.end()):
            return divide(line, base + match.end())
        if bio is None or not bio.names or tail.count(bio.names[0].text) != 1:
            continue
        if bio.points >= (2 if bio.names[0].text.casefold() in draft.signed else enough):
            first, *rest = divide(line, base + match.end())
            return [first, *(part for other in rest for part in _divide(draft, other))]
    return [line]
