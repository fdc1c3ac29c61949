"""Long lists cut into pages that stay as they are.

Pages are numbered from the oldest end and hold `size` pieces each; what is left, `size` to twice as many, stands on the
term's own page. A new piece therefore changes that page alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from oped.hubs.model import Bar, Group, Listing, Older
from oped.site.article import UNDATED

if TYPE_CHECKING:
    from oped.site.article import Article

Key = tuple[int | None, int | None]


def by_year(article: Article) -> Key:
    """Group by year."""
    return article.year, None


def by_month(article: Article) -> Key:
    """Group by month."""
    return article.year, article.day.month if article.day else None


def paged(
    articles: Sequence[Article], url: str, size: int, key: Callable[[Article], Key] = by_year
) -> Iterator[tuple[int, Listing]]:
    """Yield each page of `articles` (newest first) with its number: 0 for the term's own, then the older ones.

    `url` is the address that `page/N/` is put behind.
    """
    count = len(articles)
    front = count - older(count, size) * size
    pages = [
        _older(number, url, articles[count - number * size : count - (number - 1) * size])
        for number in range(older(count, size), 0, -1)
    ]
    yield 0, Listing(tuple(grouped(articles[:front], key)), tuple(pages))
    for place, page in enumerate(pages):
        start = front + place * size
        groups = tuple(grouped(articles[start : start + size], key))
        yield page.number, Listing(groups, tuple(pages[place + 1 :]))


def older(count: int, size: int) -> int:
    """Return how many older pages a list of `count` pieces has.

    >>> older(199, 100), older(200, 100), older(300, 100)
    (0, 1, 2)
    """
    return max(0, count // size - 1)


def _older(number: int, url: str, articles: Sequence[Article]) -> Older:
    years = [article.year for article in articles if article.year]
    return Older(number, f"{url}page/{number}/", min(years, default=None), max(years, default=None), len(articles))


def grouped(articles: Sequence[Article], key: Callable[[Article], Key] = by_year) -> Iterator[Group]:
    """Yield runs of pieces of the same year or month; an anchor is unique within the list."""
    for (year, month), run in groupby(articles, key=key):
        yield Group(anchor(year, month), year, month, tuple(run))


def anchor(year: int | None, month: int | None = None) -> str:
    """Return the id of a group's heading.

    >>> anchor(2019), anchor(2019, 3), anchor(None)
    ('y2019', 'm2019-03', 'undated')
    """
    if year is None:
        return UNDATED
    return f"m{year}-{month:02}" if month else f"y{year}"


def bars(articles: Sequence[Article], below: Sequence[Article], url: str, size: int) -> list[Bar]:
    """Return the number of pieces of each year, oldest first, undated last, each with the place where its list begins.

    A year of which only narrower terms have pieces begins in their list, `within/`.
    """
    starts = _starts(below, f"{url}within/", url, size) | _starts(articles, url, url, size)
    counts = Counter(article.year for article in [*articles, *below])
    ordered = sorted(counts, key=lambda year: (year is None, year or 0))
    return [Bar(year, starts[year], counts[year]) for year in ordered]


def _starts(articles: Sequence[Article], url: str, front: str, size: int) -> dict[int | None, str]:
    starts: dict[int | None, str] = {}
    prefix = "" if url == front else "within-"
    for number, listing in paged(articles, url, size):
        page = f"{url}page/{number}/" if number else front
        for group in listing.groups:
            starts.setdefault(group.year, f"{page}#{'' if number else prefix}{group.anchor}")
    return starts
