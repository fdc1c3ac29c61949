"""The review desk: least sure first, filters, and answers that are written where they hold for good."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from oped.errors import VocabularyError
from oped.model import Kind
from oped.post import Post, Source, dump, parse
from oped.review import run
from oped.review.questions import questions, read_again, with_terms
from oped.vocabulary import load

BODIES = {
    "river": "The ferry to Merrow Quay was late, and in Estonia that is news.\n\nEstonia keeps its ferries.",
    "hill": "Merrow Quay is for sale, and the buyers come from Finland.\n\nFinland, they say, is full of hills.",
}


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Two posts as the converter would write them."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for name, body in BODIES.items():
        post = Post(
            title=f"On the {name}",
            title_source="page",
            slug=name,
            kind=Kind.ARTICLE,
            authors=(f"{name.capitalize()} Author",),
            language="en",
            sources=(Source(f"{name}.txt", 1, 2),),
            extra={"Mood": "calm"},
            body=body,
        )
        tagged = read_again(post, load())
        post = with_terms(with_terms(post, "regions", tagged.regions), "topics", tagged.topics)
        (folder / f"{name}.md").write_text(dump(post), encoding="utf-8")
    return folder


def answers(*given: str) -> Callable[[str], str]:
    """Return somebody who answers these lines and then stops."""
    lines: Iterator[str] = iter([*given, "q"])
    return lambda _: next(lines, "q")


def review(posts: Path, *given: str, **options: str) -> tuple[int, str]:
    """Hold a review and return how many answers were written, and what was shown."""
    shown = io.StringIO()
    console = Console(file=shown, width=200, no_color=True)
    tables = posts.parent / "vocabulary"
    return run(posts, tables, ask=answers(*given), console=console, **options), shown.getvalue()  # type: ignore[arg-type]


def regions(posts: Path, name: str) -> tuple[str, ...]:
    """Return the regions of a post."""
    return parse((posts / f"{name}.md").read_text(encoding="utf-8")).regions


def test_least_sure_comes_first(posts: Path) -> None:
    """Questions are sorted by how sure they are, and name the place in the file."""
    asked = questions({path: parse(path.read_text(encoding="utf-8")) for path in posts.glob("*.md")}, load())
    assert [each.sure for each in asked] == sorted(each.sure for each in asked)
    for each in asked:
        key = each.field.capitalize()
        line = each.file.read_text(encoding="utf-8").splitlines()[each.line - 1]
        assert line.startswith(f"{key}:") or not each.value


def test_filters(posts: Path) -> None:
    """By field, author and source; an unknown field is an error that names the known ones."""
    assert "river.md" not in review(posts, field="regions", author="Hill Author")[1]
    assert "hill.md" not in review(posts, field="regions", source="river.txt")[1]
    with pytest.raises(VocabularyError, match="fields are regions"):
        review(posts, field="mood")


def test_accepting_makes_a_term_the_editors(posts: Path) -> None:
    """The term stays, its evidence goes: from now on a person gave it."""
    assert review(posts, "a", field="regions", source="hill")[0] == 1
    post = parse((posts / "hill.md").read_text(encoding="utf-8"))
    assert post.regions == ("FI",)
    assert not post.evidence.get("regions")
    assert with_terms(post, "regions", ()).regions == ("FI",)


def test_correcting_and_rejecting(posts: Path) -> None:
    """A name is understood as its code; the rest of the file stays as it was."""
    before = (posts / "hill.md").read_text(encoding="utf-8").splitlines()
    review(posts, "c Sweden", field="regions", source="hill")
    assert regions(posts, "hill") == ("SE",)
    after = (posts / "hill.md").read_text(encoding="utf-8").splitlines()
    keys = {"Regions", "Evidence"}
    assert [line for line in before if line.split(":")[0] not in keys] == [
        line for line in after if line.split(":")[0] not in keys
    ]
    review(posts, "r", field="regions", source="river")
    assert len(regions(posts, "river")) < 2


def test_a_wrong_answer_is_told_and_asked_again(posts: Path) -> None:
    """An unknown term names the nearest and changes nothing."""
    written, shown = review(posts, "c Swedn", "c Sweden", field="regions", source="hill")
    assert written == 1
    assert "SE (Sweden)" in shown


def test_a_rule_is_offered_before_it_is_written(posts: Path) -> None:
    """The posts it would change are listed; without agreement nothing is written."""
    written, shown = review(posts, "s Merrow Quay = NO", "n", field="regions", source="hill")
    assert written == 0
    assert "2 changes" in shown
    assert "→" in shown
    assert not (posts.parent / "vocabulary").exists()


def test_a_rule_holds_for_all_posts(posts: Path) -> None:
    """With agreement the row stands in the editor's table and every post it concerns has the term."""
    assert review(posts, "s Merrow Quay = NO", "y", field="regions", source="hill")[0] == 1
    assert "NO" in regions(posts, "hill")
    assert "NO" in regions(posts, "river")
    assert "Merrow Quay" in (posts.parent / "vocabulary" / "names.tsv").read_text(encoding="utf-8")
    again = load(posts.parent / "vocabulary")
    post = parse((posts / "hill.md").read_text(encoding="utf-8"))
    assert "NO" in {term.code for term in read_again(post, again).regions}


def test_blocking_words(posts: Path) -> None:
    """Blocked words are no place any more, in any post."""
    review(posts, "b Finland", "y", field="regions", source="hill")
    assert regions(posts, "hill") == ()


def test_a_pipe_gets_the_list(posts: Path) -> None:
    """Where nobody can answer, questions are listed and nothing is written."""
    shown = io.StringIO()
    assert run(posts, posts.parent / "vocabulary", console=Console(file=shown, width=80)) == 0
    assert all(line.count(".md:") <= 1 for line in shown.getvalue().splitlines())


def test_a_broken_post_is_told_and_the_others_go_on(posts: Path) -> None:
    """One bad file does not end the review; its name cannot rewrite the terminal."""
    (posts / "bad\x1b[31m.md").write_text("no key here\n", encoding="utf-8")
    shown = review(posts, field="regions")[1]
    assert "has no key" in shown
    assert "\x1b" not in shown
    assert "hill.md" in shown
