"""Excerpts grow up: one piece is one post, however often and in whatever order its pages come."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import converted, edit, files_of, only, read, teaser

from oped.convert import ledger
from oped.convert.heirs import heirs
from oped.convert.shelf import PRIVATE


@pytest.mark.parametrize("order", [("a", "b", "c"), ("b", "c", "a"), ("c", "a", "b"), ("c", "b", "a")])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_full_text_replaces_its_excerpts_at_one_address(raw, posts, column, order, at_once):
    """Two teasers and the column, in any order, together or page by page: one post, whole, with three sources."""
    texts = [teaser(column(1), 30), column(1), teaser(column(1), 61)]
    addresses = set()
    for name, text in zip(order, texts, strict=True):
        (raw / f"{name}.txt").write_text(text)
        if not at_once:
            converted(raw, posts)
            path, post = only(posts)
            addresses.add((post.id, post.slug, path))
    converted(raw, posts)
    path, post = only(posts)
    addresses.add((post.id, post.slug, path))
    assert len(addresses) == 1
    assert " ".join(post.body.split()) == " ".join(column(1).split())
    assert post.kind == "article"
    assert {source.page for source in post.sources} == {"a.txt", "b.txt", "c.txt"}
    assert post.sources[0].page == f"{order[1]}.txt", "the first source is the one that gave the text"


def test_a_longer_excerpt_replaces_a_shorter(raw, posts, column):
    """The post always has the most text that was met, and it never shrinks."""
    lengths = []
    for number, words in enumerate((35, 70, 50)):
        (raw / f"{number}.txt").write_text(teaser(column(1), words))
        converted(raw, posts)
        lengths.append(len(only(posts)[1].body))
    assert lengths[0] < lengths[1] == lengths[2]


def test_a_teaser_repeated_on_a_hundred_pages_is_one_post(raw, posts, column):
    """A hundred pages have their own column and one common teaser page after it: a hundred and one posts."""
    for number in range(1, 101):
        (raw / f"{number:03}-a.txt").write_text(column(number))
        (raw / f"{number:03}-b.txt").write_text(teaser(column(0), 70))
    outcome = converted(raw, posts)
    assert (outcome.posts, outcome.merged) == (101, 99)
    assert sorted(len(post.sources) for post in read(posts).values()) == [*[1] * 100, 100]
    assert converted(raw, posts).unchanged == 101


def test_a_page_that_was_taken_away_leaves_its_post(raw, posts, column):
    """Raw pages may be archived elsewhere: their posts stay, and a teaser met later joins them."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    text = only(posts)[1].body
    (raw / "one.txt").unlink()
    (raw / "two.txt").write_text(teaser(column(1), 60))
    converted(raw, posts)
    post = only(posts)[1]
    assert (post.body, post.kind) == (text, "article")
    assert [source.page for source in post.sources] == ["one.txt", "two.txt"]


def test_a_page_that_is_written_over_each_week_loses_nothing(raw, posts, column):
    """An editor who always uses one file name gets a post for each week, and each keeps its address."""
    for week in range(3):
        (raw / "today.txt").write_text(column(week))
        outcome = converted(raw, posts)
        assert (outcome.created, outcome.retired) == (1, 0)
    assert len(read(posts)) == 3


def test_a_new_reading_of_a_page_keeps_addresses_and_leaves_no_remains(raw, posts, column):
    """The same page cut differently: the post goes on with its lines, what an editor touched is kept and named."""
    (raw / "one.txt").write_text(column(1) + column(2))
    (raw / "one.toml").write_text("cuts = [1, 6]\n")
    converted(raw, posts)
    before = {post.sources[0].first: post for post in read(posts).values()}
    assert set(before) == {1, 6}
    (raw / "one.toml").write_text("cuts = [1]\n")
    outcome = converted(raw, posts)
    ((_, post),) = [only(posts)]
    assert (post.id, post.slug) == (before[1].id, before[1].slug)
    assert outcome.retired == 1
    assert heirs(posts / ledger.NAME) == {before[6].id: before[1].id}
    (raw / "one.toml").write_text("cuts = [1, 6]\n")
    converted(raw, posts)
    after = {post.sources[0].first: post for post in read(posts).values()}
    assert {line: post.body for line, post in after.items()} == {line: post.body for line, post in before.items()}
    assert {post.id for post in after.values()} == {post.id for post in before.values()}
    assert heirs(posts / ledger.NAME) == {}
    path = next(posts / name for name, post in read(posts).items() if post.sources[0].first == 6)
    edit(path, "Kind:", "Standfirst: by hand\nKind:")
    (raw / "one.toml").write_text("cuts = [1]\n")
    outcome = converted(raw, posts)
    assert path.exists()
    assert any(notice.startswith(f"{path}:1: its page is read differently now") for notice in outcome.notices)


def test_columns_that_open_alike_are_settled_in_one_run(raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """Two with one opening page, and a teaser that only the second holds: three posts, and a second run makes none."""
    common = " ".join(column(1).split() + column(2).split() + column(3).split())
    first, second = (f"{common} {' '.join(column(number).split())}" for number in (4, 5))
    (raw / "a.txt").write_text(f"{first} {' '.join(column(6).split())}")
    (raw / "b.txt").write_text(second)
    (raw / "c.txt").write_text(" ".join(second.split()[:-40]) + " and")
    assert converted(raw, posts).created == 3
    before = files_of(posts)
    shutil.rmtree(posts / PRIVATE)
    assert converted(raw, posts).unchanged == 3
    assert files_of(posts) == before
