"""`inspect --explain`: a page as it was understood, for the person who wonders why."""

from __future__ import annotations

from itertools import chain

from rich.console import Console
from rich.text import Text

from oped.errors import printable
from oped.model import Found, Inspected, Piece, Span, Tag

STYLES = {
    "head": "bold cyan",
    "text": "",
    "end": "green",
    "furniture": "dim",
    "doubt": "bold yellow",
    "piece": "bold reverse",
}
_LONGEST = 160


def explain(inspected: Inspected, console: Console | None = None) -> None:
    """Print a page: each piece with its reasons, each line with what it is, furniture and doubts in their places."""
    console = console or Console(highlight=False, soft_wrap=True)
    text = inspected.text
    console.print(Text(f"── {printable(inspected.file)}: {len(inspected.pieces)} pieces", "bold"))
    rows = chain(
        ((f.span.start, 1, f"furniture: {f.reason}", "furniture", f.span) for f in inspected.furniture),
        ((d.span.start, 0, f"doubt: {d.message}", "doubt", d.span) for d in inspected.doubts),
        chain.from_iterable(_rows(number, piece) for number, piece in enumerate(inspected.pieces, 1)),
    )
    for start, _, what, style, span in sorted(rows, key=lambda row: row[:2]):
        line = text.count("\n", 0, start) + 1
        console.print(Text.assemble((f"{line:>5} ", "dim"), (printable(what), STYLES[style])))
        if style != "piece":
            console.print(Text(f"      │ {_shown(text, span)}", STYLES[style]))


def _rows(number: int, piece: Piece) -> list[tuple[int, int, str, str, Span]]:
    """Return what is to be told of a piece: place, order at that place, words, style, and the text to show."""
    start = piece.head.start if piece.head else piece.body.start
    title = piece.title.value if piece.title else f"{piece.supplied_title} (supplied)"
    about = [
        f"piece {number}: {piece.kind}, {piece.genre}: {title}",
        f"begins here: {piece.reason}",
        *(f"{term}: {_tags(tags)}" for term, tags in (("regions", piece.regions), ("topics", piece.topics)) if tags),
    ]
    if piece.date:
        about.append(f"date: {piece.date} from {piece.date_source}")
    rows = [(start, order - 20, words, "piece", piece.body) for order, words in enumerate(about)]
    found: list[tuple[str, Found | None, str]] = [
        ("headline", piece.title, "head"),
        ("standfirst", piece.standfirst, "head"),
        *(
            ("author", author, "head" if author.span and author.span.end <= piece.body.start else "end")
            for author in piece.authors
        ),
        ("bio", piece.bio, "end"),
        ("disclaimer", piece.disclaimer, "end"),
        ("translator", piece.translator, "end"),
    ]
    rows += [
        (
            value.span.start if value.span else start,
            2,
            f"{name}: {value.value}: {value.reason}",
            style,
            value.span or piece.body,
        )
        for name, value, style in found
        if value
    ]
    return [*rows, (piece.body.start, 3, f"text, {len(piece.paragraphs)} paragraphs", "text", piece.body)]


def _tags(tags: tuple[Tag, ...]) -> str:
    return "; ".join(f"{t.code} {t.score:.2f} ({', '.join(dict.fromkeys(e.words for e in t.evidence))})" for t in tags)


def _shown(text: str, span: Span) -> str:
    part = text[span.start : min(span.end, span.start + 4 * _LONGEST)]
    plain = printable(" ".join(part.split()))
    return (
        plain
        if span.end - span.start <= _LONGEST
        else f"{plain[: _LONGEST - 50]} … {printable(text[span.end - 40 : span.end])}"
    )
