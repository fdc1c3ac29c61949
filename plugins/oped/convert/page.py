"""The page: a raw file's decoded text, with what its sidecar and its publisher's metadata say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person wrote about a page in `NAME.toml`. It outranks everything that is read from the page itself.

    `cuts` are the lines (from 1) on which a piece begins; with them the page is split there and nowhere else.
    """

    outlet: str | None = None
    date: date | None = None
    page: str | None = None
    language: str | None = None
    url: str | None = None
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What a publisher's metadata says of the main piece of a page; `source` tells where it was read."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: date | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A raw page. `text` is decoded and its line ends are all LF; offsets everywhere count its characters.

    `name` is the file's name, with `#LINE` behind it for a line of a JSON Lines file. `furniture` are spans of
    the text that the format itself marks as none of the piece's (a menu of a saved web page).
    """

    name: str
    text: str
    sidecar: Sidecar = field(default_factory=Sidecar)
    hints: Hints = field(default_factory=Hints)
    furniture: tuple[tuple[int, int, str], ...] = ()
