"""`inv bench WHAT`: grow archives of the sizes asked for, measure, and print a table of the figures.

Everything is made in a temporary folder, which needs some 100 kB a piece.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
OPEDS = HOUSE.parent / "shared" / "data" / "corpora" / "opeds.jsonl.gz"
SAMPLE = HOUSE / "content" / "raw"


def main() -> None:
    """Run one bench."""
    parser = argparse.ArgumentParser(prog="inv bench", description=__doc__)
    parser.add_argument("what", choices=["build", "search"])
    parser.add_argument("--sizes", default="1000", help="numbers of pieces, divided by commas")
    parser.add_argument("--source", type=Path, default=OPEDS if OPEDS.exists() else SAMPLE, help="texts to grow from")
    parser.add_argument("--rounds", type=int, default=3, help="how often the builders take turns")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    source = options.source.resolve()
    with tempfile.TemporaryDirectory(prefix=f"bench-{options.what}-") as folder:
        if options.what == "build":
            import build  # noqa: PLC0415 - each bench needs programs that the other does not

            build.main(sizes, source, Path(folder) / "work", options.rounds)
        else:
            import search  # noqa: PLC0415 - the same

            search.main(sizes, source, Path(folder) / "work")


if __name__ == "__main__":
    main()
