"""The service worker, switched on: what was read can be read and searched again without a line."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))  # the pieces of the search's own tests

from published import build_archive, results

expect.set_options(timeout=20_000)  # a busy machine is no failure


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Line:
    """A server that can be cut off and come back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        """Serve."""
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Quiet, directory=str(self.folder)))
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def cut(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        """Return the site's address; browsers take this host for a safe one without https."""
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def line(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Iterator[Line]:
    """Return a server for an archive that is built with `OFFLINE`."""
    place = built_once("offline", lambda folder: build_archive(folder, OFFLINE=True))
    served = Line(place / "output")
    yield served
    served.cut()


def kept(page: Page, path: str) -> None:
    """Wait until the worker keeps an address."""
    assert page.evaluate(
        """async (path) => {  // not wait_for_function: looking a second time, it needs what our policy forbids
            for (let turn = 0; turn < 600; turn++) {
                if (await caches.match(new URL(path, location.href).href)) return true;
                await new Promise((done) => setTimeout(done, 50));
            }
        }""",
        path,
    )


def visit(page: Page, address: str) -> None:
    """Open a page without a line; once more where Chromium, short of time, gave its worker up."""
    try:
        page.goto(address)
    except Error:
        page.goto(address)


def test_a_read_page_and_a_search_come_back_without_a_line(page: Page, line: Line) -> None:
    """The very first page read is there again, and so are a search's results and the piece they lead to."""
    page.goto(f"{line.address}/articles/piece-4/")
    kept(page, "/articles/piece-4/")
    page.goto(f"{line.address}/search/?q=maize")
    assert results(page) == ["The price of maize"]
    kept(page, "/search/")
    kept(page, "/search/manifest.bin")
    kept(page, "/search/worker.js")
    kept(page, "/theme/site.css")
    line.cut()
    try:
        visit(page, f"{line.address}/articles/piece-4/")
        expect(page.locator("h1")).to_have_text("The price of maize")
        assert page.evaluate("getComputedStyle(document.body).fontFamily.includes('serif')")
        visit(page, f"{line.address}/search/?q=maize")
        assert results(page) == ["The price of maize"]
        visit(page, f"{line.address}/search/?q=zelenskiy")
        expect(page.get_by_role("status")).to_contain_text("The search did not work: the network did not answer")
    finally:
        line.start()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".hit")).to_have_count(2)


def test_with_a_line_nobody_reads_an_old_page(page: Page, line: Line, tmp_path: Path) -> None:
    """A page that changed on the host is shown as it is there now, even one so old that browsers would not ask."""
    built = shutil.copytree(line.folder, tmp_path / "built")
    os.utime(built / "articles" / "piece-4" / "index.html", (0, 0))
    line.cut()
    line.folder = built
    line.start()
    page.goto(f"{line.address}/articles/piece-4/")
    kept(page, "/articles/piece-4/")
    (built / "articles" / "piece-4" / "index.html").write_text(
        "<!doctype html><title>New</title><h1>Changed since</h1>"
    )
    page.goto(f"{line.address}/articles/piece-4/")
    expect(page.locator("h1")).to_have_text("Changed since")


def test_off_by_default(page: Page, sample_site: Path, serve: Callable[[Path], str]) -> None:
    """Without the setting there is no worker, and no page asks for one."""
    assert not (sample_site / "offline.js").exists()
    page.goto(serve(sample_site))
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
