"""The register: every address that the archive was ever published at, so that none of them need ever break.

`addresses.tsv` beside the posts has a line for each: `address, key, pieces`. The key never changes: `article/ID`,
`TAXONOMY/CODE`, `pair/TAXONOMY/CODE/TAXONOMY/CODE`, `year/YEAR`, `unsorted/TAXONOMY`, `letter/ADDRESS`; an older page
of a list has its address as key. The pieces are ids of a few that a term had then, by which a term that was renamed
away is found again. Lines are only ever added: the file merges well. `redirects.tsv` has a person's own: `former
address, address now`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from oped.errors import BuildError
from oped.hubs.combine import combination_url
from oped.hubs.feeds import newest
from oped.hubs.listing import older

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


def current(site: Site, size: int) -> list[Address]:
    """Return where everything is now, in an order of its own; `size` is a list's page."""
    pieces = [Address(article.url, f"article/{article.id}") for article in site.articles]
    years = [Address(year.url, f"year/{year.label}") for year in site.years]
    letters = [Address(one.url, f"letter/{one.url}") for parts in site.letters.values() for one in parts]
    lists = [*letters, *_terms(site, size), *_pairs(site, size), *_unsorted(site, size), *years]
    lists += [one for year in site.years for one in _older(year.url, year.count, size)]
    return sorted([*pieces, *lists])


def _terms(site: Site, size: int) -> Iterator[Address]:
    for name, hubs in site.codes.items():
        for code, hub in hubs.items():
            yield Address(hub.url, f"{name}/{code}", tuple(article.id for article in islice(newest(hub), WITNESSES)))
            yield from _older(hub.url, len(hub.articles), size)
            yield from _older(f"{hub.url}within/", len(hub.below), size)


def _pairs(site: Site, size: int) -> Iterator[Address]:
    for (one, two), found in site.pairs.items():
        for (first, second), articles in found.items():
            url = combination_url(site.codes[one][first], site.codes[two][second])
            yield Address(url, f"pair/{one}/{first}/{two}/{second}")
            yield from _older(url, len(articles), size)


def _unsorted(site: Site, size: int) -> Iterator[Address]:
    for name, one in site.unsorted.items():
        yield Address(one.url, f"unsorted/{name}")
        yield from _older(one.url, one.count, size)


def _older(url: str, count: int, size: int) -> Iterator[Address]:
    pages = (f"{url}page/{number}/" for number in range(1, older(count, size) + 1))
    yield from (Address(page, page) for page in pages)


def extend(register: Sequence[Address], now: Iterable[Address]) -> list[Address]:
    """Return the register with a line for each address that is new for its key."""
    last = {line.key: line.url for line in register}
    return [*register, *(line for line in now if last.get(line.key) != line.url)]
