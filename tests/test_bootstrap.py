"""Setting up a machine: what is there already, and what is to be had where."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from oped import bootstrap

HOUSE = Path(__file__).resolve().parents[1]
LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt", "requirements-bench.txt")


def program(folder: Path, name: str, says: str = "") -> Path:
    """Put a program into `folder` that prints `says`."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder on the path of a machine that has nothing else."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setattr(bootstrap, "BIN", tmp_path / "venv" / "bin")
    monkeypatch.setattr(bootstrap, "MAC_BROWSERS", ())
    return tmp_path / "bin"


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v20.19.0", True), ("v24.1.0", True), ("v20.18.3", False), ("v18.20.4", False), ("nonsense", False)],
)
def test_an_old_node_is_not_used(machine: Path, version: str, enough: bool) -> None:
    """Only a Node that is new enough, with npm beside it, spares the one from PyPI."""
    program(machine, "node", version)
    assert not bootstrap.node_is_enough(), "npm is missing"
    program(machine, "npm")
    assert bootstrap.node_is_enough() is enough


def test_a_browser_is_found_by_any_of_its_names(machine: Path) -> None:
    """Chromium has a name on every system; without one nothing is found."""
    assert bootstrap.find_browser() is None
    chrome = program(machine, "google-chrome")
    assert bootstrap.find_browser() == str(chrome)
    chromium = program(machine, "chromium")
    assert bootstrap.find_browser() == str(chromium)


def test_a_browser_that_playwright_brought_is_found(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its newest download counts, in its own cache or in the folder that the person chose."""
    for place in (machine.parent / "home" / ".cache" / "ms-playwright", machine.parent / "chosen"):
        for build in ("chromium-1100", "chromium-1200"):
            (place / build / "chrome-linux").mkdir(parents=True)
            (place / build / "chrome-linux" / "chrome").touch()
    assert "home/.cache/ms-playwright/chromium-1200" in str(bootstrap.find_browser())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(machine.parent / "chosen"))
    assert "chromium-1200" in str(bootstrap.find_browser())


@pytest.mark.usefixtures("machine")
def test_no_browser_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none can be had, the set-up ends with status 1 and says what to install."""
    commands: list[object] = []
    monkeypatch.setattr(bootstrap, "run", lambda command, *_: commands.append(command))
    with pytest.raises(SystemExit, match="no Chromium could be set up: install Chromium or Google Chrome"):
        bootstrap.provide_browser()
    assert commands == [[str(bootstrap.BIN / "playwright"), "install", "chromium"]]


def test_a_failing_apt_leaves_playwright(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system with apt and without the package gets the browser's own download."""
    program(machine, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    def run(command: list[str], *_: object) -> None:
        if command[0] == "apt-get":
            raise SystemExit("setting up failed")
        program(machine, "chromium")

    monkeypatch.setattr(bootstrap, "run", run)
    bootstrap.provide_browser()
    assert bootstrap.find_browser()


def test_what_some_tests_want_is_wished_for_not_demanded(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what is missing is installed, by root alone; elsewhere the set-up says what is left out and goes on."""
    program(machine, "apt-get")
    program(machine, "firefox")
    commands: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run", lambda command, *_: commands.append(command))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    bootstrap.provide_for_some_tests()
    assert "sudo apt-get install webkit2gtk-driver xvfb rsync" in capsys.readouterr().out
    assert commands == []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.provide_for_some_tests()
    assert commands[-1][-3:] == ["webkit2gtk-driver", "xvfb", "rsync"]
    commands.clear()
    program(machine, "WebKitWebDriver")
    program(machine, "rsync")
    bootstrap.provide_for_some_tests()
    assert commands == []


def test_a_stamp_holds_for_one_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was set up is known by the content of its list, not by times: a clone changes those."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    listed = tmp_path / "list.txt"
    listed.write_text("a==1", encoding="utf-8")
    assert not bootstrap.is_done(listed)
    bootstrap.done(listed)
    os.utime(listed, ns=(1, 1))
    assert bootstrap.is_done(listed)
    listed.write_text("a==2", encoding="utf-8")
    assert not bootstrap.is_done(listed)


def test_an_old_python_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below 3.11 the set-up ends at once and says how to name another Python."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(SystemExit, match=r"^Python 3\.11 or newer is needed, not .*: name another with `make PYTHON="):
        bootstrap.main("runtime")


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_hashed_and_name_no_registry(name: str) -> None:
    """Each package has its version and hashes; where it comes from is the machine's own matter."""
    text = (HOUSE / name).read_text(encoding="utf-8")
    entries = re.findall(r"^([A-Za-z0-9._-]+)==\S+[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n?)+)", text, re.M)
    assert len(entries) == len(re.findall(r"^[A-Za-z0-9]", text, re.M))
    assert "://" not in text
    assert "index-url" not in text


def test_npm_lock_is_hashed_whole_and_names_no_registry() -> None:
    """Each package has its hash, none its address, and every optional package that one names is in the list."""
    text = (HOUSE / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert '"resolved"' not in text
    for name, entry in packages.items():
        missing = {part for part in entry.get("optionalDependencies", {}) if f"node_modules/{part}" not in packages}
        assert not missing, f"`npm ci` refuses the lock file: {name} lacks {missing}"


def test_lists_agree_with_the_project() -> None:
    """Every dependency that `pyproject.toml` and `package.json` name is locked."""
    project = (HOUSE / "pyproject.toml").read_text(encoding="utf-8")
    (wanted,) = re.findall(r"^dependencies = \[(.*?)\]", project, re.M | re.S)
    locked = (HOUSE / "requirements.txt").read_text(encoding="utf-8").lower()
    for name in re.findall(r'"([A-Za-z0-9_-]+)"', wanted):
        assert f"\n{name.lower()}==" in f"\n{locked}"
    packages = json.loads((HOUSE / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((HOUSE / "package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    assert lock["dependencies"] == packages["dependencies"]
    assert lock["devDependencies"] == packages["devDependencies"]
