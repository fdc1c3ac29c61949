"""`python -m oped.serve`: convert, build, serve, and do it again whenever a page, a post or the theme is saved."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from watchfiles import watch

from oped.chores import commands
from oped.chores.commands import HOUSE
from oped.serve.server import Changes, listen

ENDINGS = (".txt", ".html", ".htm", ".jsonl", ".gz", ".toml", ".md", ".tsv", ".css", ".js", ".json", ".py", ".po")


def wanted(_: object, path: str) -> bool:
    """Tell whether a changed file can change the site."""
    return path.endswith(ENDINGS) and "/.cache/" not in path and not path.endswith("ledger.jsonl")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="oped.serve", description=__doc__)
    parser.add_argument("--raw", type=Path, default=HOUSE / "content" / "raw", help="folder of raw pages")
    parser.add_argument("--posts", type=Path, default=HOUSE / "content" / "posts", help="folder of posts")
    parser.add_argument("--output", type=Path, default=HOUSE / "output", help="folder of the built site")
    parser.add_argument("--port", type=int, default=8000, help="port wished for; the next free one is taken")
    options = parser.parse_args(arguments)
    raw, posts, output = (path.resolve() for path in (options.raw, options.posts, options.output))

    posts.mkdir(parents=True, exist_ok=True)
    convert, build = commands.convert(raw, posts), commands.build(raw, posts, output)
    commands.run(convert)  # a bad page is named, the others are shown
    if commands.run(build) and not (output / "index.html").exists():
        return 1
    changes = Changes()
    with listen(output, changes, options.port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"\nReading at http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)\n", flush=True)
        watched = [raw, posts, *(HOUSE / part for part in ("content", "theme", "plugins", "pelicanconf.py"))]
        for batch in watch(*dict.fromkeys(watched), watch_filter=wanted, raise_interrupt=False):
            new_pages = any(Path(path).is_relative_to(raw) for _, path in batch)
            if new_pages:
                commands.run(convert)
            if not commands.run(build):
                changes.announce()
    return 0


if __name__ == "__main__":
    sys.exit(main())
