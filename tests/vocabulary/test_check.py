"""The tag lint: what is wrong with the terms of posts, where, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from oped.errors import VocabularyError
from oped.post import parse
from oped.vocabulary import Level, check, load, stop_at_errors
from oped.vocabulary.__main__ import main

POST = "Title: T\nSlug: t\nAuthors: {authors}\nRegions: {regions}\nTopics: {topics}\n\nBody\n"


def post(name: str, regions: str = "", topics: str = "", authors: str = "A Name") -> tuple[Path, str]:
    """Return the path and text of a post."""
    return Path(f"posts/{name}.md"), POST.format(regions=regions, topics=topics, authors=authors)


@pytest.mark.parametrize(
    ("regions", "topics", "what", "remedy"),
    [
        ("tw", "", "spelling variant of a term in Regions", "write TW (Taiwan)"),
        ("Taiwan", "", "spelling variant of a term in Regions", "write TW (Taiwan)"),
        ("Britain", "", "a name where a code belongs in Regions", "write GB"),
        ("Q9", "", "unknown term in Regions", ""),
        ("", "War", "spelling variant of a term in Topics", "write medtop:20000062 (war)"),
        ("", "medtop:20000063", "unknown term in Topics", "nearest: medtop:"),
    ],
)
def test_wrong_terms_are_errors(regions: str, topics: str, what: str, remedy: str) -> None:
    """File, line, value and what to write."""
    path, text = post("a", regions, topics)
    finding = check({path: parse(text)}, load())[0]
    assert (finding.level, finding.what, finding.file) == (Level.ERROR, what, path)
    assert finding.line == (4 if regions else 5)
    assert remedy in finding.remedy
    with pytest.raises(VocabularyError, match=r"posts/a\.md:"):
        stop_at_errors([finding])


def test_good_posts_are_passed() -> None:
    """Known terms give no error and no warning."""
    path, text = post("a", "TW; middle-east", "medtop:11000000")
    findings = check({path: parse(text)}, load())
    assert {finding.level for finding in findings} <= {Level.NOTE}
    stop_at_errors(findings)


def test_doubles_and_like_names_are_warned_of() -> None:
    """A term twice, and two spellings of an author, are pointed out."""
    posts = dict([post("a", "TW; TW", authors="Shen Ruo-ting"), post("b", authors="Shen Ruo-Ting")])
    findings = check({path: parse(text) for path, text in posts.items()}, load())
    assert [finding.level for finding in findings if finding.level != Level.NOTE] == [Level.WARNING] * 2


def test_the_console_tells_the_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1 and a line with the place for an error; status 0 without one."""
    path, text = post("a", "tw")
    folder = tmp_path / path.parent
    folder.mkdir()
    (tmp_path / path).write_text(text, encoding="utf-8")
    arguments = ["check", "--posts", str(folder), "--vocabulary", str(tmp_path), "--authors", str(tmp_path / "none")]
    assert main(arguments) == 1
    assert f"{tmp_path / path}:4: spelling variant" in capsys.readouterr().out
    (tmp_path / path).write_text(text.replace("tw", "TW"), encoding="utf-8")
    assert main(arguments) == 0
