"""`inspect FILE…`: one JSON line a page, as editors' scripts and the scorer read it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from oped.convert.inputs import find_raw, read_pages
from oped.convert.pipeline import inspect
from oped.errors import InputError
from oped.model import Found, Inspected, Piece, Tag
from oped.tagging import root_name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw pages, or folders of them")
    parser.add_argument("--explain", action="store_true", help="show each page with its spans, reasons and doubts")


def run(args: argparse.Namespace) -> int:
    """Print every page that can be read; return 1 when one could not."""
    status = 0
    if args.explain:
        from oped.convert.explain import explain  # noqa: PLC0415  (rich is slow to import and mostly not needed)

        show: Callable[[Inspected], None] = explain
    else:
        show = _print_json
    for path in find_raw(args.files):
        for page in read_pages(path):
            if isinstance(page, InputError):
                print(page, file=sys.stderr)
                status = 1
            else:
                show(inspect(page))
    return status


def _print_json(inspected: Inspected) -> None:
    line = json.dumps(as_json(inspected), ensure_ascii=False)
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")


def as_json(inspected: Inspected) -> dict[str, Any]:
    """Return the machine contract's object for one page. Offsets count characters of the decoded page."""
    return {
        "file": inspected.file,
        "pieces": [_piece(piece) for piece in inspected.pieces],
        "furniture": [{"start": f.span.start, "end": f.span.end, "reason": f.reason} for f in inspected.furniture],
        "doubts": [{"start": d.span.start, "end": d.span.end, "message": d.message} for d in inspected.doubts],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "head": list(piece.head) if piece.head else None,
        "start": piece.body.start,
        "body_end": piece.body.end,
        "end": piece.end,
        "skipped": [list(span) for span in piece.skipped],
        "reason": piece.reason,
        "kind": piece.kind,
        "genre": piece.genre,
        "title": _value(piece.title),
        "supplied_title": piece.supplied_title,
        "standfirst": _value(piece.standfirst),
        "authors": [author.value for author in piece.authors],
        "bio": _value(piece.bio),
        "disclaimer": _value(piece.disclaimer),
        "translator": _value(piece.translator),
        "date": piece.date.isoformat() if piece.date else None,
        "date_source": piece.date_source,
        "outlet": piece.outlet,
        "page": piece.page,
        "url": piece.url,
        "language": piece.language,
        "regions": [tag_as_json(tag) for tag in piece.regions],
        "topics": [tag_as_json(tag) for tag in piece.topics],
    }


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def tag_as_json(tag: Tag) -> dict[str, Any]:
    """Return a term as JSON: code, score, evidence and, for a topic, the name of its root."""
    plain: dict[str, Any] = {"code": tag.code, "score": round(tag.score, 3)}
    if tag.root:
        plain["root"] = root_name(tag.root)
    plain["evidence"] = [list(place) for place in tag.evidence]
    return plain
