"""`python -m oped.convert inspect | tag | convert`: one subcommand, one module."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "inspect": "take raw pages apart and print one JSON line a page",
    "tag": 'read {"id", "title", "text"} lines and print regions and topics as JSON lines',
    "convert": "turn a folder of raw pages into posts",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand. Returns the exit status: 0 when every page went through, 1 when one did not."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="python -m oped.convert", description="Raw opinion pages to posts.")
    commands = parser.add_subparsers(dest="command", required=True)
    chosen = next((word for word in given if word in COMMANDS), None)
    for name, help_line in COMMANDS.items():
        command = commands.add_parser(name, help=help_line, description=help_line)
        if name == chosen:  # the other modules stay unread: `tag` starts without the writing side
            module = importlib.import_module(f"oped.convert.{name}_command")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    args = parser.parse_args(given)
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
