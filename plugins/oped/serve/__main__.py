"""`python -m oped.serve`: convert, build, serve, and do it again whenever a page, a post or the theme is saved."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oped.chores import commands
from oped.chores.commands import HOUSE
from oped.serve.server import Changes, listen
from oped.serve.watching import is_older, saved


@dataclass
class Preview:
    """The folders of one preview, and when its last build began (the clock's nanoseconds)."""

    raw: Path
    posts: Path
    output: Path
    began: int = 0

    def refresh(self, convert: bool) -> bool:
        """Convert if told to, and build; return whether there is a new site. Both say on the terminal what is wrong."""
        if convert:
            commands.run(commands.convert(self.raw, self.posts))  # a bad page is named, the others are shown
        self.began = time.time_ns()
        return commands.run_all([commands.check(self.posts), commands.build(self.raw, self.posts, self.output)]) == 0

    def follow(self, changes: Changes) -> None:
        """Refresh on every saved change, for ever."""
        folders = [self.raw, self.posts, *(HOUSE / part for part in ("content", "theme", "plugins", "pelicanconf.py"))]
        for files in saved(dict.fromkeys(folders), [self.output]):
            if news := {file for file in files if not self.has_built(file)}:
                new_pages = any(file.is_relative_to(self.raw) for file in news)
                changes.announce(good=self.refresh(convert=new_pages))

    def has_built(self, file: Path) -> bool:
        """Tell whether `file` is a post that the conversion wrote just before the last build."""
        return file.is_relative_to(self.posts) and is_older(file, self.began)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="oped.serve", description=__doc__)
    parser.add_argument("--raw", type=Path, default=HOUSE / "content" / "raw", help="folder of raw pages")
    parser.add_argument("--posts", type=Path, default=HOUSE / "content" / "posts", help="folder of posts")
    parser.add_argument("--output", type=Path, default=HOUSE / "output", help="folder of the built site")
    parser.add_argument("--port", type=int, default=8000, help="port wished for; the next free one is taken")
    options = parser.parse_args(arguments)
    preview = Preview(*(path.resolve() for path in (options.raw, options.posts, options.output)))
    if not preview.raw.is_dir():
        print(
            f"serve: {preview.raw}: there is no such folder: name the folder of raw pages with --raw", file=sys.stderr
        )
        return 1
    preview.posts.mkdir(parents=True, exist_ok=True)
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell starts what runs in its background deaf to Ctrl-C
        signal.signal(ending, signal.default_int_handler)
    try:
        good = preview.refresh(convert=True)
        if not good and not (preview.output / "index.html").exists():
            return 1
        changes = Changes()
        with listen(preview.output, changes, options.port) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            trouble = "" if good else "This is the last good site: the build just now failed, see above.\n"
            print(f"\n{trouble}Reading at http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)\n", flush=True)
            preview.follow(changes)
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
