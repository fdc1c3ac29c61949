"""What a worker does: raw files to wordings. Everything here is handed to another process, so it is plain data."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from oped.convert.inputs import read_pages
from oped.convert.page import Page
from oped.convert.write import Met, hash_of, take
from oped.errors import InputError

TOGETHER = 200_000
"""Bytes of raw files in one job: some 0.1 seconds of work, so that handing it over costs nothing to speak of."""
LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file of the raw folder: its name relative to that folder, with `/`, and where it is."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What one page brought. `key` is a hash of all that was read of it, `text` of its text alone."""

    page: str
    key: bytes
    text: bytes
    met: tuple[Met, ...]
    doubts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one page of a raw file: a record with its wordings as `marshal` packs them, or an error."""

    file: str
    record: PageRecord | None = None
    wordings: tuple[bytes, ...] = ()
    error: InputError | None = None


Item = tuple[str, "Path | Page | InputError | PageRecord"]
"""The name of a raw file, with its path, or one page of it, or what is known of that page already."""


def items(
    file: RawFile, known: Callable[[bytes], PageRecord | None] | None = None, only: Container[str] | None = None
) -> Iterator[Item]:
    """Yield what has to be done for a raw file, or for `only` some of its pages.

    Files of many pages are read here, a page at a time, and `known` is asked for the record of each by its key.
    """
    if not file.name.lower().endswith(LINES):
        yield file.name, Path(file.path)
        return
    for page in _named(file.name, Path(file.path)):
        if only is not None and (isinstance(page, InputError) or page.name not in only):
            continue
        if known is None or isinstance(page, InputError):
            yield file.name, page
        else:
            yield file.name, known(key(page, hash_of(page.text))) or page


def jobs(found: Iterator[Item]) -> Iterator[tuple[Item, ...]]:
    """Yield items in portions of about `TOGETHER` bytes."""
    portion: list[Item] = []
    size = 0
    for item in found:
        portion.append(item)
        size += _size(item[1])
        if size >= TOGETHER:
            yield tuple(portion)
            portion, size = [], 0
    if portion:
        yield tuple(portion)


def work(job: Sequence[Item]) -> list[Result]:
    """Take the pages of a job apart, in order."""
    return [result for name, given in job for result in _results(name, given)]


def _results(name: str, given: Path | Page | InputError | PageRecord) -> Iterator[Result]:
    pages = _named(name, given) if isinstance(given, Path) else [given]
    for page in pages:
        if isinstance(page, InputError):
            yield Result(name, error=page)
        elif isinstance(page, PageRecord):
            yield Result(name, page)
        else:
            yield _taken(name, page)


def _taken(name: str, page: Page) -> Result:
    from oped.convert.pipeline import inspect  # noqa: PLC0415  (slow to import; whoever hands work out needs none of it)

    try:
        taken = take(inspect(page))
    except Exception as error:  # whatever a page does to a stage, the other pages go on
        remedy = "please report it with the page; the other pages went on"
        return Result(name, error=InputError("the converter failed", file=page.name, value=repr(error), remedy=remedy))
    record = PageRecord(page.name, key(page, taken.text), taken.text, taken.met, taken.doubts)
    return Result(name, record, tuple(marshal.dumps((dict(one.fields), one.paragraphs)) for one in taken.wordings))


def key(page: Page, text: bytes) -> bytes:
    """Return a hash of all that the converter is given of a page; `text` is that of its text."""
    return hash_of(repr((text, page.name, page.sidecar, page.hints, page.furniture)))


def _named(name: str, path: Path) -> Iterator[Page | InputError]:
    """Yield the pages of a file, called after its place in the raw folder."""
    folder = PurePosixPath(name).parent
    for page in read_pages(path):
        if isinstance(page, InputError):
            yield page
        else:
            yield replace(page, name=str(folder / page.name))


def _size(given: Path | Page | InputError | PageRecord) -> int:
    if isinstance(given, Page):
        return len(given.text)
    if isinstance(given, Path):
        try:
            return given.stat().st_size
        except OSError:
            return 0
    return 100
