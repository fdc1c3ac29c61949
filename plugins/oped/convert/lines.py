"""Lines: the units that stages label. A line is a stretch of the page without white space at its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from oped.model import Found
from oped.tagging.runs import without_marks
from oped.tagging.words import in_blocks

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_BETWEEN = re.compile(rf"\s|{_WIDE.pattern}")
_LONG = 1 << 16
_SHAPE = bytes(ord(" " if chr(code).isspace() else "x") for code in range(256))
"""For each character of Latin-1: a space for white space, an x for all else."""
_CLOSERS = "\"'”’»)]}›」』）】>*_\u200b\u00a0 "
_SIGN_OFF = re.compile(r"(?<=[.!?”\"])\s+(?:Enditem|ENDS?|\(ends\)|-?30-?|#{2,3}|—|■|□|●|◼)$")
_PLAIN_ENDS = frozenset(".!?,;:”’\"'")
_CLOSING = frozenset('"”»)]}›」』）】')
_ENDS = frozenset(".!?…。！？؟۔।:;：—")


class Role(StrEnum):
    """What a line is to its piece. Head roles stand above the body, tail roles below it."""

    TEXT = "text"
    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "by-line"
    DATE = "date"
    BIO = "bio"
    DISCLAIMER = "disclaimer"
    TRANSLATOR = "translator"
    PUBLICATION = "publication"
    CONTACT = "contact"
    SIGNATURE = "signature"
    FURNITURE = "furniture"


HEAD = frozenset({Role.TITLE, Role.STANDFIRST, Role.BYLINE, Role.DATE})
TAIL = frozenset({Role.BIO, Role.DISCLAIMER, Role.TRANSLATOR, Role.PUBLICATION, Role.CONTACT, Role.SIGNATURE})


@dataclass(slots=True, eq=False)
class Line:
    """A line and what the stages found out about it. `role` stays None until a stage says what it is.

    `begins` is the reason a piece begins here; `cut` is the reason the text breaks off at this line's end. `names`
    and `day` are what a by-line, bio, date or publication line states; `value` is its text without label or marks.
    `restored` says that its ends were found within a longer line, so that they prove less; `in_head` that a note or bio
    stands above the text it belongs to; `leads_on` that it is the link to the rest of the text above. `outlet` is the
    paper that it says the text is from.
    """

    start: int
    end: int
    text: str
    role: Role | None = None
    reason: str = ""
    begins: str = ""
    cut: str = ""
    names: tuple[Found, ...] = ()
    day: date | None = None
    value: str = ""
    restored: bool = False
    in_head: bool = False
    leads_on: bool = False
    outlet: str = ""
    words: int = field(init=False)
    whole: bool = field(init=False)

    def __post_init__(self) -> None:
        """Count words (30 characters make at least one) and see whether the line ends as a sentence does."""
        self.words = max(count_words(self.text), len(self.text) // 30)
        self.whole = ends_whole(self.text)

    def mark(self, role: Role, reason: str) -> None:
        """Say what the line is, and why."""
        self.role, self.reason = role, reason

    @property
    def free(self) -> bool:
        """Whether no stage has labelled the line yet."""
        return self.role is None


def count_words(text: str) -> int:
    """Return the number of words; scripts without spaces count two characters as one.

    >>> count_words("one two 財政收支")
    4
    """
    if len(text) <= _LONG:
        if _is_latin(without_marks(text)):
            return _starts_of_words(text)
        if not _WIDE.search(text):
            return len(text.split())
    narrow = wide = 0
    for block in in_blocks(text, _LONG, _BETWEEN):  # all words of 50 MB at once would take 0.5 GB
        bare, found = _WIDE.subn(" ", block)
        narrow += len(bare.split())
        wide += found
    return narrow + (wide + 1) // 2


def _starts_of_words(text: str) -> int:
    """Return the number of words of a text that is Latin-1 but for usual marks; none is made, which is much quicker."""
    shape = text.encode("latin-1", "replace").translate(_SHAPE)
    return shape.startswith(b"x") + shape.count(b" x")


def _is_latin(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def ends_whole(text: str) -> bool:
    """Return whether `text` ends as a whole sentence does: a stop, or a closing mark that follows no comma.

    >>> [ends_whole(t) for t in ("Yes.", "he said.”", "the “crown jewel”", "at 2 am,”", "and then he")]
    [True, True, True, False, False]
    """
    end = text[-60:].rstrip()
    if end[-1:] not in _PLAIN_ENDS:
        end = _SIGN_OFF.sub("", end).rstrip()
    bare = end.rstrip(_CLOSERS)
    if not bare:
        return False
    return bare[-1] in _ENDS or (bare[-1] not in ",，、-" and not _CLOSING.isdisjoint(end[len(bare) :]))


def read_lines(text: str) -> list[Line]:
    """Return the lines of a page that hold anything but white space, in order."""
    return [Line(start, start + len(stripped), stripped) for start, stripped in _stretches(text)]


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for raw in text.replace("\r", " ").splitlines(keepends=True):  # CR alone ends no line here
        line = text[position : position + len(raw)]
        if stripped := line.strip():
            yield position + line.index(stripped[0]), stripped
        position += len(raw)
