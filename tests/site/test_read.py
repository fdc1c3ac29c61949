"""Posts that would mislead a reader stop the build and say where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from oped.errors import PostError
from oped.site.article import Article, newest_first
from oped.site.markdown import Renderer
from oped.site.read import check_unique, read

TODAY = date(2026, 11, 23)
Make = Callable[..., str]


def article(tmp_path: Path, text: str, name: str = "a.md") -> Article:
    """Return the article that a post's text makes."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path, f"posts/{name}", Renderer(), TODAY)


BAD = [
    ({"title": ""}, 1, "the post has no title", "add a line `Title: …`"),
    ({"date": "2020-02-30"}, 6, "Date is not a day", "2020-02-30"),
    ({"date": "soon"}, 6, "Date is not a day", "soon"),
    ({"date": "2031-01-01"}, 6, "the date lies in the future", "Status: draft"),
    ({"date": "0203-01-01"}, 6, "older than any newspaper", "0203-01-01"),
    ({"kind": "essay"}, 4, "Kind is not", "essay"),
    ({"slug": "../../x"}, 3, "the slug is no address", "../../x"),
    ({"slug": "A b"}, 3, "the slug is no address", "A b"),
    ({"id": "zz"}, 2, "12 hex digits", "zz"),
    ({"extra": "Url: javascript:alert(1)\n"}, 10, "not one of the web", "javascript:alert(1)"),
    ({"extra": "Language: klingon!\n"}, 10, "no BCP 47 tag", "klingon!"),
    ({"extra": "Status: maybe\n"}, 10, "the status is unknown", "maybe"),
]


@pytest.mark.parametrize(("words", "line", "what", "value"), BAD)
def test_a_bad_value_is_named_with_file_and_line(
    tmp_path: Path, post: Make, words: dict[str, str], line: int, what: str, value: str
) -> None:
    """The message says what, where, the value and the remedy."""
    words = {"slug": "a", **words}
    with pytest.raises(PostError) as caught:
        article(tmp_path, post(**words))
    assert str(caught.value).startswith(f"posts/a.md:{line}: "), caught.value
    assert what in str(caught.value)
    assert value in str(caught.value)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    """A post in another encoding is an error, not question marks."""
    (tmp_path / "a.md").write_bytes(b"Title: caf\xe9\n\nx\n")
    with pytest.raises(PostError, match=r"posts/a\.md: the post cannot be read .*save it as UTF-8"):
        read(tmp_path / "a.md", "posts/a.md", Renderer(), TODAY)


def test_a_post_by_hand_needs_a_title_only(tmp_path: Path) -> None:
    """Everything that can be worked out is; the id stays as long as the file's name does."""
    one = article(tmp_path, "Title: By hand\n\nBody.\n", "by-hand.md")
    assert (one.slug, one.day, one.year_url, one.kind, one.authors) == (
        "by-hand",
        None,
        "years/undated/",
        "article",
        (),
    )
    assert one.id == article(tmp_path, "Title: Another title\n\nBody.\n", "by-hand.md").id


def test_two_posts_with_one_address_are_both_named(tmp_path: Path, post: Make) -> None:
    """A copied post is an error that names both files."""
    articles = [article(tmp_path, post("same", 1), "a.md"), article(tmp_path, post("same", 2), "b.md")]
    with pytest.raises(PostError, match=r"posts/b\.md:3: posts/a\.md has the same slug \('same'\)"):
        check_unique(articles)
    articles = [article(tmp_path, post("one", 7), "a.md"), article(tmp_path, post("two", 7), "b.md")]
    with pytest.raises(PostError, match=r"posts/b\.md:2: posts/a\.md has the same id"):
        check_unique(articles)


def test_lists_are_newest_first_and_undated_last(tmp_path: Path, post: Make) -> None:
    """The order of every list is total: date, then address."""
    days = {"b": "2020-01-01", "a": "2020-01-01", "c": "2021-01-01", "d": ""}
    articles = [article(tmp_path, post(slug, date=day), f"{slug}.md") for slug, day in days.items()]
    assert [one.slug for one in newest_first(articles)] == ["c", "a", "b", "d"]


def test_any_front_matter_line_can_feed_a_taxonomy(tmp_path: Path, post: Make) -> None:
    """Keys unknown to us are divided at semicolons, under their names in lower case."""
    one = article(tmp_path, post("a", extra="Series: Letters from abroad; Summer\nOutlet: The Pebble\n"))
    assert one.fields["series"] == ("Letters from abroad", "Summer")
    assert one.fields["outlet"] == ("The Pebble",)
    assert one.outlet == "The Pebble"
