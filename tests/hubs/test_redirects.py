"""Old addresses lead to new ones, whatever was corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.errors import BuildError
from oped.hubs.addresses import Address, current, extend, read, read_own, write
from oped.hubs.redirects import inherited, redirects, rules

Make = Callable[..., Any]


def test_a_corrected_address_and_name_leave_redirects(article: Make, site: Make) -> None:
    """A moved piece is found by its id, a renamed author by the pieces that are now under the right name."""
    before = extend(
        [], current(site([article(1, slug="tpyo", authors=("Ann Lea",)), article(2, authors=("Ann Lea",))]), 100)
    )
    now = current(site([article(1, slug="typo", authors=("Ann Lee",)), article(2, authors=("Ann Lee",))]), 100)
    register = extend(before, now)
    assert redirects(register, now, {}) == {"articles/tpyo/": "articles/typo/", "authors/ann-lea/": "authors/ann-lee/"}


def test_a_register_only_grows_and_never_twice(article: Make, site: Make) -> None:
    """Lines stay; a build that changes no address adds none."""
    now = current(site([article(1)]), 100)
    register = extend([], now)
    assert extend(register, now) == register
    moved = current(site([article(1, slug="moved")]), 100)
    assert extend(register, moved)[: len(register)] == register


def test_an_address_in_use_again_leads_nowhere_else(article: Make, site: Make) -> None:
    """Moved there and back, a piece is where it was."""
    there, back = current(site([article(1, slug="a")]), 100), current(site([article(1, slug="b")]), 100)
    register = extend(extend(extend([], there), back), there)
    assert redirects(register, there, {}) == {"articles/b/": "articles/a/"}


def test_a_piece_that_is_gone_leads_nowhere(article: Make, site: Make) -> None:
    """A deleted piece is not found; nobody is sent to a piece they did not ask for."""
    register = extend([], current(site([article(1), article(2, authors=("B C",))]), 100))
    now = current(site([article(1)]), 100)
    assert redirects(register, now, {}) == {}


def test_a_withdrawn_piece_leads_to_the_one_that_has_its_text(article: Make, site: Make) -> None:
    """A page that is read differently may leave a post without text: whoever asks for it finds where the text is."""
    one, two = article(1, slug="one"), article(2, slug="two")
    register = extend([], current(site([one, two]), 30))
    now = current(site([one]), 30)
    assert redirects(inherited(register, {two.id: one.id}), now, {}) == {"articles/two/": "articles/one/"}
    assert redirects(inherited(register, {two.id: "0" * 12}), now, {}) == {}


words = st.from_regex(r"[a-z]{1,5}(-[a-z]{1,5})?", fullmatch=True)
registers = st.lists(
    st.builds(
        Address,
        words.map(lambda word: f"authors/{word}/"),
        words.map(lambda word: f"author/{word}"),
        st.lists(st.from_regex(r"[0-9a-f]{12}", fullmatch=True), max_size=3).map(tuple),
    )
)


@given(register=registers)
def test_a_register_reads_back_as_written(tmp_path_factory: pytest.TempPathFactory, register: list[Address]) -> None:
    """`read` undoes `write`."""
    path = tmp_path_factory.mktemp("register") / "addresses.tsv"
    path.write_text(write(register), encoding="utf-8")
    assert read(path) == register


@given(old=registers, now=registers)
def test_redirects_never_chain_nor_shadow(old: list[Address], now: list[Address]) -> None:
    """Every target is a page, no former address is one."""
    register = extend(old, now)
    found = redirects(register, now, {})
    used = {line.url for line in now}
    assert not found.keys() & used
    assert set(found.values()) <= used


def test_a_person_may_add_redirects(tmp_path: Path) -> None:
    """Lines of one's own are understood with and without slashes; comments and blank lines are passed over."""
    path = tmp_path / "redirects.tsv"
    path.write_text("# old site\n/old/page\t/articles/new/\n\n", encoding="utf-8")
    assert read_own(path) == {"old/page/": "articles/new/"}


@pytest.mark.parametrize("line", ["one column", "../../etc\tarticles/a/", "a b/\tarticles/a/", "x/\tarticles/a/\nbad"])
def test_a_torn_line_is_named(tmp_path: Path, line: str) -> None:
    """The error names file and line and says what to do."""
    path = tmp_path / "redirects.tsv"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BuildError, match=r"redirects\.tsv:\d"):
        read_own(path)


def test_hosts_are_told_in_their_own_words() -> None:
    """Netlify, nginx and Apache lead a citation file to its new name, all else below to the same below the new one."""
    told = dict(rules({"authors/a/": "authors/b/"}, "/arch.ive"))
    *exact, rest = told["_redirects"].decode().splitlines()
    assert exact[0] == "/arch.ive/authors/a/a.bib /arch.ive/authors/b/b.bib 301"
    assert rest == "/arch.ive/authors/a/* /arch.ive/authors/b/:splat 301"
    *exact, rest = told["redirects/nginx.map"].decode().splitlines()
    assert exact[0] == "~^/arch[.]ive/authors/a/a[.]bib$ /arch.ive/authors/b/b.bib;"
    assert rest == "~^/arch[.]ive/authors/a/(.*)$ /arch.ive/authors/b/$1;"
    *exact, rest = told["redirects/apache.conf"].decode().splitlines()
    assert exact[0] == 'RedirectMatch 301 "^/arch[.]ive/authors/a/a[.]bib$" "/arch.ive/authors/b/b.bib"'
    assert rest == 'RedirectMatch 301 "^/arch[.]ive/authors/a/(.*)$" "/arch.ive/authors/b/$1"'


def test_a_search_takes_nothing_that_lay_below() -> None:
    """A pair that became a search leads there with all that lay under it; it is told before what it lay under."""
    told = dict(rules({"authors/a/": "authors/b/", "authors/a/topics/x/": "search/?author=b&topic=x"}, ""))
    lines = [line for line in told["_redirects"].decode().splitlines() if ".bib" not in line and "." not in line]
    assert lines == [
        "/authors/a/topics/x/* /search/?author=b&topic=x 301",
        "/authors/a/* /authors/b/:splat 301",
    ]
    assert "~^/authors/a/topics/x/(.*)$ /search/?author=b&topic=x;" in told["redirects/nginx.map"].decode()


def test_a_pair_that_fell_below_three_leads_to_a_search_for_both(article: Make, site: Make) -> None:
    """Its page is gone, its terms are not; where one of them is gone too, the other's page is what is left."""
    pieces = [article(n, topics=("economy",)) for n in (1, 2, 3)]
    before = extend([], current(site([*pieces, article(4, topics=("sport",))]), 100))
    assert "authors/ann-lee/topics/economy/" in {line.url for line in before}
    fewer = [*pieces[:2], article(3, topics=("sport",)), article(4, topics=("sport",))]
    now = current(site(fewer), 100)
    assert redirects(extend(before, now), now, {}) == {
        "authors/ann-lee/topics/economy/": "search/?author=ann-lee&topic=economy",
        "regions/tw/topics/economy/": "search/?region=tw&topic=economy",
    }
    none = current(site([article(9, topics=("sport",))]), 100)
    found = redirects(extend(before, none), none, {})
    assert found["authors/ann-lee/topics/economy/"] == "authors/ann-lee/"


def test_a_renamed_term_takes_its_pairs_along(article: Make, site: Make) -> None:
    """`/authors/ann-lea/topics/economy/` leads to the page of the same pair under the right name."""
    before = extend([], current(site([article(n, authors=("Ann Lea",)) for n in (1, 2, 3)]), 100))
    now = current(site([article(n, authors=("Ann Lee",)) for n in (1, 2, 3)]), 100)
    found = redirects(extend(before, now), now, {})
    assert found["authors/ann-lea/topics/economy/"] == "authors/ann-lee/topics/economy/"


def test_a_year_and_an_older_page_that_are_gone_lead_to_their_list(article: Make, site: Make) -> None:
    """A year without pieces leads to the years, an older page of a list that shrank or moved to the list."""
    days = [f"2020-01-{day:02}" for day in range(1, 7)]
    before = extend(
        [], current(site([article(n, day=day, authors=("Ann Lea",)) for n, day in enumerate(days, 1)], 2), 2)
    )
    now = current(site([article(n, day="2021-01-01", authors=("Ann Lee",)) for n in (4, 5, 6)], 2), 2)
    found = redirects(extend(before, now), now, {})
    assert found["years/2020/"] == found["years/2020/page/1/"] == "years/"
    assert found["regions/tw/page/2/"] == "regions/tw/"
    assert found["authors/ann-lea/page/1/"] == "authors/ann-lee/"


def test_a_list_of_unsorted_pieces_that_is_gone_leads_to_the_terms(article: Make, site: Make) -> None:
    """Once every piece has a topic, the list of those without one leads to the topics."""
    register = extend([], current(site([article(number, topics=()) for number in range(1, 5)]), 2))
    assert [one.url for one in register if "unsorted" in one.url] == ["topics/unsorted/", "topics/unsorted/page/1/"]
    found = redirects(register, current(site([article(number) for number in range(1, 5)]), 2), {})
    assert found["topics/unsorted/"] == found["topics/unsorted/page/1/"] == "topics/"
