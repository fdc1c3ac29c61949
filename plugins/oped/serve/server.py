"""A server for one reader: the built files as a static host would give them, and a word to the page when they change.

The published HTML holds nothing of this: the script's tag is put in on the way out.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SCRIPT_PATH = "/-live.js"
EVENTS_PATH = "/-live"
SCRIPT = (Path(__file__).parent / "live.js").read_bytes()
HEARTBEAT = 15.0
"""Seconds between signs of life, so that a closed page is noticed and its thread ends."""
PORTS = 20
"""How many ports from the wished one on are tried."""


class Changes:
    """The state of the site, numbered, and a way for threads to wait for the next one.

    Numbers start at the clock's time, so that a page kept open over a restart sees a number it does not know.
    """

    def __init__(self) -> None:
        """Start with a good build."""
        self._changed = threading.Condition()
        self.number = time.time_ns()
        self.good = True

    def announce(self, good: bool) -> None:
        """Tell every waiting page that a build has ended, and whether it gave a new site."""
        with self._changed:
            self.number += 1
            self.good = good
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> tuple[int, bool]:
        """Return number and goodness as soon as the number is not `seen`, or after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != seen, seconds)
            return self.number, self.good


class Handler(SimpleHTTPRequestHandler):
    """Gives files of the output folder; HTML gets the tag of the reloading script."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".atom": "application/atom+xml",
        ".json": "application/json",
        ".jsonl": "application/jsonl",
        ".gz": "application/octet-stream",
    }

    def __init__(self, *args: object, changes: Changes, directory: str) -> None:
        """Serve `directory` and listen to `changes`."""
        self.changes = changes
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        path = urlsplit(self.path).path
        if path == EVENTS_PATH:
            self._stream()
        elif path == SCRIPT_PATH:
            self._give(SCRIPT, "text/javascript")
        else:
            self._file()

    def _file(self) -> None:
        number = self.changes.number  # before the page is read: a build that ends in between is then announced to it
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._give(with_tag(path.read_bytes(), number), "text/html; charset=utf-8")
        elif path.exists():
            super().do_GET()
        else:
            missing = Path(self.directory, "404.html")
            page = missing.read_bytes() if missing.is_file() else b"<p>not found</p>"
            self._give(with_tag(page, number), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    def _give(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        """Send an event for every build that ends after the one that the page was made by."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        (asked,) = parse_qs(urlsplit(self.path).query).get("seen", [""])[:1]
        seen = int(asked) if asked.isascii() and asked.isdigit() else self.changes.number
        while True:
            number, good = self.changes.wait(seen, HEARTBEAT)
            event = b": still here\n\n" if number == seen else b"event: %s\ndata:\n\n" % (b"new" if good else b"bad")
            self.wfile.write(event)
            self.wfile.flush()
            seen = number

    def end_headers(self) -> None:
        """Forbid caching: a preview shows what is there now."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the builds."""


class Server(ThreadingHTTPServer):
    """Drops a connection that its page has closed, without a word."""

    def handle_error(self, *_: object) -> None:
        """Say nothing: readers leave."""


def with_tag(page: bytes, number: int) -> bytes:
    """Return the page with the reloading script before its last `</body>`, or at its end; `number` names its build."""
    tag = f'<script src="{SCRIPT_PATH}?seen={number}" defer></script>'.encode()
    before, closing, after = page.rpartition(b"</body>")
    return before + tag + closing + after if closing else page + tag


def listen(directory: Path, changes: Changes, port: int) -> Server:
    """Return a server on 127.0.0.1 and `port` (0: any), or the next free one after it.

    Raises OSError when none of the `PORTS` tried is free.
    """
    handler = partial(Handler, changes=changes, directory=str(directory))
    for candidate in range(port, port + PORTS - 1):
        try:
            return Server(("127.0.0.1", candidate), handler)
        except OSError:
            continue
    return Server(("127.0.0.1", port + PORTS - 1), handler)
