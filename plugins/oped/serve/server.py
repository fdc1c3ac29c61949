"""A server for one reader: the built files as a static host would give them, and a word to the page when they change.

The published HTML holds nothing of this: the script's tag is put in on the way out.
"""

from __future__ import annotations

import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

SCRIPT_PATH = "/-live.js"
EVENTS_PATH = "/-live"
TAG = f'<script src="{SCRIPT_PATH}" defer></script>'.encode()
SCRIPT = f"""
const key = "scroll of " + location.pathname;
const kept = sessionStorage.getItem(key);
if (kept) {{ sessionStorage.removeItem(key); scrollTo(0, Number(kept)); }}
new EventSource("{EVENTS_PATH}").onmessage = () => {{
  sessionStorage.setItem(key, String(scrollY));
  location.reload();
}};
""".encode()
HEARTBEAT = 15.0
"""Seconds between signs of life, so that a closed page is noticed and its thread ends."""
PORTS = 20
"""How many ports after the wished one are tried."""


class Changes:
    """Counts the builds, and lets threads wait for the next one."""

    def __init__(self) -> None:
        """Start before the first build."""
        self._changed = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        """Tell every waiting page that there is something new."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """Return the count as soon as it is past `seen`, or after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > seen, seconds)
            return self._count

    @property
    def count(self) -> int:
        """How many builds were announced."""
        return self._count


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
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._give(with_tag(path.read_bytes()), "text/html; charset=utf-8")
        elif path.exists():
            super().do_GET()
        else:
            missing = Path(self.directory, "404.html")
            page = with_tag(missing.read_bytes()) if missing.is_file() else b"not found"
            self._give(page, "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    def _give(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = self.changes.count
        try:
            while True:
                count = self.changes.wait(seen, HEARTBEAT)
                self.wfile.write(b"data: new\n\n" if count > seen else b": still here\n\n")
                self.wfile.flush()
                seen = count
        except OSError:
            return  # the page was closed

    def end_headers(self) -> None:
        """Forbid caching: a preview shows what is there now."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the builds."""


def with_tag(page: bytes) -> bytes:
    """Return the page with the reloading script before its last `</body>`, or at its end."""
    before, closing, after = page.rpartition(b"</body>")
    return before + TAG + closing + after if closing else page + TAG


def listen(directory: Path, changes: Changes, port: int) -> ThreadingHTTPServer:
    """Return a server on 127.0.0.1 and `port`, or the next free one after it.

    Raises OSError when none of the `PORTS` tried is free.
    """
    handler = partial(Handler, changes=changes, directory=str(directory))
    for candidate in range(port, port + PORTS):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            if candidate == port + PORTS - 1:
                raise
    raise AssertionError("unreachable")
