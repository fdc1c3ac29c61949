"""The vocabularies from the console: `python -m oped.vocabulary check [--posts FOLDER] [--vocabulary FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from oped.errors import OpedError
from oped.post import Post, parse
from oped.vocabulary.authors import load_authors
from oped.vocabulary.check import Level, check
from oped.vocabulary.load import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Check posts and tables; print what is amiss, one line each. Returns 1 when there is an error, else 0."""
    parser = argparse.ArgumentParser(prog="python -m oped.vocabulary", description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.add_argument("--posts", type=Path, default=Path("content/posts"))
    parser.add_argument("--vocabulary", type=Path, default=Path("content/vocabulary"))
    parser.add_argument("--authors", type=Path, default=Path("content/authors.toml"))
    parser.add_argument("--notes", action="store_true", help="also tell of terms that no post has")
    options = parser.parse_args(arguments)
    try:
        vocabulary, authors = load(options.vocabulary), load_authors(options.authors)
        posts, broken = read_posts(options.posts)
    except OpedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    findings = check(posts, vocabulary, authors)
    for fault in broken:
        print(f"error: {fault}")
    for finding in findings:
        if options.notes or finding.level != Level.NOTE:
            print(finding)
    errors = len(broken) + sum(finding.level == Level.ERROR for finding in findings)
    warnings = sum(finding.level == Level.WARNING for finding in findings)
    print(f"{len(posts)} posts: {errors} errors, {warnings} warnings")
    return 1 if errors else 0


def read_posts(folder: Path) -> tuple[dict[Path, Post], list[OpedError]]:
    """Return the posts under a folder by path, and the errors of those that cannot be read."""
    posts: dict[Path, Post] = {}
    broken: list[OpedError] = []
    for path in sorted(folder.rglob("*.md")):
        try:
            posts[path] = parse(path.read_text(encoding="utf-8"), path)
        except OpedError as error:
            broken.append(error)
        except (OSError, UnicodeDecodeError) as error:
            broken.append(OpedError("cannot read the post", file=path, value=str(error), remedy="check the file"))
    return posts, broken


if __name__ == "__main__":
    sys.exit(main())
