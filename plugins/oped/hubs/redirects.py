"""Where former addresses lead: as pages for any host, and as rules for hosts that read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode

from oped.hubs.addresses import Address

LISTS = ("year", "unsorted", "letter")
"""What leads to the index that it belongs to."""
OLDER = re.compile(r"(?:within/)?page/\d+/$")
FEEDS = ("feed.atom", "feed.json")
CITATIONS = (".bib", ".ris", ".csl.json")
Pair = tuple[str, str]
"""A former address, and the one now."""


def redirects(register: Iterable[Address], now: Iterable[Address], own: Mapping[str, str]) -> dict[str, str]:
    """Return former addresses and where they lead; an address that is in use again leads nowhere else.

    A term that is gone leads to the one of its taxonomy that most of its pieces have now; a pair that has too few
    pieces for a page, to a search for both; a year, to the years; a list of pieces without a term and a letter,
    to the terms; an older page of a list, to the list. A piece that is gone leads nowhere. A person's own line wins.
    """
    way = _Way(now)
    gone = sorted((line for line in register if line.url not in way.used), key=_rank)
    found = {line.url: target for line in gone if (target := way.of(line))}
    return dict(sorted({**found, **{former: to for former, to in own.items() if former not in way.used}}.items()))


def inherited(register: Iterable[Address], heirs: Mapping[str, str]) -> list[Address]:
    """Return the register with the addresses of each withdrawn piece as its heir's: `heirs` leads from id to id."""
    keys = {f"article/{one}": f"article/{other}" for one, other in heirs.items()}
    return [line._replace(key=keys.get(line.key, line.key)) for line in register]


def _rank(line: Address) -> int:
    """Put terms before the pairs made of them, and both before the older pages of their lists."""
    return 2 if OLDER.search(line.url) else int(line.key.startswith("pair/"))


class _Way:
    """Finds what has become of an address."""

    def __init__(self, now: Iterable[Address]) -> None:
        now = list(now)
        self.used = {line.url for line in now}
        self._places = {line.key: line.url for line in now}
        self._holders: dict[str, list[Address]] = {}
        for line in now:
            for piece in line.pieces:
                self._holders.setdefault(piece, []).append(line)
        self._moved: dict[str, str] = {}

    def of(self, line: Address) -> str:
        """Return where a former address leads, empty when nowhere. Ask in the order of `_rank`."""
        kind, *parts = line.key.split("/")
        if OLDER.search(line.url):
            base = OLDER.sub("", line.url)
            return base if base in self.used else self._moved.get(base, "")
        if kind == "pair":
            target = self._pair(*parts)
        elif kind in LISTS:
            target = line.url.partition("/")[0] + "/"
        else:
            target = self._places.get(line.key) or self._heir(line)
        self._moved[line.url] = target
        if kind not in ("pair", "article", *LISTS):
            self._places.setdefault(line.key, target)
        return target

    def _pair(self, one: str, first: str, two: str, second: str) -> str:
        """Return the page of both terms, else a search for both, else the page of the one that is left."""
        places = {name: self._places.get(f"{name}/{code}", "") for name, code in ((one, first), (two, second))}
        if all(places.values()):
            path, slug = places[two].strip("/").split("/")
            page = f"{places[one]}{path}/{slug}/"
            return (
                page if page in self.used else f"search/?{urlencode({k: v.split('/')[1] for k, v in places.items()})}"
            )
        return next((place for place in places.values() if place), "")

    def _heir(self, line: Address) -> str:
        taxonomy = line.key.partition("/")[0]
        heirs = Counter(
            heir.url
            for piece in line.pieces
            for heir in self._holders.get(piece, ())
            if heir.key.partition("/")[0] == taxonomy
        )
        return min(heirs, key=lambda url: (-heirs[url], url), default="")


def files(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files that lay under former addresses, and where they are now: feeds, citations.

    A feed reader follows no page that says where to go; on a host without rules it finds its feed where it was.
    """
    for former, target in found.items():
        folder, old, new = former.split("/")[0], *(url.rstrip("/").rpartition("/")[2] for url in (former, target))
        if former.count("/") != 2 or target.count("/") != 2 or "?" in target or folder == "years":
            continue
        if folder != "articles":
            yield from ((former + name, target + name) for name in FEEDS)
        yield from ((f"{former}{old}{ending}", f"{target}{new}{ending}") for ending in CITATIONS)


def rules(found: Mapping[str, str], prefix: str) -> Iterator[tuple[str, bytes]]:
    """Yield the redirects for hosts that read them: `_redirects`, and maps for nginx and Apache.

    A citation file is called after its page. Whatever else lay under a former address leads to the same under the new
    one, unless that is a search. The longest addresses come first: hosts take the first rule that fits.
    """
    exact = [(old, new) for old, new in files(found) if old.endswith(CITATIONS)]
    rest = sorted(found.items(), reverse=True)
    yield "_redirects", "".join(_lines("{0} {1} 301", "{0}* {1}:splat 301", exact, rest, prefix)).encode()
    pattern = "~^{2}$ {1};", "~^{2}(.*)$ {1}$1;"
    yield "redirects/nginx.map", "".join(_lines(*pattern, exact, rest, prefix)).encode()
    pattern = 'RedirectMatch 301 "^{2}$" "{1}"', 'RedirectMatch 301 "^{2}(.*)$" "{1}$1"'
    yield "redirects/apache.conf", "".join(_lines(*pattern, exact, rest, prefix)).encode()


def _lines(one: str, all_below: str, exact: Iterable[Pair], rest: Iterable[Pair], prefix: str) -> Iterator[str]:
    """Yield a rule a line: {0} is the former address, {1} the one now, {2} the former one as a pattern."""
    for line, pairs in ((one, exact), (all_below, rest)):
        for old, new in pairs:
            former, now = f"{prefix}/{old}", f"{prefix}/{new}"
            rule = line.replace(":splat", "").replace("{1}$1", "{1}") if "?" in new else line
            yield rule.format(former, now, former.replace(".", "[.]")) + "\n"
