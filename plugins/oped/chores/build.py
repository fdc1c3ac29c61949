"""`python -m oped.chores.build`: the site from the posts; what stands is left alone when anything is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from oped.chores import commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the terms, build once, and return the exit status of the first that failed."""
    content = commands.HOUSE / "content"
    parser = argparse.ArgumentParser(prog="oped.chores.build", description=__doc__)
    parser.add_argument("--raw", type=Path, default=content / "raw", help="raw pages, for the lines shown as sources")
    parser.add_argument("--posts", type=Path, default=content / "posts", help="folder of posts")
    parser.add_argument("--output", type=Path, default=commands.HOUSE / "output", help="folder of the site")
    parser.add_argument("--json", type=Path, help="file for a list of what the build changed, and why")
    options = parser.parse_args(arguments)
    raw, posts, output = (path.resolve() for path in (options.raw, options.posts, options.output))
    report = {"BUILD_REPORT": str(options.json.resolve())} if options.json else {}
    return commands.run_all([commands.check(posts), commands.build(raw, posts, output, **report)])


if __name__ == "__main__":
    sys.exit(main())
