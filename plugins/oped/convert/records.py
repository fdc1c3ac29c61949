"""The cache's file: a line of JSON for each raw file, and one for each of its pages."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oped.convert.opening import Opening
from oped.convert.work import PageRecord
from oped.convert.write import Met
from oped.post import Source


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of one raw file: how it looked to the system (empty when that says nothing), and its pages."""

    stamp: bytes
    content: bytes
    pages: tuple[PageRecord, ...]


def written(files: Mapping[str, FileRecord]) -> Iterator[str]:
    """Yield the lines that say what is known of these files."""
    for name, record in files.items():
        yield to_line({"file": name, "stamp": record.stamp.hex(), "content": record.content.hex()})
        yield from (to_line(_plain(page)) for page in record.pages)


def to_line(value: Mapping[str, Any]) -> str:
    """Return one line."""
    return json.dumps(value, separators=(",", ":")) + "\n"


def _plain(page: PageRecord) -> dict[str, Any]:
    met = [
        [one.source.first, one.source.last, int(one.excerpt), b64encode(one.opening.chain).decode(),
         one.opening.length, one.opening.whole.hex(), one.digest.hex()]
        for one in page.met
    ]  # fmt: skip
    return {"page": page.page, "key": page.key.hex(), "text": page.text.hex(), "met": met, "doubts": page.doubts}


def _page(given: Mapping[str, Any], shared: Mapping[Opening, Opening]) -> PageRecord:
    name = given["page"]
    met = tuple(
        Met(
            Source(name, first, last),
            bool(excerpt),
            shared.get(one := Opening(b64decode(chain), length, bytes.fromhex(whole)), one),
            bytes.fromhex(digest),
        )
        for first, last, excerpt, chain, length, whole, digest in given["met"]
    )
    doubts = tuple((line, message) for line, message in given["doubts"])
    return PageRecord(name, bytes.fromhex(given["key"]), bytes.fromhex(given["text"]), met, doubts)


def read(lines: Iterable[str], shared: Mapping[Opening, Opening]) -> Iterator[tuple[str, FileRecord]]:
    """Yield names and records from lines that `written` made; openings in `shared` are used again, to save memory."""
    head: dict[str, Any] | None = None
    pages: list[PageRecord] = []
    for line in lines:
        given = json.loads(line)
        if "file" not in given:
            pages.append(_page(given, shared))
            continue
        if head is not None:
            yield _file(head, pages)
        head, pages = given, []
    if head is not None:
        yield _file(head, pages)


def _file(head: Mapping[str, Any], pages: list[PageRecord]) -> tuple[str, FileRecord]:
    return head["file"], FileRecord(bytes.fromhex(head["stamp"]), bytes.fromhex(head["content"]), tuple(pages))
