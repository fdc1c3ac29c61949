"""The words of the road: page, piece, post, term, evidence. One thing, one name, from the first stage to the template.

Offsets count Unicode characters of the decoded page, whose line ends are all LF. Spans are half-open: `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a page: `start` is its first character, `end` is one past its last."""

    start: int
    end: int


class Kind(StrEnum):
    """Whether the whole piece stands in the page or only its opening."""

    ARTICLE = "article"
    EXCERPT = "excerpt"


class Genre(StrEnum):
    """What sort of opinion writing a piece is."""

    COLUMN = "column"
    EDITORIAL = "editorial"
    LETTER = "letter"


class Evidence(NamedTuple):
    """One place that speaks for a term: the words as printed, and where they stand.

    `paragraph` counts the body's paragraphs from 1; 0 is the title. `start` counts characters within that paragraph.
    """

    words: str
    paragraph: int
    start: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A term the machine gives to a piece: a region or topic code, its score, and why, strongest evidence first.

    `code` is ISO 3166-1 alpha-2, a UN M49 number or an area code of our own for a region (`TW`, `030`, `middle-east`),
    an IPTC Media Topics qcode for a topic (`medtop:20000053`). `root` is the top of a topic's tree, by qcode, else "".
    """

    code: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    root: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A value that an extractor found in a page, and the reason it was taken for what it is.

    `gloss` is a name in another script as printed beside it (`卓鴻年`), else "".
    """

    value: str
    reason: str
    span: Span | None = None
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that belongs to no piece (a menu, a share button), and the rule that said so."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: where it stands and what is unsure. It changes nothing by itself."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One opinion piece as a span of a page, with everything the converter learnt about it.

    `head` covers headline, standfirst, by-line and date lines above the body. `body` is the text proper. `end` is one
    past the end matter (bio, disclaimer, translator, publication line) that follows the body. `skipped` are furniture
    spans inside the body. `page` is the number or label printed on the newspaper's page. `title`, `date` and so on are
    None when the page does not state them.
    """

    body: Span
    end: int
    reason: str
    head: Span | None = None
    kind: Kind = Kind.ARTICLE
    genre: Genre = Genre.COLUMN
    title: Found | None = None
    supplied_title: str = ""
    standfirst: Found | None = None
    authors: tuple[Found, ...] = ()
    bio: Found | None = None
    disclaimer: Found | None = None
    translator: Found | None = None
    date: date | None = None
    date_source: str = ""
    outlet: str = ""
    page: str = ""
    url: str = ""
    language: str = "en"
    regions: tuple[Tag, ...] = ()
    topics: tuple[Tag, ...] = ()
    paragraphs: tuple[str, ...] = ()
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """A page taken apart: every character is in a piece, in the furniture, or white space between them."""

    file: str
    text: str
    pieces: tuple[Piece, ...]
    furniture: tuple[Furniture, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
