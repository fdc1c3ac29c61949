"""Old addresses keep working: what a page was ever called is remembered, and leads to where it is now.

`addresses.tsv` beside the posts has a line for every address that a piece or term was ever published at:
`address, key, pieces`. The key never changes (`article/ID`, `topic/CODE`); the pieces are ids of a few that the term
had then, by which a term that was renamed away is found again. Lines are only ever added: the file merges well.
`redirects.tsv` has a person's own: `former address, address now`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from oped.errors import BuildError
from oped.hubs.feeds import newest

if TYPE_CHECKING:
    from oped.hubs.site import Site

NAME = "addresses.tsv"
ADDRESS = re.compile(r"/?([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*/?")
WITNESSES = 3
"""Pieces remembered for a term."""


class Address(NamedTuple):
    """One line of the register."""

    url: str
    key: str
    pieces: tuple[str, ...] = ()


def read(path: Path) -> list[Address]:
    """Return the lines of a register, oldest first; none when there is no file. Raises BuildError on a torn line."""
    return [Address(url, key, tuple(pieces.split())) for url, key, pieces in _rows(path, 3)]


def read_own(path: Path) -> dict[str, str]:
    """Return a person's own redirects: former address to the address now. Raises BuildError on a torn line."""
    return {former.strip("/") + "/": now.strip("/") + "/" for former, now in _rows(path, 2)}


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            what = f"the line has not {columns} columns divided by tabs"
            raise BuildError(what, file=path, line=number, value=line[:60], remedy="mend the line or remove it")
        if not ADDRESS.fullmatch(cells[0]):
            remedy = "write it as articles/SLUG/, relative to the site"
            raise BuildError("this is no address", file=path, line=number, value=cells[0][:60], remedy=remedy)
        yield cells


def write(lines: Iterable[Address]) -> str:
    """Return the text of a register."""
    return "".join(f"{line.url}\t{line.key}\t{' '.join(line.pieces)}\n" for line in lines)


def current(site: Site) -> list[Address]:
    """Return where every piece and term is now, in an order of their own."""
    pieces = [Address(article.url, f"article/{article.id}") for article in site.articles]
    terms = [
        Address(hub.url, f"{name}/{code}", tuple(article.id for article in islice(newest(hub), WITNESSES)))
        for name, hubs in site.codes.items()
        for code, hub in hubs.items()
    ]
    return sorted([*pieces, *terms])


def extend(register: Sequence[Address], now: Iterable[Address]) -> list[Address]:
    """Return the register with a line for each address that is new for its key."""
    last = {line.key: line.url for line in register}
    return [*register, *(line for line in now if last.get(line.key) != line.url)]


def redirects(register: Iterable[Address], now: Iterable[Address], own: Mapping[str, str]) -> dict[str, str]:
    """Return former addresses and where they lead; an address that is in use again leads nowhere else.

    A term that is gone leads to the one of its taxonomy that most of its pieces have now; a person's own line wins.
    """
    now = list(now)
    places = {line.key: line.url for line in now}
    used = {line.url for line in now}
    holders: dict[str, list[Address]] = {}
    for line in now:
        for piece in line.pieces:
            holders.setdefault(piece, []).append(line)
    found = {}
    for line in register:
        target = places.get(line.key) or _heir(line, holders)
        if target and line.url not in used:
            found[line.url] = target
    return dict(sorted({**found, **{former: to for former, to in own.items() if former not in used}}.items()))


def _heir(line: Address, holders: Mapping[str, list[Address]]) -> str:
    taxonomy = line.key.partition("/")[0]
    heirs = Counter(
        heir.url for piece in line.pieces for heir in holders.get(piece, ()) if heir.key.partition("/")[0] == taxonomy
    )
    return min(heirs, key=lambda url: (-heirs[url], url), default="")


def rules(found: Mapping[str, str], prefix: str) -> Iterator[tuple[str, bytes]]:
    """Yield the redirects for hosts that read them: `_redirects`, and maps for nginx and Apache.

    Whatever lay under a former address (feeds, citations) leads to the same under the new one.
    """
    pairs = [(f"{prefix}/{former}", f"{prefix}/{target}") for former, target in found.items()]
    yield "_redirects", "".join(f"{old}* {new}:splat 301\n" for old, new in pairs).encode()
    yield "redirects/nginx.map", "".join(f"~^{old}(.*)$ {new}$1;\n" for old, new in pairs).encode()
    yield (
        "redirects/apache.conf",
        "".join(f'RedirectMatch 301 "^{old}(.*)$" "{new}$1"\n' for old, new in pairs).encode(),
    )
