"""Old addresses lead to new ones, whatever was corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.errors import BuildError
from oped.hubs.permanence import Address, current, extend, read, read_own, redirects, rules, write

Make = Callable[..., Any]


def test_a_corrected_address_and_name_leave_redirects(article: Make, site: Make) -> None:
    """A moved piece is found by its id, a renamed author by the pieces that are now under the right name."""
    before = extend(
        [], current(site([article(1, slug="tpyo", authors=("Ann Lea",)), article(2, authors=("Ann Lea",))]))
    )
    now = current(site([article(1, slug="typo", authors=("Ann Lee",)), article(2, authors=("Ann Lee",))]))
    register = extend(before, now)
    assert redirects(register, now, {}) == {"articles/tpyo/": "articles/typo/", "authors/ann-lea/": "authors/ann-lee/"}


def test_a_register_only_grows_and_never_twice(article: Make, site: Make) -> None:
    """Lines stay; a build that changes no address adds none."""
    now = current(site([article(1)]))
    register = extend([], now)
    assert extend(register, now) == register
    moved = current(site([article(1, slug="moved")]))
    assert extend(register, moved)[: len(register)] == register


def test_an_address_in_use_again_leads_nowhere_else(article: Make, site: Make) -> None:
    """Moved there and back, a piece is where it was."""
    there, back = current(site([article(1, slug="a")])), current(site([article(1, slug="b")]))
    register = extend(extend(extend([], there), back), there)
    assert redirects(register, there, {}) == {"articles/b/": "articles/a/"}


def test_a_piece_that_is_gone_leads_nowhere(article: Make, site: Make) -> None:
    """A deleted piece is not found; nobody is sent to a piece they did not ask for."""
    register = extend([], current(site([article(1), article(2, authors=("B C",))])))
    now = current(site([article(1)]))
    assert redirects(register, now, {}) == {}


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
    """Netlify, nginx and Apache lead everything under a former address to the same under the new one."""
    files = dict(rules({"authors/a/": "authors/b/"}, "/archive"))
    assert files["_redirects"] == b"/archive/authors/a/* /archive/authors/b/:splat 301\n"
    assert files["redirects/nginx.map"] == b"~^/archive/authors/a/(.*)$ /archive/authors/b/$1;\n"
    assert files["redirects/apache.conf"] == b'RedirectMatch 301 "^/archive/authors/a/(.*)$" "/archive/authors/b/$1"\n'
