"""Where figures are kept: files of `docs/figures`, and the README's block between two marks. No hand writes there."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

HOUSE = Path(__file__).parents[2]
FOLDER = HOUSE / "docs" / "figures"
BEGIN, END = "<!-- figures: {} -->", "<!-- end of figures -->"


def keep(documents: Mapping[str, str], folder: Path = FOLDER, readme: Path = HOUSE / "README.md") -> None:
    """Write documents into `folder`; a Markdown one goes into its block of the README too, its picture below."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    whole = readme.read_text(encoding="utf-8")
    for name, text in documents.items():
        if name.endswith(".md"):
            picture = f"{Path(name).stem}.svg"
            shown = f"\n![Figures as a plot](docs/figures/{picture})\n" if picture in documents else ""
            whole = filled(whole, Path(name).stem, f"{text}{shown}")
    readme.write_text(whole, encoding="utf-8")


def filled(readme: str, block: str, text: str) -> str:
    r"""Return a README with a block's content exchanged; unchanged where it has no such block.

    >>> print(filled("a\n<!-- figures: x -->\nold\n<!-- end of figures -->\nb", "x", "new\n"))
    a
    <!-- figures: x -->
    <BLANKLINE>
    new
    <BLANKLINE>
    <!-- end of figures -->
    b
    """
    begin = BEGIN.format(block)
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n\n{text}\n{END}", readme)


def machine() -> str:
    """Return when and where figures were taken, in words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    day = datetime.now(UTC).strftime("%-d %B %Y")
    system = f"{platform.system()} on {cores} cores ({platform.machine()})"
    return f"Taken on {day}, {system}, Python {platform.python_version()}."
