"""Raw files to pages: each bad file or line becomes an error that does not stop the others."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from oped.convert.dates import find_day
from oped.convert.decode import check_text, decode
from oped.convert.names import read_names
from oped.convert.page import Hints, Page, Sidecar
from oped.convert.sidecar import read_sidecar
from oped.errors import InputError

_HTML = frozenset({".html", ".htm", ".xhtml"})
_LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


def read_pages(path: Path) -> Iterator[Page | InputError]:
    """Yield the pages of one raw file; an InputError stands for a file, sidecar or JSON line that cannot be read.

    `.html` is a saved web page, `.jsonl` and `.jsonl.gz` hold a page a line and are read line by line, a `.toml` is
    the sidecar of the page of its name; everything else is text.
    """
    try:
        if path.exists() and not path.is_file():
            remedy = "give its files, or move it out of the raw folder"
            yield InputError("it is no file but a folder, pipe or device", file=path, remedy=remedy)
        elif path.name.lower().endswith(_LINES):
            yield from _read_lines(path)
        elif path.suffix.lower() == ".toml":
            if not any(other != path and other.stem == path.stem for other in path.parent.iterdir()):
                yield InputError("a sidecar without a page", file=path, remedy="put the page beside it, or delete it")
        else:
            yield _read_file(path)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(
            f"cannot be read: {error.strerror or error}", file=path, remedy="check the file and its rights"
        )


def find_raw(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield raw files: each path itself, or, for a folder, the files in it by name; hidden files are left out.

    Raises OSError when a folder cannot be listed.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def _read_file(path: Path) -> Page:
    text = decode(path.read_bytes(), path)
    beside = path.with_suffix(".toml")
    sidecar = read_sidecar(beside) if beside.is_file() else Sidecar()
    if path.suffix.lower() not in _HTML:
        return Page(path.name, text, sidecar)
    from oped.convert.html import read_html  # noqa: PLC0415 - slow to import, and most archives have no saved page

    visible, furniture, hints = read_html(text)
    check_text(visible, path)
    return Page(path.name, visible, sidecar, hints, furniture)


def _read_lines(path: Path) -> Iterator[Page | InputError]:
    zipped = path.name.lower().endswith(".gz")
    number = 0
    with path.open("rb") as raw, gzip.open(raw, "rb") if zipped else nullcontext(raw) as stream:
        try:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    try:
                        yield _read_line(line, path, number)
                    except InputError as error:
                        yield error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield InputError(f"damaged gzip data: {error}", file=path, line=number + 1, remedy="copy the file again")


def _read_line(raw: bytes, path: Path, number: int) -> Page:
    try:
        item = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"not valid JSON: {error}", file=path, line=number, remedy="write one JSON object a line in UTF-8"
        ) from error
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise InputError(
            "no object with a `text`", file=path, line=number, value=_short(item), remedy='write {"text": "…"}'
        )
    text = item["text"].replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, path, number)
    return Page(f"{path.name}#{number}", text, hints=_hints(item, path, number))


def _hints(item: dict[str, Any], path: Path, number: int) -> Hints:
    def text(key: str) -> str | None:
        value = item.get(key)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise InputError(
                f"`{key}` is not text", file=path, line=number, value=_short(value), remedy="write it in quotes"
            )
        check_text(value, path, number)
        return " ".join(value.split())

    authors = item.get("authors", item.get("author"))
    names = (
        authors
        if isinstance(authors, list)
        else [text("author")]
        if not isinstance(item.get("authors"), str)
        else [text("authors")]
    )
    found: list[str] = []
    for name in names:
        if isinstance(name, str) and name.strip():
            check_text(name, path, number)
            found.extend([n.text for n in read_names(name, alone=True)] or [" ".join(name.split())])
    return Hints(
        text("title"),
        tuple(found),
        _date(text("date"), path, number),
        text("url"),
        text("outlet"),
        text("language"),
        "the JSON line",
    )


def _date(value: str | None, path: Path, number: int) -> date | None:
    if value is None:
        return None
    found = find_day(value)
    if found is None:
        raise InputError(
            "`date` is no whole date", file=path, line=number, value=value, remedy="write it as YYYY-MM-DD"
        )
    return found.day


def _short(value: object) -> str:
    return repr(value)[:60]
