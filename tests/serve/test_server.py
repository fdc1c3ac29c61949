"""The preview's server, asked as a browser asks."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from oped.serve.server import Changes, Server, listen

PAGE = "<!doctype html><title>Ünder</title><body><p>Text with </body> in it</p></body></html>"
SITE = {"index.html": PAGE, "a/index.html": "no body", "404.html": "<body>lost</body>", "d.json": "{}"}


@pytest.fixture
def changes() -> Changes:
    """Return the state of a site that was built once."""
    return Changes()


@pytest.fixture
def server(tmp_path: Path, changes: Changes) -> Iterator[Server]:
    """Serve a small site."""
    for name, text in SITE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with listen(tmp_path, changes, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def get(server: Server, path: str, method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
    """Return the answer to one request and its text."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


def test_a_page_comes_with_the_script_and_the_file_without(server: Server, changes: Changes, tmp_path: Path) -> None:
    """The script's tag is put before the last `</body>`, names the build, and never reaches the disk."""
    response, text = get(server, "/?q=1")
    tag = f'<script src="/-live.js?seen={changes.number}" defer></script>'
    assert text == PAGE.replace("</p></body>", f"</p>{tag}</body>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == PAGE


def test_other_files_come_as_they_are(server: Server) -> None:
    """Data is not touched, and a page without `</body>` gets its tag at the end."""
    response, text = get(server, "/d.json")
    assert (response.headers["Content-Type"], text) == ("application/json", "{}")
    assert get(server, "/a/")[1].startswith("no body<script")


def test_addresses_behave_as_on_a_static_host(server: Server) -> None:
    """A folder without its slash is redirected, a lost address gives the 404 page, and nothing outside is given."""
    assert get(server, "/a")[0].status == 301
    response, text = get(server, "/nowhere/")
    assert (response.status, text.startswith("<body>lost<script")) == (404, True)
    assert get(server, "/../../../../etc/passwd")[0].status == 404
    assert get(server, "/%2e%2e/%2e%2e/etc/passwd")[0].status == 404


def events(server: Server, seen: object, count: int) -> list[str]:
    """Listen as a page of build `seen` does, and return the names of the first `count` events."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(f"GET /-live?seen={seen} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with connection.makefile(encoding="utf-8") as lines:
            names = (line.strip().removeprefix("event: ") for line in lines if line.startswith("event: "))
            return [next(names) for _ in range(count)]


def test_a_page_hears_of_builds_good_and_bad(server: Server, changes: Changes) -> None:
    """A page that waits is told once for each build, and whether it gave a new site."""
    heard: list[str] = []
    page = threading.Thread(target=lambda: heard.extend(events(server, changes.number, 1)))
    page.start()
    changes.announce(good=False)
    page.join(10)
    assert heard == ["bad"]


def test_a_page_hears_of_a_build_that_ended_before_it_listened(server: Server, changes: Changes) -> None:
    """Between a page's answer and its first word to us a build may end: the page learns of it all the same."""
    seen = changes.number
    changes.announce(good=True)
    assert events(server, seen, 1) == ["new"]


def test_a_page_from_before_a_restart_is_reloaded(server: Server) -> None:
    """A number of another server's life is not the present one."""
    assert events(server, 17, 1) == ["new"]


def test_a_port_that_is_taken_is_passed_over(tmp_path: Path) -> None:
    """The next free port is used, so that two previews can run; only this machine can ask."""
    with listen(tmp_path, Changes(), 0) as first, listen(tmp_path, Changes(), first.server_port) as second:
        assert first.server_port < second.server_port
        assert second.server_address[0] == "127.0.0.1"
