"""`python -m oped.chores.publish`: the site for the world, and only its differences carried to where it is served."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from oped.chores import commands
from oped.chores.carry import carry, compare, refuse_strangers
from oped.errors import BuildError, OpedError

REMOTE = re.compile(r"(?:[\w.-]+@)?[\w.-]+:")
"""How a place on another machine begins: `HOST:` or `USER@HOST:`."""


def to_folder(site: Path, target: Path, dry_run: bool) -> int:
    """Make the folder `target` equal to `site`, or say what that would take. Returns an exit status."""
    refuse_strangers(target)
    differences = compare(site, target)
    if dry_run:
        print("\n".join(differences.lines()))
    else:
        carry(site, target, differences)
        print(f"{target}: {list(differences.lines())[-1]}")
    return 0


def to_host(site: Path, place: str, dry_run: bool) -> int:
    """Make `HOST:FOLDER` equal to `site` with rsync, by content, removals last. Returns rsync's exit status."""
    if not shutil.which("rsync"):
        raise BuildError(
            "rsync is not on this machine", value=place, remedy="install it, or leave out --to and upload the folder"
        )
    shown = ["--dry-run", "--itemize-changes"] if dry_run else ["--stats"]
    kept = ["--filter=protect /.*"]  # hidden files at the top are the host's own
    command = ["rsync", "--recursive", "--checksum", "--delete-after", *kept, *shown, f"{site}/", place]
    return commands.run(command)


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
    environment = {**os.environ, **({"SITEURL": options.address} if options.address else {})}
    steps = [
        commands.convert(options.raw, options.posts),
        commands.check(options.posts),
        commands.build(options.raw, options.posts, options.output, "publishconf.py", fatal="warnings"),
    ]
    if status := commands.run_all(steps, environment):
        return status
    if not options.to:
        return 0
    try:
        if REMOTE.match(options.to):
            return to_host(options.output, options.to, options.dry_run)
        return to_folder(options.output, Path(options.to), options.dry_run)
    except (OpedError, OSError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
