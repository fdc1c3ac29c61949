"""What many tests share: the sample archive built once, a server, a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from oped.bootstrap import find_browser
from oped.chores import commands
from oped.serve.changes import Changes
from oped.serve.server import Handler

HOUSE = Path(__file__).resolve().parents[1]
SHARED = HOUSE.parent / "shared"
SEED = SHARED / "data" / "seed"
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

collect_ignore = ["bench"]

os.environ.setdefault("SOURCE_DATE_EPOCH", "1795435200")
"""Noon of 23 November 2026: what a test converts does not depend on the day, nor on a midnight between two runs."""

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def convert_and_build(raw: Path, place: Path, settings_file: str = "pelicanconf.py") -> Path:
    """Run the whole road from `raw` in `place`, as the tasks do, and return the site's folder.

    The log of the build is kept beside it as `build.log`.
    """
    posts, output = place / "posts", place / "output"
    for name, command in (
        ("convert", commands.convert(raw, posts)),
        ("build", commands.build(raw, posts, output, settings_file)),
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        (place / f"{name}.log").write_text(done.stdout + done.stderr, encoding="utf-8")
        assert done.returncode == 0, f"{name} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return output


@pytest.fixture(scope="session")
def built_once(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return `make(name, build)`: a folder that `build(folder)` fills once for all workers of the run."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent

    def make(name: str, build: Callable[[Path], object]) -> Path:
        place = shared / f"built-{name}"
        with FileLock(shared / f"{name}.lock"):
            if not (place / ".whole").exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                build(place)
                (place / ".whole").touch()
        return place

    return make


@pytest.fixture(scope="session")
def sample_archive(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Return the folder with `posts`, `output` and both logs of the sample archive; read it, never write."""
    return built_once("sample", lambda place: convert_and_build(HOUSE / "content" / "raw", place))


@pytest.fixture(scope="session")
def sample_site(sample_archive: Path) -> Path:
    """Return the built sample archive; read it, never write."""
    return sample_archive / "output"


@pytest.fixture(scope="session")
def published_site(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Return the sample archive built for the world, with its public address; read it, never write."""
    raw = HOUSE / "content" / "raw"
    return built_once("published", lambda place: convert_and_build(raw, place, "publishconf.py")) / "output"


@pytest.fixture(scope="session")
def seed_archive(built_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Return the folder with `posts` and `output` of the seed page, alone in its archive."""
    if not SEED.is_dir():
        pytest.skip("../shared/data/seed is not here")

    def build(place: Path) -> None:
        (place / "raw").mkdir()
        for page in SEED.glob("*.txt"):
            shutil.copy(page, place / "raw")
        convert_and_build(place / "raw", place)

    return built_once("seed", build)


@pytest.fixture(scope="session")
def seed_site(seed_archive: Path) -> Path:
    """Return the site built from the seed page alone."""
    return seed_archive / "output"


class QuietServer(ThreadingHTTPServer):
    """Drops connections without a traceback when a browser closes them early."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


class StaticHandler(Handler):
    """Serves files exactly as they are built: no tag for reloading is put in."""

    def do_GET(self) -> None:
        """Answer with the file, or with 404.html."""
        path = Path(self.translate_path(self.path))
        if path.exists():
            super(Handler, self).do_GET()
        else:
            self.path = "/404.html"
            super(Handler, self).do_GET()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return `serve(folder)`: the address, without a closing slash, of a server for that folder."""
    servers: dict[Path, QuietServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            handler = partial(StaticHandler, changes=Changes(), directory=str(folder))
            servers[folder] = QuietServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a real Chromium; its absence is a failure, for then the site was not tried as readers do."""
    path = find_browser()
    assert path, "no Chromium on this machine: `make test` sets one up"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh reader: no cookies, no cache, a telephone's patience of ten seconds."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return one open tab of the fresh reader."""
    return context.new_page()


def python(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run this environment's Python and return what came of it."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, *arguments], capture_output=True, text=True, check=False, **options
    )
