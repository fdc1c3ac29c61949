"""The commands that other programs start: one place that knows how the converter and Pelican are called."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[3]


def convert(raw: Path, posts: Path) -> list[str]:
    """Return the command that converts `raw` into `posts`."""
    return [sys.executable, "-m", "oped.convert", "convert", "--raw", str(raw), "--posts", str(posts)]


def check(posts: Path) -> list[str]:
    """Return the command that checks every term of `posts`; an unknown one ends it with status 1, a doubt is told."""
    own = HOUSE / "content"
    kept = ("--vocabulary", str(own / "vocabulary"), "--authors", str(own / "authors.toml"))
    return [sys.executable, "-m", "oped.vocabulary", "check", "--posts", str(posts), *kept]


def build(
    raw: Path, posts: Path, output: Path, settings: str = "pelicanconf.py", fatal: str = "errors", **others: object
) -> list[str]:
    """Return the command that builds `posts` into `output`; a message as grave as `fatal` ends it with status 1.

    `others` are settings of Pelican's or ours, in the place of what the file `settings` says.
    """
    return [sys.executable, "-m", "oped.site", *build_options(raw, posts, output, settings, fatal, **others)]


def build_options(
    raw: Path, posts: Path, output: Path, settings: str = "pelicanconf.py", fatal: str = "errors", **others: object
) -> list[str]:
    """Return what `build` says to `oped.site`, for whoever is in the same process."""
    overrides = {"POSTS_PATH": str(posts), "RAW_PATH": str(raw), **others}
    return [
        *(str(HOUSE / "content"), "-s", str(HOUSE / settings), "-o", str(output), "--fatal", fatal),
        *("-e", *(f"{key}={json.dumps(value)}" for key, value in overrides.items())),
    ]


def run_all(steps: Iterable[Sequence[str]], environment: Mapping[str, str] | None = None) -> int:
    """Run commands until one fails, and return its exit status, or 0."""
    return next((status for step in steps if (status := run(step, environment))), 0)


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command, its words shown as they come, and return its exit status."""
    return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603 - ours, from above
