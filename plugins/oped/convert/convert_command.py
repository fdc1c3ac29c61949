"""`convert`: a folder of raw pages into a folder of posts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from oped.convert.run import run as convert
from oped.errors import VocabularyError, printable
from oped.progress import follow
from oped.vocabulary import load
from oped.vocabulary.standing import enforce


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--raw", type=Path, default=Path("content/raw"), help="folder of raw pages (content/raw)")
    parser.add_argument("--posts", type=Path, default=Path("content/posts"), help="folder of posts (content/posts)")
    parser.add_argument(
        "--vocabulary",
        type=Path,
        default=Path("content/vocabulary"),
        help="folder of the editor's own tables (content/vocabulary)",
    )
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes (one a processor)")
    parser.add_argument(
        "--renew",
        type=Path,
        nargs="+",
        default=[],
        metavar="POST",
        help="write these posts afresh: changes made in them by hand are given up",
    )


def run(args: argparse.Namespace) -> int:
    """Convert, and print what was done; what needs a person goes to standard error. Returns 1 on any error."""
    try:
        enforce(args.vocabulary)
        load(args.vocabulary)
    except VocabularyError as wrong:
        print(f"error: {wrong}", file=sys.stderr)
        return 1
    outcome = convert(args.raw, args.posts, workers=args.jobs, follow=follow, renew=args.renew)
    for message in [*outcome.notices, *outcome.conflicts]:
        print(printable(message), file=sys.stderr)
    for error in outcome.errors:
        print(f"error: {error}", file=sys.stderr)
    for line in outcome.summary():
        print(line)
    return 1 if outcome.errors else 0
