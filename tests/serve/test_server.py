"""The preview's server, asked as a browser asks."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from oped.serve.changes import Changes, Look
from oped.serve.server import Server, listen

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
    look = Look.at(tmp_path, tmp_path / "index.html")
    held = f"seen={changes.number}&amp;page={look.page}&amp;sheets={look.sheets}"
    assert text == PAGE.replace("</p></body>", f'</p><script src="/-live.js?{held}" defer></script></body>')
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


Event = tuple[str, object]


def events(server: Server, count: int, **held: object) -> list[Event]:
    """Listen as a page does that holds what `held` says, and return the first `count` events with their data."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(f"GET /-live?{urlencode(held)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with connection.makefile(encoding="utf-8") as lines:
            pairs = zip(*[(line.strip() for line in lines if line.startswith(("event:", "data:")))] * 2, strict=False)
            heard = ((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs)
            return [next(heard) for _ in range(count)]


def held(server: Server, changes: Changes, path: str = "/") -> dict[str, object]:
    """Return what a page that was given just now says of itself."""
    site = Path(server.RequestHandlerClass.keywords["directory"])  # type: ignore[attr-defined] # a partial
    look = Look.at(site, site / path.strip("/") / "index.html")
    return {"seen": changes.number, "page": look.page, "sheets": look.sheets, "path": path}


def heard_when(server: Server, count: int, what: Callable[[], None], **said: object) -> list[Event]:
    """Return the first events that a listening page hears when `what` happens."""
    heard: list[Event] = []
    page = threading.Thread(target=lambda: heard.extend(events(server, count, **said)))
    page.start()
    what()
    page.join(10)
    return heard


def test_a_page_is_loaded_anew_only_when_it_has_changed(server: Server, changes: Changes, tmp_path: Path) -> None:
    """A build that leaves a page as it was says so; one that changes it makes it load, with or without trouble."""
    assert heard_when(server, 1, changes.announce, **held(server, changes)) == [("good", "")]
    said = held(server, changes)
    (tmp_path / "index.html").write_text("<body>other", encoding="utf-8")
    assert heard_when(server, 2, lambda: changes.announce("x"), **said) == [("new", ""), ("bad", "x")]
    changes.announce()  # the trouble ends before the next page opens, which would else be told of it first
    assert heard_when(server, 1, changes.announce, **held(server, changes, "/a/")) == [("good", "")]


def test_new_sheets_are_put_on(server: Server, changes: Changes, tmp_path: Path) -> None:
    """When nothing but style sheets differ, the page is told their new hash; a script makes it load."""
    said = held(server, changes)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "base.css").write_text("p {}", encoding="utf-8")
    (event, look), _ = heard_when(server, 2, changes.announce, **said)
    assert (event, look) == ("sheets", Look.at(tmp_path, tmp_path / "index.html").sheets)
    said = held(server, changes)
    (tmp_path / "theme" / "main.js").write_text("1", encoding="utf-8")
    assert heard_when(server, 1, changes.announce, **said) == [("new", "")]


def test_a_page_hears_of_trouble_in_words(server: Server, changes: Changes) -> None:
    """What is wrong is told when it happens, and to a page that opens later; words of any kind arrive as they are."""
    wrong = "x.md:3: no “key”\nevent: new\n\n<b>"
    assert heard_when(server, 1, lambda: changes.announce(wrong), **held(server, changes)) == [("bad", wrong)]
    assert events(server, 1, **held(server, changes)) == [("bad", wrong)]


def test_a_page_hears_of_a_build_that_ended_before_it_listened(server: Server, changes: Changes) -> None:
    """Between a page's answer and its first word to us a build may end: the page learns of it all the same."""
    said = held(server, changes)
    changes.announce()
    assert events(server, 1, **{**said, "page": "of before"}) == [("new", "")]


def test_a_page_from_before_a_restart_is_compared(server: Server, changes: Changes) -> None:
    """A number of another server's life, or nonsense, is not the present one: what the page holds decides."""
    assert events(server, 1, **{**held(server, changes), "seen": 17}) == [("good", "")]
    assert events(server, 1, seen=17) == [("new", "")]
    changes.announce("wrong")
    assert events(server, 1, seen="²") == [("bad", "wrong")]


def test_a_port_that_is_taken_is_passed_over(tmp_path: Path) -> None:
    """The next free port is used, so that two previews can run; only this machine can ask."""
    with listen(tmp_path, Changes(), 0) as first, listen(tmp_path, Changes(), first.server_port) as second:
        assert first.server_port < second.server_port
        assert second.server_address[0] == "127.0.0.1"
