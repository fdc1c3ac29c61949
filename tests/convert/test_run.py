"""A run on real folders: nothing lost, the second run idle, the workers invisible, bad input named."""

from __future__ import annotations

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from folders import converted, edit, files_of, only, read, stamps_of, teaser

from oped.convert.run import run
from oped.convert.settle import updated
from oped.convert.shelf import PRIVATE, claimed
from oped.slugs import unique


def test_each_page_becomes_a_post_with_its_text_and_source(raw, posts, column):
    """The post says where it stands in the page, and its body is the page's text."""
    (raw / "one.txt").write_text(column(1))
    outcome = converted(raw, posts)
    path, post = only(posts)
    assert (outcome.pages, outcome.pieces, outcome.created) == (1, 1, 1)
    assert post.sources == (("one.txt", 1, 5),)
    assert " ".join(post.body.split()) == " ".join(column(1).split())
    assert path.name == f"{post.slug}.md"
    assert post.id
    assert post.title


def test_a_second_run_touches_nothing(raw, posts, column):
    """Same pages again: no file is written, with or without the cache, however the files' times changed."""
    for number in range(8):
        (raw / f"{number}.txt").write_text(column(number))
    converted(raw, posts)
    before = stamps_of(posts)
    assert converted(raw, posts).unchanged == 8
    shutil.rmtree(posts / PRIVATE)
    assert converted(raw, posts).unchanged == 8
    for page in raw.iterdir():
        page.touch()
    assert converted(raw, posts).unchanged == 8
    assert stamps_of(posts) == before


def test_workers_leave_no_trace(raw, tmp_path, column):
    """One process, two, or the threads of another executor: the same bytes."""
    for number in range(60):
        (raw / f"{number}.txt").write_text("\n".join(column(number * 10 + i) for i in range(8)))
    with ThreadPoolExecutor(3) as threads:
        outcomes = [
            run(raw, tmp_path / "a", workers=1),
            run(raw, tmp_path / "b", workers=2),
            run(raw, tmp_path / "c", executor=threads),
        ]
    assert [outcome.errors for outcome in outcomes] == [[], [], []]
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b") == files_of(tmp_path / "c")


def test_pages_of_one_file_are_pages_of_their_own(raw, posts, column):
    """A JSON Lines file brings a page a line; one more line leaves the other posts alone."""
    lines = [json.dumps({"text": column(number)}) + "\n" for number in range(4)]
    (raw / "export.jsonl").write_text("".join(lines[:3]))
    assert converted(raw, posts).created == 3
    before = stamps_of(posts)
    (raw / "export.jsonl").write_text("".join(lines))
    outcome = converted(raw, posts)
    assert (outcome.created, outcome.unchanged) == (1, 3)
    after = stamps_of(posts)
    assert {name: after[name] for name in before if name != "ledger.jsonl"} == {
        name: stamp for name, stamp in before.items() if name != "ledger.jsonl"
    }


def test_a_missing_raw_folder_is_an_error_and_touches_nothing(raw, posts, column):
    """A mistyped --raw must not look like an empty archive."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    before = stamps_of(posts)
    (error,) = run(raw / "nowhere", posts, workers=1).errors
    assert "no such folder" in str(error)
    assert stamps_of(posts) == before


def test_a_sidecar_without_a_page_is_an_error(raw, posts, column):
    """It is most likely a slip in its name."""
    (raw / "one.txt").write_text(column(1))
    (raw / "on.toml").write_text('outlet = "X"\n')
    outcome = run(raw, posts, workers=1)
    assert [error.what for error in outcome.errors] == ["a sidecar without a page"]
    assert outcome.created == 1


def test_names_of_any_kind_are_sources_that_can_be_read_back(raw, posts, column):
    """Quotes, line ends, semicolons and dots in a page's name harm neither the post nor the ledger."""
    names = ["quo\"te's.txt", "new\nline.txt", "semi;colon.txt", "a..b.txt", "ünï 頁.txt", "deep/er/page.txt"]
    for number, name in enumerate(names):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(column(number))
    converted(raw, posts)
    assert {post.sources[0].page for post in read(posts).values()} == set(names)
    assert converted(raw, posts).unchanged == len(names)


def test_a_second_run_at_once_is_refused(raw, posts, column):
    """While one run has the posts, another changes nothing and says who is at work."""
    (raw / "one.txt").write_text(column(1))
    with claimed(posts):
        (error,) = run(raw, posts, workers=1).errors
        assert "another run is writing these posts" in str(error)
        assert files_of(posts) == {}
    converted(raw, posts)


def test_a_save_while_the_run_goes_on_is_not_overwritten(raw, posts, column):
    """Between reading a post and writing it, an editor saves it: the run leaves it alone and says so."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, _ = only(posts)
    (raw / "one.toml").write_text('outlet = "The Harbour Page"\n')

    def saving(items, _what, _total):
        yield from items

    made = updated

    def late(*args, **kwargs):
        settlement = made(*args, **kwargs)
        edit(path, "Kind:", "Standfirst: by hand\nKind:")
        return settlement

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("oped.convert.plan.updated", late)
        outcome = run(raw, posts, workers=1, follow=saving)
    assert [error.what for error in outcome.errors] == ["the post was saved by somebody while this run went on"]
    assert only(posts)[1].standfirst == "by hand"
    converted(raw, posts)
    assert (only(posts)[1].standfirst, only(posts)[1].outlet) == ("by hand", "The Harbour Page")


@pytest.mark.parametrize("seed", range(3))
def test_page_by_page_or_all_at_once_gives_the_same_texts(raw, tmp_path, column, seed):
    """Pages that come in any order, week by week, end as the archive that is made of all of them at once."""
    chance = random.Random(seed)
    pages = {f"{n:02}.txt": chance.choice([column(n % 7), teaser(column(n % 7), 40 + n)]) for n in range(20)}
    names = list(pages)
    chance.shuffle(names)
    for name in names:
        (raw / name).write_text(pages[name])
        converted(raw, tmp_path / "weekly")
    converted(raw, tmp_path / "at-once")

    def content(posts: Path) -> set[tuple[str, frozenset[str], str]]:
        return {(one.body, frozenset(s.page for s in one.sources), one.kind) for one in read(posts).values()}

    assert content(tmp_path / "weekly") == content(tmp_path / "at-once")


def test_rest_is_left_for_every_kind_of_change(raw, posts, column, monkeypatch):
    """A run that knows to have nothing to do still sees a new page, a changed one, a deleted post, a lost ledger."""
    monkeypatch.setattr("oped.convert.looks.RACY", 0)
    for number in range(3):
        (raw / f"{number}.txt").write_text(column(number))
    converted(raw, posts)
    first, second, _ = sorted(posts.rglob("*.md"))
    assert converted(raw, posts).unchanged == 3
    (raw / "3.txt").write_text(column(3))
    assert converted(raw, posts).created == 1
    (raw / "3.txt").write_text(column(4))
    assert converted(raw, posts).created == 1
    first.unlink()
    assert converted(raw, posts).deleted == 1
    second.rename(second.with_name("other.md"))
    assert converted(raw, posts).unchanged == 3
    (posts / "ledger.jsonl").unlink()
    assert converted(raw, posts).created == 1, "without the ledger nobody knows that the post was deleted"


def test_what_a_power_cut_took_is_written_again(raw, posts, column):
    """A new post is on disk as an empty file, its ledger line still in the journal: the next run makes it anew."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, _ = only(posts)
    content, book = path.read_bytes(), posts / "ledger.jsonl"
    (posts / PRIVATE / "journal.jsonl").write_bytes(book.read_bytes())
    book.unlink()
    path.write_bytes(b"\0" * 100)
    converted(raw, posts)
    assert files_of(posts) == {path.relative_to(posts).as_posix(): content, "ledger.jsonl": book.read_bytes()}


def test_many_pieces_of_one_name_are_counted_on() -> None:
    """Each gets the first number that is free, as if all had been tried; gaps are filled once."""
    taken, tried = {"letters", "letters-2", "letters-4"}, {}
    got = []
    for _ in range(4):
        got.append(unique("letters", taken, tried))
        taken.add(got[-1])
    assert got == ["letters-3", "letters-5", "letters-6", "letters-7"]
    assert unique("letters", taken) == "letters-8"


def test_a_thousand_pages_may_open_alike(raw, posts, column) -> None:
    """A page's standing introduction of two hundred words makes one piece of none of them."""
    opening = column(1).replace("\n", " ") * 2
    rows = [json.dumps({"text": opening + column(number).splitlines()[0]}) for number in range(2, 1102)]
    (raw / "many.jsonl").write_text("\n".join(rows))
    assert converted(raw, posts).created == 1100
