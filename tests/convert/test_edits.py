"""An editor's word is final: what a person changed, deleted or renamed stays, and a clash is told."""

from __future__ import annotations

import shutil

import pytest
from folders import converted, edit, files_of, only, read

from oped.convert.run import run


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


def test_a_changed_page_whose_piece_is_not_known_again_is_told(raw, posts, column):
    """A page's first paragraph is written anew: both posts stand, the run names both, the next is silent."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, _ = only(posts)
    (raw / "one.txt").write_text("\n".join([column(2).split("\n")[0], *column(1).split("\n")[1:]]))
    outcome = converted(raw, posts)
    (new,) = (posts / name for name in read(posts) if posts / name != path)
    (notice,) = outcome.notices
    assert outcome.created == 1
    assert notice.startswith(f"{path}:1: its page was changed, so ")
    assert str(new) in notice
    assert converted(raw, posts).notices == []


def test_a_page_with_another_piece_under_its_name_is_not_told(raw, posts, column):
    """A file name used again for another column: its post joins the first one's, and there is nothing to say."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    (raw / "one.txt").write_text(column(2))
    outcome = converted(raw, posts)
    assert (outcome.created, outcome.notices) == (1, [])
