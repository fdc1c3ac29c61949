"""`python -m oped.chores.publish`: the site for the world, and only its differences carried to where it is served."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from oped.chores import commands


def carry(output: Path, to: str, dry_run: bool) -> list[str]:
    """Return the rsync command that makes `to` (a folder or HOST:FOLDER) equal to `output`, by content.

    Files are replaced before any is removed, so that no page links to one that is gone. With `dry_run`, what would be
    done is listed and nothing is.
    """
    shown = ["--dry-run", "--itemize-changes"] if dry_run else ["--stats"]
    return ["rsync", "--recursive", "--checksum", "--delay-updates", "--delete-delay", *shown, f"{output}/", to]


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert, build with `publishconf.py`, and carry the result to its place when one is given."""
    house = commands.HOUSE
    parser = argparse.ArgumentParser(prog="oped.chores.publish", description=__doc__)
    parser.add_argument("--raw", type=Path, default=house / "content" / "raw")
    parser.add_argument("--posts", type=Path, default=house / "content" / "posts")
    parser.add_argument("--output", type=Path, default=house / "output-published")
    parser.add_argument("--address", help="where readers find it, such as https://example.org/archive")
    parser.add_argument("--to", help="a folder or HOST:FOLDER that is made equal to the site")
    parser.add_argument("--dry-run", action="store_true", help="list what would be carried, and carry nothing")
    options = parser.parse_args(arguments)
    if options.to and not shutil.which("rsync"):
        print(
            "publish: rsync is not on this machine: install it, or leave out --to and upload the folder",
            file=sys.stderr,
        )
        return 1
    environment = {**os.environ, **({"SITEURL": options.address} if options.address else {})}
    steps = [
        commands.convert(options.raw, options.posts),
        commands.build(options.raw, options.posts, options.output, "publishconf.py", fatal="warnings"),
        *([carry(options.output, options.to, options.dry_run)] if options.to else []),
    ]
    return next((status for step in steps if (status := commands.run(step, environment))), 0)


if __name__ == "__main__":
    sys.exit(main())
