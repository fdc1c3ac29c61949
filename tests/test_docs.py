"""The documents name every task and setting, and nothing that does not exist."""

from __future__ import annotations

import importlib.util
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from oped.site import settings

HOUSE = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "DESIGN.md", "CHANGELOG.md")
README = (HOUSE / "README.md").read_text(encoding="utf-8")


def tasks() -> dict[str, str]:
    """Return each task's name with its line of help, as `inv --list` shows them."""
    command = [sys.executable, "-m", "invoke", "--list", "--list-format=json"]
    said = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    return {task["name"]: task["help"] for task in json.loads(said)["tasks"]}


def test_every_task_has_help_and_stands_in_the_readme() -> None:
    """A task nobody can find does not exist for the editor."""
    asked = {"convert", "inspect", "build", "serve", "publish", "test", "lint", "evaluate", "bench", "review", "clean"}
    assert asked <= tasks().keys()
    for name, text in tasks().items():
        assert text, f"the task {name} has no line of help"
        assert f"inv {name}" in README, f"README.md does not name `inv {name}`"


def test_every_task_of_the_readme_exists() -> None:
    """The documents promise no task that is not there."""
    for document in DOCUMENTS:
        named = set(re.findall(r"`(?:\.venv/bin/)?inv ([a-z][a-z-]*)", (HOUSE / document).read_text(encoding="utf-8")))
        assert named <= set(tasks())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_point_at_what_is_there(name: str) -> None:
    """Every file and picture that a document points at exists."""
    text = (HOUSE / name).read_text(encoding="utf-8")
    targets = {*re.findall(r"\]\(([^)#:]+)\)", text), *re.findall(r'src="([^":]+)"', text)}
    if name == "CONTRIBUTING.md":
        targets |= set(re.findall(r"`((?:plugins|theme|tests)/[\w./-]+)`", text))
    assert not {target for target in targets if not (HOUSE / target).exists()}


def test_every_setting_is_explained_where_it_is_defined() -> None:
    """Each setting of ours has its meaning in the line above it, or shares the comment of those it stands with."""
    lines = inspect.getsource(settings).split("\n")
    for name in settings.DEFAULTS:
        at = next(number for number, line in enumerate(lines) if line.startswith(f'    "{name}":'))
        while re.match(r'    "[A-Z_]+":', lines[at]):
            at -= 1
        assert lines[at].strip().startswith(("#", "}")), f"{name} is not explained"


def test_settings_file_can_be_read_alone() -> None:
    """`pelicanconf.py` holds data only: reading it does nothing else."""
    spec = importlib.util.spec_from_file_location("settings", HOUSE / "pelicanconf.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PLUGINS[-1] == "oped.rebuild", "publishing comes after every check"
