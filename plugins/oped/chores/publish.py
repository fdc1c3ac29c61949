"""`python -m oped.chores.publish`: the site for the world, and only its differences carried to where it is served."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from oped.chores import commands
from oped.chores.carry import Differences, carry, compare, refuse_strangers
from oped.chores.host import REMOTE, carry_there, compare_there
from oped.errors import OpedError


def to_folder(site: Path, target: Path, dry_run: bool) -> Differences:
    """Make the folder `target` equal to `site`, unless that is only to be shown. Returns what it takes."""
    refuse_strangers(target)
    differences = compare(site, target)
    if not dry_run:
        carry(site, target, differences)
    return differences


def to_host(site: Path, place: str, dry_run: bool) -> Differences:
    """Make `HOST:FOLDER` equal to `site`, unless that is only to be shown. Returns what it takes."""
    differences = compare_there(site, place)
    if not dry_run:
        carry_there(site, place, differences)
    return differences


def told(differences: Differences, place: str, dry_run: bool, report: Path | None) -> None:
    """Say what was carried, or file by file what would be; all of it as JSON in the file `report`."""
    lines = list(differences.lines())
    print("\n".join(lines) if dry_run else f"{place}: {lines[-1]}")
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        found = {"to": place, "dry_run": dry_run, **asdict(differences)}
        report.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
    parser.add_argument("--json", type=Path, help="file for a list of what was carried; without --to, what was built")
    options = parser.parse_args(arguments)
    environment = {**os.environ, **({"SITEURL": options.address} if options.address else {})}
    built = {"BUILD_REPORT": str(options.json.resolve())} if options.json and not options.to else {}
    steps = [
        commands.convert(options.raw, options.posts),
        commands.check(options.posts),
        commands.build(options.raw, options.posts, options.output, "publishconf.py", fatal="warnings", **built),
    ]
    if status := commands.run_all(steps, environment):
        return status
    if not options.to:
        return 0
    try:
        if REMOTE.match(options.to):
            differences = to_host(options.output, options.to, options.dry_run)
        else:
            differences = to_folder(options.output, Path(options.to), options.dry_run)
        told(differences, options.to, options.dry_run, options.json)
    except (OpedError, OSError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
