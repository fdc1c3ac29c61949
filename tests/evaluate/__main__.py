"""`inv evaluate`: all that is measured on labelled texts, set by set; 1 when a figure is below its floor.

Our own pages are always there; the sets in ../shared are left out where that folder is missing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.evaluate import gate, search_quality, terms

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
SHARED = HOUSE.parent / "shared" / "data"
SETS = (
    (HOUSE / "content" / "raw", HERE / "sample.jsonl"),
    (HERE / "shapes", HERE / "shapes" / "gold.jsonl"),
    (SHARED / "pages", SHARED / "pages" / "gold.jsonl"),
    (SHARED / "assembled", SHARED / "assembled" / "gold.jsonl"),
)


def main() -> int:
    """Measure the reading of pages, then regions and topics, then the search's answers."""
    parser = argparse.ArgumentParser(prog="inv evaluate", description=__doc__)
    parser.add_argument("--pages", type=Path, help="only this folder of labelled pages")
    parser.add_argument("--labels", type=Path, help="its labels (gold.jsonl in it)")
    parser.add_argument("--write", action="store_true", help="also write the figures that the site shows")
    options = parser.parse_args()
    if options.pages:
        return read(options.pages, options.labels or options.pages / "gold.jsonl")
    worst = max(read(pages, labels) for pages, labels in SETS if labels.exists())
    print("\nRegions and topics, pieces taken as labelled", flush=True)
    terms.main(["--write"] * options.write)
    return max(worst, search_quality.main())


def read(pages: Path, labels: Path) -> int:
    """Measure how the pages of a folder are read, print the figures, and return 1 when one is below its floor."""
    print(f"\nReading {pages}", flush=True)
    return gate.main([str(pages), "--labels", str(labels)])


if __name__ == "__main__":
    sys.exit(main())
