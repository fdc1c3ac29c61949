"""The post: one piece as a text file that a person may edit. `parse` reads one, `dump` writes one.

`Key: value` lines, one line each; one blank line; the body in Markdown. `FIELDS` is the whole format: its order is the
order of the lines, and keys that are not in it are kept behind them. Values are plain text, never Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from oped.errors import PostError
from oped.model import Evidence, Genre, Kind, Tag

DIVIDER = ";"
Day = date
"""A post has a field of the name `date`."""
_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]*:(.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SOURCE = re.compile(r"(.+)#L(\d+)-L(\d+)")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Source(NamedTuple):
    """Where a piece stands in the raw pages: the page's name and its first and last line, counted from 1."""

    page: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Post:
    """What a post's file says. `body` is Markdown, paragraphs divided by a blank line, without a line end at the end.

    `evidence` maps `regions` and `topics` to the terms that the machine gave; a term of the post that it does not list
    was given by a person. `extra` holds keys unknown to us, as written. `lines` maps each key, and `""` for the body,
    to its line in the file (from 1), so that a later check can say where; two posts are equal whatever their lines.
    """

    title: str = ""
    title_source: str = ""
    id: str = ""
    slug: str = ""
    kind: Kind = Kind.ARTICLE
    genre: Genre = Genre.COLUMN
    date: date | None = None
    date_source: str = ""
    authors: tuple[str, ...] = ()
    standfirst: str = ""
    bio: str = ""
    disclaimer: str = ""
    translator: str = ""
    outlet: str = ""
    page: str = ""
    url: str = ""
    language: str = ""
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    converted: Day | None = None
    evidence: Mapping[str, tuple[Tag, ...]] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


class Field(NamedTuple):
    """One line of the front matter: its key, the attribute of `Post`, and how the value is read and written."""

    key: str
    attribute: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    wanted: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A post's file before its values are understood: `fields` as written and in their order, `lines` as in `Post`."""

    fields: Mapping[str, str]
    body: str
    lines: Mapping[str, int]


def split(text: str, file: str | Path | None = None) -> Sheet:
    """Divide the text of a post's file into fields and body. Raises PostError on a line without a key or a key twice.

    Keys are matched without regard to case; a byte order mark and line ends of any system are understood.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    position, number = 0, 0
    while position < len(text):
        number += 1
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line, position = text[position:stop], stop + 1
        if not line.strip():
            break
        match = _LINE.fullmatch(line)
        if not match:
            raise PostError(
                "this line of the front matter has no key",
                file=file,
                line=number,
                value=line[:60],
                remedy="write `Key: value` on one line, and leave one blank line before the text",
            )
        key = _KNOWN.get(match[1].lower(), match[1])
        if key in fields:
            raise PostError("the key is given twice", file=file, line=number, value=key, remedy="keep one of the lines")
        lines[key] = number
        if value := match[2].strip():
            fields[key] = value
    body = text[position:]
    blank = len(body) - len(body.lstrip("\n"))
    lines[""] = number + 1 + blank
    return Sheet(fields, body.strip("\n"), lines)


def join(fields: Mapping[str, str], body: str) -> str:
    """Return the text of a post's file: the fields in their order, folded to one line each, then the body."""
    head = "".join(f"{key}: {folded}\n" for key, value in fields.items() if (folded := fold(value)))
    return f"{head}\n{body}\n" if body else f"{head}\n"


def parse(text: str, file: str | Path | None = None) -> Post:
    """Read a post. Raises PostError, naming file and line, on a value that its key cannot have."""
    return understand(split(text, file), file)


def understand(sheet: Sheet, file: str | Path | None = None) -> Post:
    """Read the values of a sheet. Raises PostError as `parse` does."""
    values: dict[str, Any] = {}
    for known in FIELDS:
        if known.key not in sheet.fields:
            continue
        written = sheet.fields[known.key]
        try:
            values[known.attribute] = known.read(written)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise PostError(
                f"{known.key} is not {known.wanted}",
                file=file,
                line=sheet.lines.get(known.key),
                value=written[:60],
                remedy=f"write {known.wanted}, or leave the line out",
            ) from error
    extra = {key: value for key, value in sheet.fields.items() if key.lower() not in _KNOWN}
    return Post(**values, extra=extra, body=sheet.body, lines=sheet.lines)


def fields_of(post: Post) -> dict[str, str]:
    """Return the lines of a post's front matter: key to value, in order, keys without a value left out."""
    written = {known.key: fold(known.write(getattr(post, known.attribute))) for known in FIELDS}
    return {key: value for key, value in {**written, **post.extra}.items() if value}


def dump(post: Post) -> str:
    """Write a post. `parse(dump(post)) == post` for every post whose texts are folded (see `fold`)."""
    return join(fields_of(post), post.body)


def fold(text: str) -> str:
    r"""Return `text` on one line: each run of white space that holds a line end or tab becomes one space.

    >>> fold(" two\n lines ")
    'two lines'
    """
    if text.isprintable():  # no tab or line end is
        return text.strip()
    return _SPACES.sub(lambda run: run[0] if _BREAKS.isdisjoint(run[0]) else " ", text).strip()


_SPACES = re.compile(r"\s+")
_BREAKS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def _text(value: str) -> str:
    return value


def _read_list(value: str) -> tuple[str, ...]:
    return tuple(item for part in value.split(DIVIDER) if (item := part.strip()))


def _write_list(items: tuple[str, ...]) -> str:
    return "; ".join(items)


def _read_day(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(value)


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_sources(value: str) -> tuple[Source, ...]:
    return tuple(read_source(part) for part in _read_list(value))


def read_source(written: str) -> Source:
    """Return the source that is written so in a post. Raises ValueError when it is none."""
    match = _SOURCE.fullmatch(written)
    if not match:
        raise ValueError(written)
    return Source(unquote(match[1], errors="surrogateescape"), int(match[2]), int(match[3]))


def _write_sources(sources: tuple[Source, ...]) -> str:
    return "; ".join(write_source(source) for source in sources)


def write_source(source: Source) -> str:
    """Return a source as it stands in a post: what could not stand in one line's list is percent-encoded.

    >>> write_source(Source("Fri;day.txt", 1, 10))
    'Fri%3Bday.txt#L1-L10'
    """
    if source.page.isprintable() and not {"%", ";", " "} & set(source.page):
        return f"{source.page}#L{source.first}-L{source.last}"
    inner = source.page.strip()
    before, _, after = source.page.partition(inner) if inner else (source.page, "", "")
    name = "".join(c if c.isprintable() and c not in "%;" else _percent(c) for c in inner)
    return f"{_percent(before)}{name}{_percent(after)}#L{source.first}-L{source.last}"


def _percent(text: str) -> str:
    return quote(text, safe="", errors="surrogateescape")


def _read_evidence(value: str) -> dict[str, tuple[Tag, ...]]:
    return {
        str(name): tuple(
            Tag(str(code), float(score), tuple(Evidence(str(w), int(p), int(s)) for w, p, s in places))
            for code, (score, places) in terms.items()
        )
        for name, terms in json.loads(value).items()
    }


def _write_evidence(evidence: Mapping[str, tuple[Tag, ...]]) -> str:
    plain = {
        name: {tag.code: [round(tag.score, 3), tag.evidence] for tag in tags} for name, tags in evidence.items() if tags
    }
    if not plain:
        return ""
    line = _JSON.encode(plain)
    if line.isascii() and "\x7f" not in line:
        return line
    return _JSON_UNSAFE.sub(lambda unsafe: f"\\u{ord(unsafe[0]):04x}", line)


_DATE_WANTED = "a day as YYYY-MM-DD"
_LIST_WANTED = "a list divided by `; `"

FIELDS: tuple[Field, ...] = (
    Field("Title", "title", _text, _text, "text"),
    Field("Title_source", "title_source", _text, _text, "text"),
    Field("Id", "id", _text, _text, "text"),
    Field("Slug", "slug", _text, _text, "text"),
    Field("Kind", "kind", Kind, str, f"one of {', '.join(Kind)}"),
    Field("Genre", "genre", Genre, str, f"one of {', '.join(Genre)}"),
    Field("Date", "date", _read_day, _write_day, _DATE_WANTED),
    Field("Date_source", "date_source", _text, _text, "text"),
    Field("Authors", "authors", _read_list, _write_list, _LIST_WANTED),
    Field("Standfirst", "standfirst", _text, _text, "text"),
    Field("Bio", "bio", _text, _text, "text"),
    Field("Disclaimer", "disclaimer", _text, _text, "text"),
    Field("Translator", "translator", _text, _text, "text"),
    Field("Outlet", "outlet", _text, _text, "text"),
    Field("Page", "page", _text, _text, "text"),
    Field("Url", "url", _text, _text, "text"),
    Field("Language", "language", _text, _text, "text"),
    Field("Regions", "regions", _read_list, _write_list, _LIST_WANTED),
    Field("Topics", "topics", _read_list, _write_list, _LIST_WANTED),
    Field("Sources", "sources", _read_sources, _write_sources, "a list of `PAGE#L1-L10` divided by `; `"),
    Field("Converted", "converted", _read_day, _write_day, _DATE_WANTED),
    Field("Evidence", "evidence", _read_evidence, _write_evidence, "one line of JSON as DESIGN.md describes"),
)

_KNOWN = {known.key.lower(): known.key for known in FIELDS}
