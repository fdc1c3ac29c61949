"""A run on real folders: nothing lost, edits final, excerpts grown, the second run idle, the workers invisible."""

from __future__ import annotations

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oped.convert import ledger
from oped.convert.heirs import heirs
from oped.convert.run import run
from oped.convert.settle import updated
from oped.convert.shelf import PRIVATE, claimed
from oped.post import Post, parse
from oped.slugs import unique


def files_of(posts: Path) -> dict[str, bytes]:
    """Return all that a run leaves for people: posts and ledger, by relative path."""
    found = sorted(path for path in posts.rglob("*") if path.is_file() and PRIVATE not in path.parts)
    return {path.relative_to(posts).as_posix(): path.read_bytes() for path in found}


def stamps_of(posts: Path) -> dict[str, tuple[int, int]]:
    """Return what a touch of any file would change."""
    return {name: ((posts / name).stat().st_mtime_ns, (posts / name).stat().st_ino) for name in files_of(posts)}


def read(posts: Path) -> dict[str, Post]:
    """Return the posts by path."""
    return {name: parse(content.decode(), name) for name, content in files_of(posts).items() if name.endswith(".md")}


def only(posts: Path) -> tuple[Path, Post]:
    """Return the one post there is."""
    ((name, post),) = read(posts).items()
    return posts / name, post


def converted(raw: Path, posts: Path, **options):
    """Run, and see that every piece is accounted for and nothing failed."""
    outcome = run(raw, posts, workers=1, **options)
    assert outcome.errors == []
    assert outcome.whole
    return outcome


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an editor would."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


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


# an editor's word is final


def test_what_a_person_changed_stays_while_the_rest_improves(raw, posts, column):
    """Title and one paragraph edited; the page's sidecar then gives outlet and date: both are in the post."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, post = only(posts)
    edit(path, f"Title: {post.title}", "Title: A better headline")
    third = post.body.split("\n\n")[2]
    edit(path, third, "A paragraph by hand.")
    assert converted(raw, posts).unchanged == 1
    (raw / "one.toml").write_text('outlet = "The Harbour Page"\n')
    outcome = converted(raw, posts)
    new_path, new = only(posts)
    assert (new.title, new.outlet) == ("A better headline", "The Harbour Page")
    assert new.body == post.body.replace(third, "A paragraph by hand.")
    assert (new.slug, new.id, new_path) == (post.slug, post.id, path), "a corrected title does not move the address"
    assert (outcome.changed, outcome.edited, outcome.conflicts) == (1, 1, [])


def test_a_conflict_is_told_once_and_the_person_wins(raw, posts, column):
    """Both change the outlet: the person's stays, the run says where; the next run has nothing more to say."""
    (raw / "one.txt").write_text(column(1))
    (raw / "one.toml").write_text('outlet = "First"\n')
    converted(raw, posts)
    path, _ = only(posts)
    edit(path, "Outlet: First", "Outlet: Mine")
    (raw / "one.toml").write_text('outlet = "Second"\n')
    (message,) = converted(raw, posts).conflicts
    line = path.read_text().splitlines().index("Outlet: Mine") + 1
    assert message.startswith(f"{path}:{line}: Outlet was changed by hand, and the converter now reads 'Second'")
    assert converted(raw, posts).conflicts == []
    assert only(posts)[1].outlet == "Mine"


def test_renewing_gives_a_post_back_to_the_converter(raw, posts, column):
    """`--renew` is the way out of a conflict: the post is written afresh."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, post = only(posts)
    first = path.read_bytes()
    edit(path, post.body[:10], "Something else")
    edit(path, "Kind:", "Standfirst: mine\nKind:")
    assert converted(raw, posts, renew=[path]).changed == 1
    assert path.read_bytes() == first
    (error,) = run(raw, posts, renew=[raw / "one.txt"], workers=1).errors
    assert "not among the posts" in str(error)


def test_a_deleted_post_stays_deleted_until_it_is_brought_back(raw, posts, column):
    """Deleting is a decision: it is recorded, even when the piece is met again; putting the file back undoes it."""
    (raw / "one.txt").write_text(column(1))
    (raw / "two.txt").write_text(column(2))
    converted(raw, posts)
    gone = next(posts / name for name, post in read(posts).items() if post.sources[0].page == "one.txt")
    content = gone.read_bytes()
    gone.unlink()
    (raw / "three.txt").write_text(column(1))
    outcome = converted(raw, posts)
    assert (outcome.deleted, outcome.created, outcome.merged) == (1, 0, 1)
    assert any(str(gone) in notice for notice in outcome.notices)
    assert not gone.exists()
    assert converted(raw, posts).notices == []
    gone.write_bytes(content)
    assert converted(raw, posts).deleted == 0
    assert len(read(posts)) == 2


def test_a_renamed_file_is_still_the_post(raw, posts, column):
    """A file moved to another folder and name goes on being brought up to date there."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, _ = only(posts)
    other = posts / "favourites" / "mine.md"
    other.parent.mkdir()
    path.rename(other)
    converted(raw, posts)
    (raw / "one.toml").write_text('outlet = "The Harbour Page"\n')
    assert converted(raw, posts).changed == 1
    assert only(posts)[0] == other
    assert only(posts)[1].outlet == "The Harbour Page"


def test_a_date_moves_an_untouched_post_to_its_year(raw, posts, column):
    """The sidecar gives the date later: the file moves from `undated` to the year, the address stays."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    before = only(posts)
    assert before[0].parent.name == "undated"
    (raw / "one.toml").write_text("date = 2021-05-06\n")
    converted(raw, posts)
    after = only(posts)
    assert (after[0].parent.name, after[1].slug, after[1].id) == ("2021", before[1].slug, before[1].id)


def test_posts_of_people_are_left_alone(raw, posts, column):
    """A post that a person wrote keeps its file and its address; a piece with the same title gets another."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, post = only(posts)
    shutil.rmtree(posts)
    path.parent.mkdir(parents=True)
    path.write_text(f"Title: {post.title}\nSlug: {post.slug}\n\nWritten here.\n")
    converted(raw, posts)
    assert path.read_text().endswith("Written here.\n")
    assert sorted(one.slug for one in read(posts).values()) == [post.slug, f"{post.slug}-2"]


@pytest.mark.parametrize("edited", [False, True])
def test_without_a_ledger_every_post_counts_as_edited(raw, posts, column, edited):
    """The ledger is lost: nothing on disk is overwritten, no post is made twice, and later edits are known again."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, post = only(posts)
    if edited:
        edit(path, f"Title: {post.title}", "Title: Mine")
    before = path.read_bytes()
    (posts / "ledger.jsonl").unlink()
    outcome = converted(raw, posts)
    assert len(outcome.notices) == edited
    assert path.read_bytes() == before
    (raw / "one.toml").write_text('outlet = "The Harbour Page"\n')
    converted(raw, posts)
    assert only(posts)[1].outlet == "The Harbour Page"
    assert (only(posts)[1].title == "Mine") is edited


def test_a_damaged_ledger_stops_the_run(raw, posts, column):
    """The run says which line, and writes nothing."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    with (posts / "ledger.jsonl").open("a") as ledger:
        ledger.write("=======\n")
    (raw / "two.txt").write_text(column(2))
    before = files_of(posts)
    (error,) = run(raw, posts, workers=1).errors
    assert str(error).startswith(f"{posts / 'ledger.jsonl'}:2: the ledger is damaged ('=======')")
    assert files_of(posts) == before


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: "no key\n" + text, ":1: this line of the front matter has no key"),
        (lambda text: text.replace("Id: ", "Id: 0"), ": the post has another id"),
        (lambda text: "\udc80" + text, ": the post cannot be read"),
    ],
)
def test_a_post_that_cannot_be_read_is_named_and_kept(raw, posts, column, damage, message):
    """A slip in one post stops neither the run nor the other posts, and the post is not written over."""
    (raw / "one.txt").write_text(column(1))
    (raw / "two.txt").write_text(column(2))
    converted(raw, posts)
    path = next(posts / name for name, post in read(posts).items() if post.sources[0].page == "one.txt")
    path.write_text(damage(path.read_text()), errors="surrogateescape")
    before = path.read_bytes()
    for page in ("one", "two"):
        (raw / f"{page}.toml").write_text('outlet = "The Harbour Page"\n')
    outcome = run(raw, posts, workers=1)
    (error,) = outcome.errors
    assert str(error).startswith(str(path))
    assert message in str(error)
    assert path.read_bytes() == before
    assert (outcome.changed, outcome.failed, outcome.whole) == (1, 1, True)


def test_a_copied_post_is_named(raw, posts, column):
    """Two files with one id: both are named, neither is written over."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, _ = only(posts)
    shutil.copy(path, path.with_name("a-copy.md"))
    (posts / "ledger.jsonl").unlink()
    before = {name: content for name, content in files_of(posts).items() if name.endswith(".md")}
    (error,) = run(raw, posts, workers=1).errors
    assert "a-copy.md has the same id" in str(error)
    assert {name: content for name, content in files_of(posts).items() if name.endswith(".md")} == before


# excerpts grow up


def teaser(text: str, words: int) -> str:
    """Return the beginning of a column, cut in mid-sentence, as another desk would set it."""
    cut = " ".join(text.split()[:words])
    return cut.replace(" the ", "  the ") + "FULL STORY\n"


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


# bad input


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
