"""The review desk from the console: `python -m oped.review [--field regions] [--author NAME] [--source PAGE]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from oped.errors import OpedError
from oped.review.desk import run
from oped.review.questions import FIELDS


def main(arguments: Sequence[str] | None = None) -> int:
    """Review posts; returns 1 when the tables or options are wrong, else 0."""
    parser = argparse.ArgumentParser(prog="python -m oped.review", description=__doc__)
    parser.add_argument("--posts", type=Path, default=Path("content/posts"))
    parser.add_argument("--vocabulary", type=Path, default=Path("content/vocabulary"))
    parser.add_argument("--field", choices=FIELDS, default="")
    parser.add_argument("--author", default="", help="only pieces by this author")
    parser.add_argument("--source", default="", help="only pieces from raw pages whose name holds this")
    parser.add_argument("--most", type=int, default=0, help="how many values; 0 is all")
    options = vars(parser.parse_args(arguments))
    try:
        written = run(options.pop("posts"), options.pop("vocabulary"), **options)
    except OpedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{written} answers written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
