"""One page of each kind in a built archive."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from oped.errors import BuildError

FIXED = {
    "home": "",
    "authors": "authors/",
    "regions": "regions/",
    "topics": "topics/",
    "years": "years/",
    "data": "data/",
    "feeds": "feeds/",
    "about": "about/",
    "method": "about/method/",
    "search": "search/",
    "not found": "404.html",
}
GLOBS = {
    "author": "authors/*/index.html",
    "region": "regions/*/index.html",
    "topic": "topics/*/index.html",
    "year": "years/2*/index.html",
    "undated year": "years/undated/index.html",
    "combination": "regions/*/topics/*/index.html",
    "author combination": "authors/*/topics/*/index.html",
    "unsorted": "topics/unsorted/index.html",
    "source": "sources/*/index.html",
}
MARKS = {
    "article": "body.article:not(.excerpt) time.dt-published",
    "excerpt": "body.excerpt",
    "undated": "body.article .byline .undated",
    "letter": "body.article .kicker b[data-genre=letter]",
    "editorial": "body.article .kicker b[data-genre=editorial]",
}
NAMES = [*FIXED, *GLOBS, *MARKS]


def address(site: Path, kind: str) -> str:
    """Return the address of the fullest page of a kind, relative to the site's root."""
    if kind in FIXED:
        return FIXED[kind]
    if kind in GLOBS:
        found = list(site.glob(GLOBS[kind]))
    else:
        found = [page for page in site.glob("articles/*/index.html") if soup(page).select_one(MARKS[kind])]
    if not found:
        raise BuildError("the site has no such page", file=site, value=kind, remedy="build the sample archive")
    fullest = max(found, key=lambda page: (page.stat().st_size, page.as_posix()))
    return f"{fullest.parent.relative_to(site).as_posix()}/"


def soup(page: Path) -> BeautifulSoup:
    """Return a page as a tree."""
    return BeautifulSoup(page.read_bytes(), "lxml")
