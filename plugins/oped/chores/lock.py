"""`python -m oped.chores.lock`: the hashed lists of packages, made anew from `pyproject.toml` by uv and by npm.

uv lives in a folder that is thrown away afterwards. The lists hold for every Python and system that we support, and
name no registry: the machine's own settings of pip decide where packages come from.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from oped.chores.commands import HOUSE, run

FLAGS = "--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet"
LISTS = {"requirements.txt": [], "requirements-dev.txt": ["--extra", "dev"]}
ALONE = ("node", "bench")
"""Extras that few machines want, each locked in a list of its own: `requirements-EXTRA.txt`."""


def index() -> list[str]:
    """Return the option that tells uv where this machine's pip looks for packages, if it was told anything."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - ours
    return ["--default-index", said] if said else []


def requirements(extra: str) -> list[str]:
    """Return the packages of an extra."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[str] = project["project"]["optional-dependencies"][extra]
    return found


def main() -> int:
    """Make all lists anew and return 0, or the status of the first step that failed."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder, "bin")
        if status := run([str(programs / "pip"), "install", "--quiet", "uv"]):
            return status
        compiler = [str(programs / "uv"), "pip", "compile", *FLAGS.split(), *index()]
        for name, extras in LISTS.items():
            if status := run([*compiler, *extras, str(HOUSE / "pyproject.toml"), "-o", str(HOUSE / name)]):
                return status
        for extra in ALONE:
            wanted = Path(folder, f"{extra}.in")
            wanted.write_text("\n".join(requirements(extra)) + "\n", encoding="utf-8")
            if status := run([*compiler, str(wanted), "-o", str(HOUSE / f"requirements-{extra}.txt")]):
                return status
    npm = shutil.which("npm") or "npm"
    return run([npm, "install", "--package-lock-only", "--no-audit", "--no-fund", "--prefix", str(HOUSE)])


if __name__ == "__main__":
    sys.exit(main())
