"""The rooms of the house import one another only as DESIGN.md draws it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "oped"
WORDS = {"model", "errors", "slugs", "post", "files", "progress", "standing", "cores"}
ARROWS = {
    "vocabulary": {"vocabulary"} | WORDS,
    "tagging": {"tagging", "vocabulary"} | WORDS,
    "convert": {"convert", "tagging", "vocabulary"} | WORDS,
    "review": {"review", "convert", "tagging", "vocabulary"} | WORDS,
    "site": {"site", "vocabulary"} | WORDS,
    "hubs": {"hubs", "site", "convert", "tagging", "vocabulary"} | WORDS,
    "search": {"search", "hubs", "site", "vocabulary"} | WORDS,
    "rebuild": {"rebuild"} | WORDS,
    "chores": {"chores"} | WORDS,
    "serve": {"serve", "chores", "hubs", "site"} | WORDS,
    "screenshots": {"screenshots", "bootstrap"} | WORDS,
    **dict.fromkeys(WORDS, WORDS),
    "bootstrap": set(),
}
PELICAN_ROOMS = {"site", "hubs", "search", "rebuild", "serve"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    """Return the room a module stands in: its folder, or its own name at the top."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the full names of all modules that a file imports; those for type checkers alone do not count."""
    names = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    branches = (node for node in ast.walk(tree) if isinstance(node, ast.If))
    for_types = [node for node in branches if ast.unparse(node.test) == "TYPE_CHECKING"]
    only_named = {inner for node in for_types for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in only_named:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: imports are written whole"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_one_way(path: Path) -> None:
    """A module imports only rooms that its own may know, and Pelican only where posts have become a site."""
    names = imported(path)
    rooms = {name.split(".")[1] for name in names if name.startswith("oped.")}
    assert room(path) in ARROWS, f"the room {room(path)} is not on the plan: add it to DESIGN.md and here"
    assert rooms <= ARROWS[room(path)] | {room(path)}
    if room(path) not in PELICAN_ROOMS:
        assert not {name for name in names if name.split(".")[0] == "pelican"}
