"""Takes the pictures: a real browser, one server of its own for the built site."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import sync_playwright

from oped.bootstrap import find_browser
from oped.errors import BuildError
from oped.screenshots.kinds import address

WIDTHS = {360: 740, 768: 1024, 1280: 900}
"""Of the window, in pixels, with its height: a phone, a tablet, a desk."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Shot(NamedTuple):
    """One whole page: of which kind, how wide, in which scheme, as a PNG."""

    kind: str
    width: int
    scheme: str
    png: bytes


class Quiet(SimpleHTTPRequestHandler):
    """A server without a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a built site on this machine and give its address, without a closing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def shoot(site: Path, kinds: Iterable[str]) -> Iterator[Shot]:
    """Yield the whole page of each kind at each width in each scheme. Raises BuildError without a browser."""
    path = find_browser()
    if not path:
        raise BuildError("no Chromium on this machine", remedy="run `make test` once, which sets one up")
    with served(site) as home, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for kind in kinds:
            where = address(site, kind)
            for width, height in WIDTHS.items():
                for scheme in SCHEMES:
                    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                    page.goto(f"{home}/{where}")
                    yield Shot(kind, width, scheme, page.screenshot(full_page=True))
                    page.close()
        browser.close()
