"""Remakes the contact sheet of every page kind and the few pictures that the README shows."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image

from oped.errors import OpedError
from oped.screenshots.kinds import NAMES
from oped.screenshots.sheet import save, sheet
from oped.screenshots.shoot import WIDTHS, shoot

SHOWN = {
    ("home", 1280, "light"): "home.png",
    ("article", 1280, "light"): "article.png",
    ("regions", 768, "dark"): "regions-dark.png",
    ("article", 360, "light"): "article-phone.png",
    ("search", 360, "dark"): "search-phone-dark.png",
}
"""What the README shows, of each its first screen."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m oped.screenshots", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("output"), help="the built site")
    parser.add_argument("--folder", type=Path, default=Path("docs/screenshots"), help="where the pictures go")
    options = parser.parse_args(arguments)
    try:
        shots = list(shoot(options.site, NAMES))
    except OpedError as error:
        print(error, file=sys.stderr)
        return 1
    save(sheet(shots), options.folder / "contact-sheet.png", colours=24)
    for shot in shots:
        if name := SHOWN.get((shot.kind, shot.width, shot.scheme)):
            first = Image.open(io.BytesIO(shot.png)).crop((0, 0, shot.width, WIDTHS[shot.width]))
            save(first, options.folder / name, colours=64)
    print(f"{len(shots)} pictures of {len(NAMES)} page kinds on {options.folder / 'contact-sheet.png'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
