"""Firefox and WebKit for the tests, as a system's own packages bring them, spoken to in the words of WebDriver.

Playwright drives only builds of its own. Firefox speaks Marionette: `LENGTH:[0, ID, COMMAND, VALUES]` on a socket.
WebKit has WebKitWebDriver: the same words over HTTP.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import pytest

START = 60
"""Seconds that a browser may take to begin to answer on a busy machine."""

GONE = 404
"""WebDriver's status for a session or window that is no more (section 6.6, "invalid session id")."""

FIREFOX = ("firefox", "firefox-esr")
WEBKIT = ("WebKitWebDriver",)
MINIBROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class Driver(Protocol):
    """One window of a browser."""

    def go(self, address: str) -> None:
        """Open an address and wait until it has loaded."""

    def run(self, script: str, *values: object) -> Any:
        """Run the body of a function and return what it returns, once its promise is kept."""


def installed(names: tuple[str, ...]) -> str | None:
    """Return the first of `names` that is on the path."""
    return next((path for name in names if (path := shutil.which(name))), None)


def screen() -> bool:
    """Tell whether a browser that needs a screen finds one, or the means to make one."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or shutil.which("xvfb-run"))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Firefox:
    """Firefox over Marionette."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._number = 0
        self._read()  # the greeting
        self._ask("WebDriver:NewSession", {})
        self._ask("WebDriver:SetTimeouts", {"script": START * 1000, "pageLoad": START * 1000})

    def go(self, address: str) -> None:
        """Open an address."""
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *values: object) -> Any:
        """Run a script."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": list(values)})["value"]

    def _ask(self, command: str, values: dict[str, object]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, values]).encode()
        self._line.sendall(f"{len(message)}:".encode() + message)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return result

    def _read(self) -> Any:
        head = b""
        while not head.endswith(b":"):
            head += self._line.recv(1)
        left, parts = int(head[:-1]), []
        while left:
            parts.append(self._line.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))


class WebKit:
    """WebKit over HTTP."""

    def __init__(self, root: str) -> None:
        self._root = root
        browser = next((str(path) for path in sorted(Path("/").glob(MINIBROWSER[1:]))), "")
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}} if browser else {}
        session = self._ask("session", {"capabilities": {"alwaysMatch": options}})
        self._root = f"{root}/session/{session['sessionId']}"
        self._ask("timeouts", {"script": START * 1000, "pageLoad": START * 1000})

    def go(self, address: str) -> None:
        """Open an address."""
        self._ask("url", {"url": address})

    def run(self, script: str, *values: object) -> Any:
        """Run a script."""
        return self._ask("execute/sync", {"script": script, "args": list(values)})

    def close(self) -> None:
        """End the session, and the browser with it."""
        request = urllib.request.Request(self._root, method="DELETE")  # noqa: S310 - our own driver
        with suppress(urllib.error.HTTPError):  # it has ended by itself
            urllib.request.urlopen(request, timeout=START).close()  # noqa: S310 - the same

    def _ask(self, command: str, values: dict[str, object]) -> Any:
        request = urllib.request.Request(f"{self._root}/{command}", json.dumps(values).encode())  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=START) as answer:  # noqa: S310 - the same
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = error.read().decode("utf-8", "replace")
            if error.code == GONE:
                pytest.skip(f"WebKit has ended its session: {told}")
            raise RuntimeError(told) from error


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Driver]:
    """Yield a Firefox with a fresh profile."""
    port = free_port()
    profile.mkdir()
    (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with closing(patiently(lambda: socket.create_connection(("127.0.0.1", port)))) as line:
                line.settimeout(START)
                yield Firefox(line)
        finally:
            process.terminate()


@contextmanager
def webkit(program: str) -> Iterator[Driver]:
    """Yield a WebKit, on a screen of its own where there is none."""
    port = free_port()
    before = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    command = [*before, program, f"--port={port}"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            patiently(lambda: socket.create_connection(("127.0.0.1", port))).close()
            driver = WebKit(f"http://127.0.0.1:{port}")
            try:
                yield driver
            finally:
                driver.close()
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # xvfb-run, and what it began


def patiently(connect: Any) -> Any:
    """Try to connect until the browser is there."""
    end = time.monotonic() + START
    while True:
        try:
            return connect()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
