"""The wording: a piece as the machine would write it down, before it has an id, an address, or an editor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from oped.convert.markdown import escape_shown, showable
from oped.convert.opening import Opening, opening
from oped.model import Found, Inspected, Kind, Piece
from oped.post import Post, Source, fields_of

PAGE, SUPPLIED = "page", "supplied"
LONGEST_TITLE = 80


class Wording(NamedTuple):
    """`fields` are front-matter lines without those that a page does not say; `paragraphs` the body's, in Markdown."""

    fields: Mapping[str, str]
    paragraphs: tuple[str, ...]


class Met(NamedTuple):
    """One meeting with a piece: where it stands, how to know it again, and what its wording says, as a hash."""

    source: Source
    excerpt: bool
    opening: Opening
    digest: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What one page brought: its meetings and their wordings in order, and its doubts as `(line, message)`.

    `text` is the hash of the page's text, which tells an unchanged page from one that was replaced.
    """

    page: str
    text: bytes
    met: tuple[Met, ...]
    wordings: tuple[Wording, ...]
    doubts: tuple[tuple[int, str], ...]


def take(inspected: Inspected) -> Taken:
    """Return what a page that was taken apart brings."""
    starts = list(accumulate((len(line) + 1 for line in inspected.text.split("\n")), initial=0))
    wordings = tuple(word(piece) for piece in inspected.pieces)
    met = tuple(
        Met(
            Source(inspected.file, *_lines(piece, starts)),
            piece.kind is Kind.EXCERPT,
            opening(one.paragraphs, one.fields.get("Title", "") + one.fields.get("Authors", "")),
            hash_of("\n".join([*(f"{key}: {value}" for key, value in one.fields.items()), "", *one.paragraphs])),
        )
        for piece, one in zip(inspected.pieces, wordings, strict=True)
    )
    doubts = tuple((bisect_right(starts, doubt.span.start), doubt.message) for doubt in inspected.doubts)
    return Taken(inspected.file, hash_of(inspected.text), met, wordings, doubts)


def hash_of(text: str) -> bytes:
    """Return eight bytes that tell a text from others."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def word(piece: Piece) -> Wording:
    """Return what a piece's post would say. Every text is on one line and fit for a page."""
    plain = tuple(text for paragraph in piece.paragraphs if (text := showable(paragraph).strip()))
    stated = _value(piece.title)
    post = Post(
        title=stated or showable(piece.supplied_title).strip() or _supply(plain),
        title_source=PAGE if stated else SUPPLIED,
        kind=piece.kind,
        genre=piece.genre,
        date=piece.date,
        date_source=showable(piece.date_source) if piece.date else "",
        authors=tuple(_value(author).replace(";", ",") for author in piece.authors),
        standfirst=_value(piece.standfirst),
        bio=_value(piece.bio),
        disclaimer=_value(piece.disclaimer),
        translator=_value(piece.translator),
        outlet=showable(piece.outlet),
        page=showable(piece.page),
        url=showable(piece.url),
        language=showable(piece.language),
        regions=tuple(tag.code for tag in piece.regions),
        topics=tuple(tag.code for tag in piece.topics),
        evidence={"regions": piece.regions, "topics": piece.topics},
    )
    return Wording(fields_of(post), tuple(map(escape_shown, plain)))


def _value(found: Found | None) -> str:
    return showable(found.value).strip() if found else ""


def _supply(paragraphs: tuple[str, ...]) -> str:
    words = paragraphs[0] if paragraphs else ""
    if len(words) <= LONGEST_TITLE:
        return words or "Untitled"
    return words[: LONGEST_TITLE + 1].rpartition(" ")[0] or words[:LONGEST_TITLE]


def _lines(piece: Piece, starts: list[int]) -> tuple[int, int]:
    first = piece.head.start if piece.head else piece.body.start
    return bisect_right(starts, first), bisect_right(starts, max(first, piece.end - 1))
