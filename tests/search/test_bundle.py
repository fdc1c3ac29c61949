"""The page's modules joined into few files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import SCRIPTS
from oped.errors import BuildError
from oped.search.bundle import bundle, bundles


def test_what_is_loaded_later_stays_apart() -> None:
    """The two entries, and what they load only when it is wanted."""
    assert {name for name, _ in bundles(SCRIPTS)} == {
        "page.js", "worker.js", "panel.js", "narrowing.js", "phrases.js", "spelling.js", "download.js",
    }  # fmt: skip


def test_nothing_is_left_to_import(tmp_path: Path) -> None:
    """Each joined file is a whole module that Node can parse."""
    for name, script in bundles(SCRIPTS):
        assert "\nimport {" not in script
        path = tmp_path / name.replace(".js", ".mjs")
        path.write_text(script, encoding="utf-8")
        subprocess.run(["node", "--check", str(path)], check=True)


def test_joined_modules_do_what_they_did(tmp_path: Path) -> None:
    """Names of one module do not reach another; values do."""
    lines = [
        "// A remark.",
        'import { twice } from "./b.js";',
        "const one = 1;",
        "export function two() {",
        "  return twice(one);",
        "}",
    ]
    (tmp_path / "a.js").write_text("\n".join(lines) + "\n")
    (tmp_path / "b.js").write_text("const one = 2;\n\nexport const twice = (n) => n * one;\n")
    joined = bundle(tmp_path, "a.js")
    assert "remark" not in joined
    program = f"{joined}console.log(two());"
    done = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"


def test_an_import_of_another_form_stops_the_build(tmp_path: Path) -> None:
    """What cannot be joined is named, not silently left out."""
    (tmp_path / "a.js").write_text('import * as b from "./b.js";\n')
    with pytest.raises(BuildError, match=r"a\.js: a script imports or exports in a way that cannot be joined"):
        bundle(tmp_path, "a.js")
