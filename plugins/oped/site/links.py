"""Checks a built site before anybody sees it: every link and anchor leads somewhere, every page is led to, once.

The pages are our own templates' output with escaped text, so that attributes can be found without parsing a tree: a
site of sixty thousand pages is checked in seconds rather than minutes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache, partial
from html import unescape
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import orjson

from oped import cores
from oped.files import below
from oped.standing import Standing

LINKS = ("href", "src", "action")
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
REDIRECT = '<meta http-equiv="refresh"'
AT_ONCE = 2000
"""Pages whose links are held in memory."""
UNLED = ("404.html", "drafts/")
"""Pages that nothing needs to lead to."""


@dataclass(slots=True)
class Site:
    """A built site: where its `files` can be read, where it is served, and what reading its pages found."""

    standing: Standing
    prefix: str
    public: str
    files: set[str]
    broken: list[tuple[str, str]] = field(default_factory=list)
    anchors: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    led: set[str] = field(default_factory=set)
    titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    twice: list[tuple[str, str]] = field(default_factory=list)


def check(standing: Standing, prefix: str, public: str, origins: Mapping[str, Path]) -> list[str]:
    """Return a line for everything wrong with the site, newly written or standing, naming the post that is to blame.

    `prefix` is the path it is served under, `public` its whole address. `origins` tells each page's post, by the page's
    path.
    """
    site = Site(standing, prefix, public, {*standing.stood(), *below(standing.folder)})
    pages = sorted(path for path in site.files if path.endswith(".html") and not path.startswith("theme/"))
    unled = [page for page, seen in _seen(pages, site) if not _note(page, seen, site)]
    lines = list(_broken(site, origins))
    lines += [f"{page}: the id is given twice: {name!r}" for page, name in site.twice]
    shared = [(title, sorted(same)) for title, same in site.titles.items() if len(same) > 1]
    lines += [f"{', '.join(same)}: one title for all: {title!r}" for title, same in shared]
    orphans = set(pages) - site.led - set(unled)
    lines += [f"{page}: no page leads here" for page in sorted(orphans) if not page.startswith(UNLED)]
    return lines


class Seen(NamedTuple):
    """What reading a page found. `paths` are files of the site that it links to, `anchors` those with an anchor."""

    paths: list[str]
    anchors: list[tuple[str, str]]
    lost: list[str]
    twice: list[str]
    title: str
    redirect: bool


def look(page: str, path: Path, prefix: str, public: str) -> Seen:
    """Read `page`, which stands at `path`; `lost` are its links to anchors of its own that it does not have."""
    text = _text(path)
    ids = Counter(values(text, "id"))
    title = TITLE.search(text)
    lost, anchors, paths = [], set(), set()
    for target in linked(text):
        if target.startswith("#"):
            if target[1:] not in ids and unquote(unescape(target[1:])) not in ids:
                lost.append(target)
        elif place := resolve(page, target, prefix, public):
            paths.add(place[0])
            if place[1]:
                anchors.add(place)
    return Seen(
        sorted(paths - {page}),
        sorted(anchor for anchor in anchors if anchor[0] != page),
        sorted(lost),
        sorted(name for name, count in ids.items() if count > 1),
        title[1].strip().casefold() if title else "",
        REDIRECT in text,
    )


def linked(text: str) -> set[str]:
    """Return where a page's links lead, as they are written in its HTML.

    >>> sorted(linked('<a href="a/">A</a> <img src="b.svg"> <b data-href="c">C</b>'))
    ['a/', 'b.svg']
    """
    return {target for attribute in LINKS for target in values(text, attribute)}


def values(text: str, attribute: str) -> list[str]:
    """Return each value of an attribute; to divide a page at its name takes less than half of a pattern's time."""
    return [part.partition('"')[0] for part in text.split(f' {attribute}="')[1:]]


def _text(page: Path) -> str:
    """Return a page with a blank before each attribute."""
    return page.read_bytes().decode().replace("\n", " ")


def _seen(pages: Iterable[str], site: Site) -> Iterator[tuple[str, Seen]]:
    """Yield each page with what reading it found, which is remembered of those that stand."""
    standing, new = site.standing, []
    for page in pages:
        if page not in standing.stood():
            new.append(page)
        elif known := standing.recall("links", page):
            yield page, Seen(*orjson.loads(known))
        else:
            new.append(page)
    jobs = [partial(look, page, standing.place(page), site.prefix, site.public) for page in new]
    portions = (jobs[start : start + AT_ONCE] for start in range(0, len(jobs), AT_ONCE))
    for page, seen in zip(new, chain.from_iterable(cores.in_turn(portions)), strict=True):
        standing.remember("links", page, orjson.dumps([*seen]))
        yield page, seen


def _note(page: str, seen: Seen, site: Site) -> bool:
    """Note what a page links to, and tell whether it is a page of its own: a redirect is not."""
    site.twice += [(page, name) for name in seen.twice]
    site.broken += [(page, target) for target in seen.lost]
    if not site.files.issuperset(seen.paths):
        site.broken += [(page, written) for written in _written(page, {*seen.paths} - site.files, site)]
    site.led.update(seen.paths)
    for path, anchor in seen.anchors:
        site.anchors[path].setdefault(anchor, page)
    if seen.redirect:
        return False
    if seen.title:
        site.titles[seen.title].append(page)
    return True


def _written(page: str, paths: Set[str], site: Site) -> Iterator[str]:
    """Yield the links on a page that lead to one of `paths`, as they are written there."""
    for target in linked(_text(site.standing.place(page))):
        place = resolve(page, target, site.prefix, site.public)
        if place and place[0] in paths:
            yield target


def resolve(page: str, target: str, prefix: str = "", public: str = "") -> tuple[str, str] | None:
    """Return the file and the anchor that a link on `page`, as HTML has it, leads to; None when it leaves the site.

    >>> resolve("years/index.html", "2019/#y2019")
    ('years/2019/index.html', 'y2019')
    >>> resolve("index.html", "/archive/search/?q=x", "/archive")
    ('search/index.html', '')
    """
    if target.startswith(("/", "http")):
        return _resolve("", target, prefix, public)  # the same wherever it stands: remembered
    return _resolve.__wrapped__(page, target, prefix, public)


@lru_cache(maxsize=1_000_000)
def _resolve(page: str, written: str, prefix: str, public: str) -> tuple[str, str] | None:
    target = unescape(written)
    if public and (target == public or target.startswith(f"{public}/")):
        target = prefix + target.removeprefix(public)
    parts = urlsplit(urljoin(f"{prefix}/{page}", target))
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path.startswith(f"{prefix}/"):
        return path, ""
    path = path.removeprefix(f"{prefix}/")
    return (f"{path}index.html" if path.endswith("/") or not path else path), unquote(parts.fragment)


def _lost_anchors(site: Site) -> Iterator[tuple[str, str]]:
    for path, wanted in sorted(site.anchors.items()):
        if path.endswith(".html") and path in site.files:
            ids = set(values(_text(site.standing.place(path)), "id"))
            place = f"/{path.removesuffix('index.html')}"
            yield from ((page, f"{place}#{name}") for name, page in wanted.items() if name not in ids)


def _broken(site: Site, origins: Mapping[str, Path]) -> Iterator[str]:
    """Yield a line for each lost target: one for each post that has it, one for all pages of a template that has it."""
    known = sorted(path.removesuffix("/index.html") for path in site.files if path.endswith(".html"))
    holders: dict[str, list[str]] = defaultdict(list)
    for page, target in sorted([*site.broken, *_lost_anchors(site)]):
        holders[target].append(page)
    for target, pages in sorted(holders.items()):
        near = get_close_matches(target.strip("/"), known, 1, 0.7)
        remedy = f": did you mean /{near[0]}/?" if near else ""
        posts = [place for page in pages if (place := _place(page, target, origins))]
        others = len(pages) - len(posts)
        places = posts or [pages[0] + (f" and {others - 1} more pages" if others > 1 else "")]
        yield from (f"{place}: the link leads nowhere ({target!r}){remedy}" for place in places)


def _place(page: str, target: str, origins: Mapping[str, Path]) -> str:
    """Return file and line of the post that holds the link; empty where the link is the template's."""
    written = unescape(target)
    if post := origins.get(page):
        for number, line in enumerate(post.read_text(encoding="utf-8").splitlines(), 1):
            if f"]({written}" in line or f"]: {written}" in line or f"<{written}>" in line:
                return f"{post}:{number}"
    return ""
