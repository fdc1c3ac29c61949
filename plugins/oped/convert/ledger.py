"""The ledger: what the machine last wrote, so that a person's edits can be told from its own words.

`ledger.jsonl` stands beside the posts and belongs under version control: one line of JSON a post, sorted by id, so that
two people's additions merge by themselves. It holds hashes, not texts. Posts are written before their ledger lines;
the journal holds the lines that are due, so that a killed run is understood by the next one.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from oped import files
from oped.convert.opening import Opening
from oped.errors import PostError
from oped.post import FIELDS

NAME = "ledger.jsonl"
HASH = 5
"""Bytes of a hash."""
DELETED, RETIRED = "deleted", "retired"
REMEDY = "put the line back from version control; if a merge left both sides' lines, keep each post's line once"
_JSON = json.JSONEncoder(separators=(",", ":"))
_PLACES = {field.key: bytes([place]) for place, field in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Base:
    """What the machine last wrote in a post: a hash for each front-matter line and for each paragraph."""

    fields: Mapping[str, str]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one post.

    `path` is relative to the posts' folder; `own_slug` is empty where the file is called after the slug. `sources` are
    as in the post, the one that gave the text first; `text` is the hash of that page's text. `wording` is a hash of all
    that the pages say of the piece: while it stays, there is nothing to do. `written` is the base, packed, since there
    are so many. `state` is empty, `deleted` (by a person: stays so) or `retired` (by the machine: no page has it); then
    `heir` is the id of the post that has its text now, if one has.
    """

    id: str
    path: str
    own_slug: str
    sources: tuple[str, ...]
    opening: Opening
    excerpt: bool
    text: bytes
    wording: bytes
    written: bytes = b""
    apart: bool = False
    state: str = ""
    heir: str = ""

    @property
    def slug(self) -> str:
        """The post's address, which no renaming of the file moves."""
        return self.own_slug or _stem(self.path)

    @property
    def base(self) -> Base:
        """The hashes by key and by paragraph."""
        return _unpacked(self.written) if self.written else Base({}, ())


def base_of(fields: Mapping[str, str], paragraphs: Iterable[str]) -> Base:
    """Return the base that these front-matter lines and paragraphs make."""
    return Base({key: short_hash(value) for key, value in fields.items()}, tuple(map(short_hash, paragraphs)))


def packed_base(fields: Mapping[str, str], paragraphs: Iterable[str]) -> bytes:
    """Return what `base_of` does of front-matter lines and paragraphs, packed as an entry has it."""
    head = b"".join([_PLACES[key] + _short(value) for key, value in fields.items()])
    return _sized(head, b"".join(map(_short, paragraphs)))


def short_hash(text: str) -> str:
    """Return ten hex digits: one edit in a million millions would go unseen."""
    return _short(text).hex()


def _short(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH).digest()


def placed(entry: Entry, path: str, slug: str, state: str | None = None, written: bytes | None = None) -> Entry:
    """Return `entry` with this file and this address, and another state or base (packed) where one is given."""
    own = "" if slug == _stem(path) else slug
    state = entry.state if state is None else state
    return replace(entry, path=path, own_slug=own, state=state, written=entry.written if written is None else written)


def with_base(entry: Entry, base: Base) -> Entry:
    """Return `entry` with another base."""
    return replace(entry, written=_packed(base.fields.items(), "".join(base.paragraphs)))


def numbered(path: Path) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of a ledger with their lines; none without a file. Raises PostError, naming the line."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _entry(line, path, number)
    except FileNotFoundError:
        return
    except OSError as error:
        what = "the ledger cannot be read"
        raise PostError(what, file=path, value=error.strerror, remedy="check its rights") from error


def _entry(line: bytes, path: Path, number: int) -> Entry:
    try:
        return read_line(line)
    except ValueError as error:
        shown = line[:40].decode("utf-8", "replace").rstrip("\n")
        raise PostError("the ledger is damaged", file=path, line=number, value=shown, remedy=REMEDY) from error


def save(path: Path, entries: Iterable[Entry]) -> None:
    """Write the ledger; `entries` are sorted by id."""
    files.write(path, map(write_line, entries))


def write_line(entry: Entry) -> bytes:
    """Return the line of an entry, with its line end."""
    chain, length, whole = entry.opening
    fields, paragraphs = _hexes(entry.written)
    line: dict[str, Any] = {
        "id": entry.id,
        "path": entry.path,
        "slug": entry.slug,
        "sources": list(entry.sources),
        "text": entry.text.hex(),
        "wording": entry.wording.hex(),
        "kind": "excerpt" if entry.excerpt else "article",
        "length": length,
        "whole": whole.hex(),
        "opening": b64encode(chain).decode(),
        "fields": fields,
        "paragraphs": paragraphs,
    }
    rare = {"apart": entry.apart, "state": entry.state, "heir": entry.heir}
    line |= {key: value for key, value in rare.items() if value}
    return _JSON.encode(line).encode() + b"\n"


def read_line(line: bytes | str) -> Entry:
    """Return the entry of a line. Raises ValueError when it is not one."""
    try:
        given = json.loads(line)
        entry = Entry(
            id=given["id"],
            path=given["path"],
            own_slug=given["slug"] if given["slug"] != _stem(given["path"]) else "",
            sources=tuple(given["sources"]),
            opening=Opening(b64decode(given["opening"]), given["length"], bytes.fromhex(given["whole"])),
            excerpt=given["kind"] == "excerpt",
            text=bytes.fromhex(given["text"]),
            wording=bytes.fromhex(given["wording"]),
            written=_packed((pair.split(":") for pair in given["fields"].split()), given["paragraphs"]),
            apart=given.get("apart", False),
            state=given.get("state", ""),
            heir=given.get("heir", ""),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return entry


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _packed(fields: Iterable[Sequence[str]], paragraphs: str) -> bytes:
    """Return how many fields, for each its place in the format and its hash, then the paragraphs' hashes."""
    head = b"".join(_PLACES[key] + bytes.fromhex(value) for key, value in fields)
    return _sized(head, bytes.fromhex(paragraphs))


def _sized(head: bytes, body: bytes) -> bytes:
    return bytes([len(head) // (HASH + 1)]) + head + body if head or body else b""


def _hexes(data: bytes) -> tuple[str, str]:
    """Return a packed base as a line of the ledger has it: keys with their hashes, and the paragraphs' hashes."""
    if not data:
        return "", ""
    first = 1 + data[0] * (HASH + 1)
    keys = [f"{FIELDS[data[i]].key}:{data[i + 1 : i + 1 + HASH].hex()}" for i in range(1, first, HASH + 1)]
    return " ".join(keys), data[first:].hex(" ", HASH)


def _unpacked(data: bytes) -> Base:
    first = 1 + data[0] * (HASH + 1)
    fields = {FIELDS[data[i]].key: data[i + 1 : i + 1 + HASH].hex() for i in range(1, first, HASH + 1)}
    return Base(fields, tuple(data[i : i + HASH].hex() for i in range(first, len(data), HASH)))
