"""A server for one reader: the built files as a static host would give them, and a word to the page when they change.

The published HTML holds nothing of this: the script's tag is put in on the way out.
"""

from __future__ import annotations

import json
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from oped.serve.changes import Changes, Look

SCRIPT_PATH = "/-live.js"
EVENTS_PATH = "/-live"
SCRIPT = (Path(__file__).parent / "live.js").read_bytes()
HEARTBEAT = 15.0
"""Seconds between signs of life, so that a closed page is noticed and its thread ends."""
PORTS = 20
"""How many ports from the wished one on are tried."""


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
        path = self._path(self.path)
        if path.suffix == ".html" and path.is_file():
            self._page(path)
        elif path.exists():
            super().do_GET()
        else:
            self._page(Path(self.directory, "404.html"), HTTPStatus.NOT_FOUND)

    def _path(self, address: str) -> Path:
        path = Path(self.translate_path(address))
        return path / "index.html" if path.is_dir() and urlsplit(address).path.endswith("/") else path

    def _page(self, file: Path, status: HTTPStatus = HTTPStatus.OK) -> None:
        number = self.changes.number  # before the page is read: what changes in between is then announced to it
        look = Look.at(Path(self.directory), file)
        page = file.read_bytes() if file.is_file() else b"<p>not found</p>"
        self._give(with_tag(page, number, look), "text/html; charset=utf-8", status)

    def _give(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        """Send an event for each change of what the page shows since it was given, and for trouble and its end."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        held = Look(asked.get("page", ""), asked.get("sheets", ""))
        seen = int(asked["seen"]) if asked.get("seen", "").isdecimal() else self.changes.number
        if self.changes.trouble and seen == self.changes.number:
            self._say("bad", self.changes.trouble)
        while True:
            number, trouble = self.changes.wait(seen, HEARTBEAT)
            if number == seen:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
                continue
            seen = number
            now = Look.at(Path(self.directory), self._path(asked.get("path", "/")))
            if now.page != held.page:
                self._say("new")
            elif now.sheets != held.sheets:
                self._say("sheets", now.sheets)
            self._say(*(("bad", trouble) if trouble else ("good", "")))
            held = now

    def _say(self, event: str, data: str = "") -> None:
        self.wfile.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

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


def with_tag(page: bytes, number: int, look: Look) -> bytes:
    """Return the page with the reloading script before its last `</body>`, or at its end.

    `number` and `look` tell the script what it has, and so what is new to it.
    """
    held = urlencode({"seen": number, "page": look.page, "sheets": look.sheets})
    tag = f'<script src="{SCRIPT_PATH}?{escape(held)}" defer></script>'.encode()
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
