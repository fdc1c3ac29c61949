"""A saved post's page, made at once by what the last build knew."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oped.serve.answer import LATER, Answer
from oped.serve.keeper import Keeper

HOUSE = Path(__file__).resolve().parents[2]
Start = Callable[[], Keeper]


@pytest.fixture
def archive(sample_archive: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample archive's posts, with the site built from them."""
    for part in ("posts", "output"):
        shutil.copytree(sample_archive / part, tmp_path / part, copy_function=shutil.copy2)
    return tmp_path


@pytest.fixture
def start(archive: Path) -> Iterator[Start]:
    """Return what starts a keeper of the archive; all are ended at the end."""
    keepers: list[Keeper] = []

    def one() -> Keeper:
        keepers.append(Keeper(HOUSE / "content" / "raw", archive / "posts", archive / "output"))
        return keepers[-1]

    yield one
    for keeper in keepers:
        keeper.end()


def a_post(archive: Path) -> tuple[Path, str]:
    """Return the first post of a person's column, and its text."""
    posts = sorted((archive / "posts").rglob("*.md"))
    return next((post, text) for post in posts if "Bio: " in (text := post.read_text(encoding="utf-8")))


def page_of(archive: Path, post: Path) -> bytes:
    """Return the page of a post as it stands."""
    return (archive / "output" / "articles" / post.stem / "index.html").read_bytes()


def test_a_saved_post_is_shown_as_the_build_will(archive: Path, start: Start) -> None:
    """Headline, bio and text saved: at once the page has the bytes that the build gives it afterwards."""
    post, text = a_post(archive)
    keeper = start()
    assert keeper.built()
    before = page_of(archive, post)
    edited = re.sub(r"(?m)^Title: .*", "Title: A <headline> of an editor’s", text)
    edited = re.sub(r"(?m)^Bio: ", "Bio: Lately: ", edited)
    post.write_text(f"{edited}\nOne paragraph more.\n", encoding="utf-8")
    assert keeper.show(post) == Answer(shown=True)
    shown = page_of(archive, post)
    assert b"A &lt;headline&gt; of an editor" in shown
    assert b"One paragraph more." in shown
    assert start().built()
    assert without_what_others_change(page_of(archive, post)) == without_what_others_change(shown)
    post.write_text(text, encoding="utf-8")
    assert keeper.show(post).shown
    assert page_of(archive, post) == before


def without_what_others_change(page: bytes) -> bytes:
    """Return a page without the card's address, which the new headline has changed."""
    return re.sub(rb"/cards/[0-9a-f/]+\.png", b"", page)


def test_new_posts_and_other_terms_are_shown_at_once(archive: Path, start: Start) -> None:
    """A new post, and one with other terms that have pages, are readable before the build; it says the same of them."""
    post, text = a_post(archive)
    keeper = start()
    assert keeper.built()
    post.write_text(re.sub(r"(?m)^Topics: .*", "Topics: medtop:11000000", text), encoding="utf-8")
    new = post.with_name("new.md")
    own = re.sub(r"(?m)^(Id|Slug|Evidence|Regions): .*\n", "", text)
    new.write_text(re.sub(r"(?m)^Title: .*", "Title: Fresh from the press\nRegions: KE", own), encoding="utf-8")
    shown = []
    for file, words in ((post, b"/topics/politics"), (new, b"/regions/kenya/")):
        assert keeper.show(file) == Answer(shown=True)
        shown.append(page_of(archive, file))
        assert words in shown[-1]
    assert start().built()
    for file, page in zip((post, new), shown, strict=True):
        assert terms_on(page_of(archive, file)) == terms_on(page) != []


def terms_on(page: bytes) -> list[bytes]:
    """Return the links to terms that an article's page has before what is related."""
    return re.findall(rb'href="(/(?:authors|regions|topics)/[^"]*)"', page.partition(b"related")[0])


def test_what_only_a_build_can_tell_is_left_to_it(archive: Path, start: Start) -> None:
    """A term without pieces yet, another address, a draft, one that is gone, a file elsewhere: no page is touched."""
    post, text = a_post(archive)
    keeper = start()
    assert keeper.built()
    before = page_of(archive, post)
    for line in ("Topics: medtop:20000735", "Slug: elsewhere", "Status: draft", "Authors: Somebody Else"):
        key = line.partition(":")[0]
        post.write_text(f"{line}\n" + re.sub(rf"(?m)^{key}: .*\n", "", text), encoding="utf-8")
        assert keeper.show(post) == LATER, line
    new = post.with_name("new.md")
    new.write_text(text, encoding="utf-8")
    post.write_bytes(b"")
    assert keeper.show(post) == LATER, "an editor empties a file before it writes it"
    post.unlink()
    for path in (new, post, HOUSE / "README.md", archive / "posts"):
        assert keeper.show(path) == LATER, path
    assert page_of(archive, post) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no colon\n\ntext", "no key"),
        (b"Title: x\nDate: 2999-01-01\n\ntext", "future"),
        (b"Title: \xff\n\ntext", "UTF-8"),
        (b"\n", ":1: the post has no title"),
    ],
)
def test_what_cannot_be_published_is_said(archive: Path, start: Start, content: bytes, words: str) -> None:
    """A bad post is answered with file and reason; its last good page stays."""
    post, _ = a_post(archive)
    keeper = start()
    assert keeper.built()
    before = page_of(archive, post)
    post.write_bytes(content)
    answer = keeper.show(post)
    assert not answer.shown
    assert post.name in answer.trouble
    assert words in answer.trouble
    assert page_of(archive, post) == before


def test_a_killed_keeper_leaves_all_to_the_build(archive: Path, start: Start) -> None:
    """Killed in its build or after it, a keeper never keeps the preview waiting."""
    post, _ = a_post(archive)
    keeper = start()
    os.kill(keeper.process, signal.SIGKILL)
    assert not keeper.built()
    keeper = start()
    assert keeper.built()
    os.kill(keeper.process, signal.SIGKILL)
    assert keeper.show(post) == LATER


def test_a_build_that_fails_says_so(archive: Path, start: Start) -> None:
    """A post that cannot be published ends the build, not the process; nothing of the site changes."""
    post, text = a_post(archive)
    before = page_of(archive, post)
    post.write_text(text.replace("\n", "\nno colon in this line\n", 1), encoding="utf-8")
    assert not start().built()
    assert page_of(archive, post) == before
