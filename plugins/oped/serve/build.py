"""`python -m oped.serve.build`: one build, after which the process stays and shows saved posts from what it knows.

It is spoken to over the inherited pipe `--channel`: it says whether the build was good; then each path of a post that
it is told is answered by an `Answer`, until the pipe is closed.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from oped.errors import OpedError
from oped.serve.answer import LATER, Answer
from oped.serve.glimpse import Known
from oped.site import __main__ as site

known: list[Known] = []
"""What the build knew, once it does. Pelican's signals reach nothing but functions of a module."""


def keep(generators: Sequence[Any]) -> None:
    """Keep what is known when everything is read and nothing written."""
    first = generators[0]
    known.append(Known(first.context, first.get_template))


def build(options: Sequence[str]) -> bool:
    """Build once and return whether it was good; what is wrong is said on the terminal."""
    signals.all_generators_finalized.connect(keep)
    try:
        site.main(options)
    except SystemExit as end:
        return not end.code
    return True


def answer(post: Path, output: Path) -> Answer:
    """Show a saved post as well as can be done without a build."""
    try:
        return Answer(shown=any(one.show(post, output) for one in known))
    except OpedError as error:
        return Answer(trouble=str(error))
    except OSError:
        return LATER  # it is being moved or the disk is full: the build will tell


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, say how it went, and answer until nobody asks any more."""
    parser = argparse.ArgumentParser(prog="oped.serve.build", description=__doc__)
    parser.add_argument("--channel", type=int, required=True, help="a pipe's number")
    parser.add_argument("--site", type=Path, required=True, help="where pages of saved posts are put")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="of oped.site")
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the preview's, which then ends us
    with Connection(asked.channel) as channel:
        channel.send(build(asked.options[1:]))
        try:
            while True:
                channel.send(answer(channel.recv(), asked.site))
        except (EOFError, OSError):
            sys.exit(0)


if __name__ == "__main__":
    main()
