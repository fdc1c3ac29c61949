"""Long lists: complete, in order, and with old pages that stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from oped.hubs.letters import letters
from oped.hubs.listing import bars, by_month, grouped, paged
from oped.site.article import Article, newest_first

Make = Callable[..., Any]


def dated(years: list[int | None]) -> list[Article]:
    """Return one piece for each year, newest first."""
    pieces = [
        Article(id=f"{n:012x}", slug=f"p{n}", title="T", file="f", day=None if year is None else _day(year))
        for n, year in enumerate(years)
    ]
    return newest_first(pieces)


def _day(year: int) -> date:
    return date(year, 1 + year % 12, 1)


years = st.lists(st.none() | st.integers(2000, 2010), max_size=60)


@given(years, st.integers(1, 7))
def test_the_pages_together_are_the_list(given_years: list[int | None], size: int) -> None:
    """Every piece stands on exactly one page, in the list's order; no older page is longer or shorter than `size`."""
    articles = dated(given_years)
    pages = list(paged(articles, "x/", size))
    assert [one for _, listing in pages for one in listing.articles] == articles
    assert [number for number, _ in pages] == [0, *range(len(pages) - 1, 0, -1)]
    assert all(len(listing.articles) == size for number, listing in pages if number)
    assert len(pages[0][1].articles) < 2 * size
    assert [older.number for older in pages[0][1].older] == [number for number, _ in pages[1:]]


@given(years.filter(bool), st.integers(1, 7))
def test_a_newer_piece_changes_only_the_first_page_or_adds_one(given_years: list[int | None], size: int) -> None:
    """Older pages keep their number and their pieces when a newer piece comes."""
    before = dict(paged(dated(given_years), "x/", size))
    after = dict(paged(dated([*given_years, 2030]), "x/", size))
    for number in before.keys() - {0}:
        assert [a.slug for a in before[number].articles] == [a.slug for a in after[number].articles]


@given(years, st.integers(1, 7))
def test_each_bar_counts_its_year_and_leads_to_where_it_begins(given_years: list[int | None], size: int) -> None:
    """Bars add up to the list; each address is a page and an anchor that exist."""
    articles = dated(given_years)
    pages = {f"x/page/{n}/" if n else "x/": listing for n, listing in paged(articles, "x/", size)}
    found = bars(articles, [], "x/", size)
    assert sum(bar.count for bar in found) == len(articles)
    for bar in found:
        page, _, anchor = bar.url.partition("#")
        assert anchor in {group.anchor for group in pages[page].groups}


def test_months_have_anchors_of_their_own(article: Make) -> None:
    """A year's page is grouped by month; anchors are unique."""
    pieces = newest_first([article(1, day="2020-01-05"), article(2, day="2020-03-01"), article(3, day="")])
    assert [group.anchor for group in grouped(pieces, by_month)] == ["m2020-03", "m2020-01", "undated"]


def test_an_index_of_people_goes_by_family(article: Make, site: Make) -> None:
    """Von der Leyen stands under L, a board under its first word, a name that starts with no letter under `#`."""
    names = ("Ursula von der Leyen", "Ann Lee", "The Quay, editorial board", "4711", "Émile Zola")
    whole = site([article(n, authors=(name,)) for n, name in enumerate(names, 1)])
    whole.codes["author"]["the-quay-editorial-board"].record["kind"] = "board"
    found = letters(whole.taxonomies[0], whole.hubs["author"])
    assert [(one.letter, [hub.name for hub in one.hubs]) for one in found] == [
        ("L", ["Ann Lee", "Ursula von der Leyen"]),
        ("T", ["The Quay, editorial board"]),
        ("Z", ["Émile Zola"]),
        ("#", ["4711"]),
    ]
