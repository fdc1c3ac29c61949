"""`inspect --explain`: a page as it was understood, for the editor who wonders why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from oped.convert.anatomy import FURNITURE, TEXT, Stretch, stretches
from oped.errors import printable
from oped.model import Doubt, Inspected, Piece, Tag
from oped.vocabulary import load
from oped.vocabulary.standing import standing

COLOURS = ("cyan", "magenta", "green", "blue")
"""One after the other for the pieces, so that it is seen where one ends."""
DIM, DOUBT = "dim", "bold yellow"
WIDE = 160
"""Columns where the output is no terminal."""
FEW = 4
"""Words shown for each term."""


def explain(inspected: Inspected, console: Console | None = None) -> None:
    """Print a page from top to bottom: what was made of it, and beside each line what it is and why."""
    console = console or Console(highlight=False, soft_wrap=True)
    for line in picture(inspected, console.width if console.is_terminal else WIDE):
        console.print(line)


def picture(inspected: Inspected, width: int) -> Iterator[Text]:
    """Yield the lines of the picture; no text of the page is wider than `width`."""
    yield Text(f"{printable(inspected.file)}: {_counted(inspected)}", "bold")
    text = inspected.text
    ends = [index for index, character in enumerate(text) if character == "\n"]
    doubts = sorted(inspected.doubts, key=lambda doubt: doubt.span)
    piece, line, reason = 0, 0, ""
    for one in stretches(inspected):
        if one.piece > piece:
            piece, reason = one.piece, ""
            yield from _heading(inspected, piece, width)
        while doubts and doubts[0].span.start < one.span.end:
            yield _doubt(doubts.pop(0))
        number = bisect_right(ends, one.span.start) + 1
        why = f"← {printable(one.reason)}" if one.reason and one.reason != reason else ""
        yield from _rows(text, one, f"{number}" if number != line else "", why, width)
        line, reason = number, one.reason


def _counted(inspected: Inspected) -> str:
    counts = (inspected.pieces, "piece"), (inspected.furniture, "line"), (inspected.doubts, "doubt")
    pieces, furniture, doubts = (f"{len(found)} {word}{'s' * (len(found) != 1)}" for found, word in counts)
    return f"{pieces}, {furniture} of furniture, {doubts}; nothing else stands on the page"


def _heading(inspected: Inspected, number: int, width: int) -> Iterator[Text]:
    piece = inspected.pieces[number - 1]
    colour = f"bold {_colour(number)}"
    rule = f"━━ {number} of {len(inspected.pieces)} ━━ {piece.kind}, {piece.genre} "
    yield Text("")
    yield Text(f"{rule}{'━' * max(0, min(width, 100) - len(rule))}", colour)
    for label, value, note in _about(piece):
        shown = f"{printable(value)}  " if value else ""
        yield Text.assemble((f"   {label:<14}", DIM), (shown, "bold"), (printable(note), DIM))


def _about(piece: Piece) -> Iterator[tuple[str, str, str]]:
    """Yield what was found out about a piece as label, value and note."""
    yield "begins here", "", piece.reason
    if piece.title:
        yield "headline", piece.title.value, piece.title.reason
    else:
        yield "headline", piece.supplied_title, "supplied from the text's own words: the page prints none"
    for author in piece.authors:
        yield "author", author.value, author.reason
    if not piece.authors:
        yield "author", "none", "the page names nobody"
    yield "date", piece.date.isoformat() if piece.date else "none", piece.date_source or "undated, not guessed"
    vocabulary = load(standing())
    names = {code: term.name for code, term in (*vocabulary.regions.items(), *vocabulary.topics.items())}
    for label, tags in (("region", piece.regions), ("topic", piece.topics)):
        yield from ((label, names.get(tag.code, tag.code), f"{tag.score:.1f} by {_words(tag)}") for tag in tags)


def _words(tag: Tag) -> str:
    words = list(dict.fromkeys(place.words for place in tag.evidence))
    return ", ".join(f"“{word}”" for word in words[:FEW]) + (" …" if len(words) > FEW else "")


def _rows(text: str, one: Stretch, number: str, why: str, width: int) -> Iterator[Text]:
    """Yield the row of a stretch; the reason stands beside it, or below it where there is no room."""
    part = printable(" ".join(text[one.span.start : one.span.end][: 4 * width].split()))
    room = max(20, width - 20)
    shown = part if len(part) <= room else f"{part[: room - 1]}…"
    style = DIM if one.what == FURNITURE else "" if one.what == TEXT else f"bold {_colour(one.piece)}"
    row = Text.assemble((f"{number:>5} ", DIM), _bar(one), (f" {one.what:<11}", style), (shown, style))
    if why and len(row) + 2 + len(why) > width:
        yield row
        row = Text.assemble(f"{'':6}", _bar(one), f"{'':10}")
    yield row.append(f"  {why}", "dim italic") if why else row


def _bar(one: Stretch) -> tuple[str, str]:
    return ("┃", _colour(one.piece)) if one.piece else ("·", DIM)


def _doubt(doubt: Doubt) -> Text:
    return Text(f"    ? {'doubt':<13}{printable(doubt.message)}", DOUBT)


def _colour(piece: int) -> str:
    return COLOURS[(piece - 1) % len(COLOURS)]
