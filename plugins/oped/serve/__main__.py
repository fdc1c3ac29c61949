"""`python -m oped.serve`: convert, build, serve, and show what is saved: a page, a post, the theme, the settings."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from oped.chores.commands import HOUSE
from oped.serve.preview import THEME, Preview
from oped.serve.server import listen


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="oped.serve", description=__doc__)
    parser.add_argument("--raw", type=Path, default=HOUSE / "content" / "raw", help="folder of raw pages")
    parser.add_argument("--posts", type=Path, default=HOUSE / "content" / "posts", help="folder of posts")
    parser.add_argument("--output", type=Path, default=HOUSE / "output", help="folder of the built site")
    parser.add_argument("--theme", type=Path, default=THEME, help="folder of the theme")
    parser.add_argument("--port", type=int, default=8000, help="port wished for; the next free one is taken")
    options = parser.parse_args(arguments)
    preview = Preview(*(path.resolve() for path in (options.raw, options.posts, options.output, options.theme)))
    if not preview.raw.is_dir():
        print(
            f"serve: {preview.raw}: there is no such folder: name the folder of raw pages with --raw", file=sys.stderr
        )
        return 1
    preview.posts.mkdir(parents=True, exist_ok=True)
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell starts what runs in its background deaf to Ctrl-C
        signal.signal(ending, signal.default_int_handler)
    try:
        batches = preview.watch()
        good = preview.refresh()
        if not good and not (preview.output / "index.html").exists():
            return 1
        with listen(preview.output, preview.changes, options.port) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            trouble = "" if good else "This is the last good site: the build just now failed, see above.\n"
            print(f"\n{trouble}Reading at http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)\n", flush=True)
            preview.follow(batches)
    except KeyboardInterrupt:
        print()
    finally:
        preview.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
