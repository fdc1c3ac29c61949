"""What stands beside a by-line: a role, a bureau, whom the piece was written for, the author's bio."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.names import Name, read_names
from oped.convert.stages.bios import read_bio
from oped.convert.stages.signers import surname_bio
from oped.convert.words import words
from oped.model import Found

_BESIDE = re.compile(
    r"(?:special|exclusive)(?:ly)? (?:to|for) \S.{2,50}|(?-i:[Ff]or [Tt]he [A-Z])\S.{1,40}|\S.{2,30} (?:bureau|desk)",
    re.IGNORECASE,
)
_NAME_AND_ROLE = re.compile(r"(?P<name>[^|·•,–—]{4,50}?)(?:\s[|·•–—-]\s|,\s)(?P<role>[^|·•.?!]{3,50})")
_LABELLED = re.compile(r"[^\W\d_a-z][\w ]{2,30}\s?:\s\S")
_BETWEEN = frozenset({Role.BYLINE, Role.DATE, Role.FURNITURE})
_REACH = 8
_WORDS = 8
_ROLE_WORDS = 6
_LONGEST_BIO = 40
_SURE = 2.0


def headline_like(line: Line | None) -> bool:
    """Return whether a free line may be a headline: some words, and no stop at their end."""
    if line is None or not line.free or (line.restored and line.whole):
        return False
    return 2 <= line.words <= 25 and not line.text.endswith((".", ",", ";"))


def mark_below(draft: Draft, index: int) -> None:
    """Label what else stands between by-line and text: whom the piece was written for, and who the author is."""
    following = [line for line in draft.lines[index + 1 : index + _REACH] if line.role not in _BETWEEN]
    for line in following[:2]:
        if line.role is Role.BIO:
            line.in_head = True
        if not line.free or line.words > _LONGEST_BIO:
            return
        if not line.whole and (_BESIDE.fullmatch(line.text) or is_role(line.text)):
            line.mark(Role.BYLINE, "the author's role, or whom the piece was written for")
        elif (
            surname_bio(draft, line.text)
            or _bio_of(line.text, draft.lines[index].names)
            or _opens_with(line, draft.lines[index].names)
        ):
            line.mark(Role.BIO, "a bio right below the by-line")
            line.in_head = True
            return


def within_head(draft: Draft, index: int) -> bool:
    """Return whether a line stands between by-line and day, or between day and by-line below a headline."""
    line, above, below = draft.lines[index], draft.neighbour(index, -1), draft.neighbour(index, 1)
    if above is None or below is None or index < 2 or not line.free or line.whole or line.words > _WORDS:
        return False
    if above.role is Role.BYLINE:
        return below.role is Role.DATE
    headed = above is draft.lines[index - 1] and headline_like(draft.neighbour(index - 1, -1))
    return above.role is Role.DATE and below.role is Role.BYLINE and headed and bool(_LABELLED.match(line.text))


def with_role(text: str) -> tuple[Name, ...]:
    """Return the names of `MARK BELL | Columnist`, where nothing but a role stands beside them."""
    match = _NAME_AND_ROLE.fullmatch(text)
    return read_names(match["name"], alone=True) if match and is_role(match["role"]) else ()


def is_role(text: str) -> bool:
    """Return whether a few words end with a role (`Guest columnist`)."""
    parts = text.lower().split()
    return len(parts) <= _ROLE_WORDS and bool({parts[-1], " ".join(parts[-2:])} & words("roles"))


def _opens_with(line: Line, names: tuple[Found, ...]) -> bool:
    """Return whether a sentence opens with an author's whole name and a verb: no author begins a text so."""
    bio = read_bio(line.text) if line.whole else None
    return bio is not None and bool(bio.names) and {n.text for n in bio.names} <= {n.value for n in names}


def _bio_of(text: str, names: tuple[Found, ...]) -> bool:
    """Return whether a text is surely the bio of somebody whom its by-line names."""
    bio = read_bio(text)
    return bio is not None and bio.points >= _SURE and {n.text for n in bio.names} <= {n.value for n in names}
