"""The cache's file: who made it, a line of JSON for each raw file and one for each of its pages, and a seal."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from oped.convert.maker import maker
from oped.convert.opening import Opening
from oped.convert.work import PageRecord
from oped.convert.write import Met
from oped.post import Source

_FILE, _KEY, _SEAL = b'{"file":"', b'{"key":"', b'{"seal":"'


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of one raw file: how it looked to the system (empty when that says nothing), and its content."""

    name: str
    stamp: bytes
    content: bytes


def sealed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the whole file that these lines make: who wrote it comes first, a hash of it all last."""
    total = blake2b(digest_size=16)
    head = _line({"maker": maker()})
    total.update(head)
    yield head
    for line in lines:
        total.update(line)
        yield line
    yield _line({"seal": total.hexdigest()})


def surveyed(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their places, and None for the seal of a file that is as this very converter wrote it.

    There is no seal among what is yielded of a file that is damaged, cut, or of another converter.
    """
    total = blake2b(digest_size=16)
    place = 0
    for number, line in enumerate(lines):
        if number == 0 and line != _line({"maker": maker()}):
            return
        if line.startswith(_SEAL):
            if line == _line({"seal": total.hexdigest()}):
                yield place, None
            return
        if number:
            yield place, line
        total.update(line)
        place += len(line)


def is_file(line: bytes) -> bool:
    """Return whether a line is of a raw file."""
    return line.startswith(_FILE)


def key_in(line: bytes) -> str:
    """Return the key of a page's line; empty when it is another line."""
    return line[len(_KEY) :].partition(b'"')[0].decode("ascii", "replace") if line.startswith(_KEY) else ""


def file_line(record: FileRecord) -> bytes:
    """Return the line of a raw file."""
    return _line({"file": record.name, "stamp": record.stamp.hex(), "content": record.content.hex()})


def read_file(line: bytes) -> FileRecord:
    """Return the record of a line that `file_line` made."""
    given = json.loads(line)
    return FileRecord(given["file"], bytes.fromhex(given["stamp"]), bytes.fromhex(given["content"]))


def page_line(page: PageRecord) -> bytes:
    """Return the line of a page."""
    met = [
        [one.source.first, one.source.last, int(one.excerpt), b64encode(one.opening.chain).decode(),
         one.opening.length, one.opening.whole.hex(), one.digest.hex()]
        for one in page.met
    ]  # fmt: skip
    text = page.text.hex()
    return _line({"key": page.key.hex(), "page": page.page, "text": text, "met": met, "doubts": page.doubts})


def read_page(line: bytes) -> PageRecord:
    """Return the record of a line that `page_line` made."""
    given = json.loads(line)
    name = given["page"]
    met = tuple(
        Met(Source(name, first, last), bool(excerpt), Opening(b64decode(chain), length, bytes.fromhex(whole)),
            bytes.fromhex(digest))
        for first, last, excerpt, chain, length, whole, digest in given["met"]
    )  # fmt: skip
    doubts = tuple((line, message) for line, message in given["doubts"])
    return PageRecord(name, bytes.fromhex(given["key"]), bytes.fromhex(given["text"]), met, doubts)


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"
