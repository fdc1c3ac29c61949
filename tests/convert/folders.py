"""What tests of a run ask of its folders, and do to them as an editor would."""

from __future__ import annotations

from pathlib import Path

from oped.convert.run import run
from oped.convert.shelf import PRIVATE
from oped.post import Post, parse


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


def teaser(text: str, words: int) -> str:
    """Return the beginning of a column, cut in mid-sentence, as another desk would set it."""
    cut = " ".join(text.split()[:words])
    return cut.replace(" the ", "  the ") + "FULL STORY\n"
