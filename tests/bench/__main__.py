"""`inv bench WHAT`: grow archives of the sizes asked for, measure, and print a table of the figures.

Everything is made in a temporary folder, which needs some 100 kB a piece.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
from pathlib import Path

from figures import keep

HOUSE = Path(__file__).resolve().parents[2]
OPEDS = HOUSE.parent / "shared" / "data" / "corpora" / "opeds.jsonl.gz"
SAMPLE = HOUSE / "content" / "raw"


def main() -> None:
    """Run one bench."""
    parser = argparse.ArgumentParser(prog="inv bench", description=__doc__)
    parser.add_argument("what", choices=["build", "convert", "live", "search"])
    parser.add_argument("--sizes", default="1000", help="numbers of pieces, divided by commas")
    parser.add_argument("--source", type=Path, default=OPEDS if OPEDS.exists() else SAMPLE, help="texts to grow from")
    parser.add_argument("--rounds", type=int, default=3, help="how often the builders take turns")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/figures and the README")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    source = options.source.resolve()
    with tempfile.TemporaryDirectory(prefix=f"bench-{options.what}-") as folder:
        work = Path(folder) / "work"
        bench = importlib.import_module(options.what)  # each needs programs that the others do not
        more = () if options.what == "search" else (options.rounds,)
        documents = bench.main(sizes, source, work, *more)
    if options.write:
        keep(documents)


if __name__ == "__main__":
    main()
