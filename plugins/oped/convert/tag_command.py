"""`tag`: lines of {"id", "title", "text"} in, regions and topics out, for scripts and for measuring."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, BinaryIO

from oped.convert.inspect_command import tag_as_json
from oped.errors import InputError
from oped.tagging import tag


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing but its standard input."""
    parser.epilog = 'Paragraphs of "text" are divided by line feeds; other keys are ignored.'


def run(_: argparse.Namespace) -> int:
    """Tag every line of standard input; return 1 when one could not be read."""
    return tag_lines(sys.stdin.buffer)


def tag_lines(stream: BinaryIO) -> int:
    """Tag the lines of `stream` onto standard output; a bad line is told on standard error and passed over."""
    status = 0
    write = sys.stdout.write
    for number, line in enumerate(stream, 1):
        if line.isspace():
            continue
        try:
            item = json.loads(line)
            title, text = item.get("title") or "", item["text"]
            if not isinstance(title, str) or not isinstance(text, str):
                raise TypeError("`title` and `text` must be text")  # noqa: TRY301  (told like any other bad line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            remedy = 'write {"id": "…", "title": "…", "text": "…"}'
            print(
                InputError(f"cannot be tagged: {error!r}", file="standard input", line=number, remedy=remedy),
                file=sys.stderr,
            )
            status = 1
            continue
        tagged = tag(title, [part for part in text.split("\n") if part.strip()])
        answer: dict[str, Any] = {
            "id": item.get("id"),
            "language": tagged.language,
            "regions": [tag_as_json(term) for term in tagged.regions],
            "topics": [tag_as_json(term) for term in tagged.topics],
        }
        write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status
