"""The page's modules joined into few files: a train's connection pays for every request and every comment.

Our modules keep to a plain grammar (`import { a } from "./b.js";` at the top, `export` before a declaration, no text
over several lines), so that joining them takes no tool; remarks and needless white space are then left out by rjsmin,
which changes nothing else. Each becomes a function of its own and keeps its names to
itself; what a module loads by `import("./b.js")` stays a file of its own, with copies of what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import rjsmin

from oped.errors import BuildError

ENTRIES = ("page.js", "worker.js")
"""What a browser loads first; what these load later is found in them."""

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.M)
EXPORT = re.compile(r"^export ((?:async function|function|class|const) (\w+))", re.M)
LATER = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
OTHER = re.compile(r"^(?:import|export)\b.*", re.M)


def bundles(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield `(file name, script)` for the entries and for all that is loaded later.

    Raises BuildError when a module imports or exports in another way than the plain one.
    """
    waiting, done = list(ENTRIES), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in done:
            done.add(name)
            script = bundle(folder, name)
            yield name, script
            waiting += LATER.findall(script)


def bundle(folder: Path, entry: str) -> str:
    """Return one script that holds `entry` and everything it imports."""
    order: list[str] = []
    _visit(folder, entry, order)
    modules = [_module(folder / name) for name in order]
    names = EXPORT.findall((folder / entry).read_text(encoding="utf-8"))
    out = f"export const {{ {', '.join(name for _, name in names)} }} = {_name(entry)};\n" if names else ""
    return str(rjsmin.jsmin("".join(modules) + out))


def _visit(folder: Path, name: str, order: list[str]) -> None:
    for _, wanted in IMPORT.findall((folder / name).read_text(encoding="utf-8")):
        if wanted not in order:
            _visit(folder, wanted, order)
    if name not in order:
        order.append(name)


def _module(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    exported = ", ".join(name for _, name in EXPORT.findall(text))
    text = IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_name(found[2])};\n", text)
    text = EXPORT.sub(r"\1", text)
    if odd := OTHER.search(text):
        raise BuildError("a script imports or exports in a way that cannot be joined", file=path, value=odd.group())
    return f"const {_name(path.name)} = (() => {{\n{text}return {{ {exported} }};\n}})();\n"


def _name(file: str) -> str:
    return "$" + file.removesuffix(".js").replace("-", "_")
