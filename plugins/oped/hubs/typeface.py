"""The face that card images are set in: Source Serif 4 (SIL Open Font Licence), as npm's Fontsource packs it.

The package divides a face into files by script (`latin`, `latin-ext`, `cyrillic`, `greek`, `vietnamese`) and says in
`unicode.json` which characters each file has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from oped.errors import BuildError

PACKAGE = "@fontsource-variable/source-serif-4"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
REGULAR, MEDIUM = 400, 500
EMPTY = re.compile(r"[(\[（「]\s*[)\]）」]")
"""Brackets whose words the face could not set."""


class Glyph(NamedTuple):
    """A character drawn: its picture, the pixels from the pen to that picture's left and top, and to the next pen."""

    picture: Image.Image | None
    left: int
    top: int
    advance: int


@dataclass(frozen=True, slots=True)
class Face:
    """One size and weight of the face. Make it with `face()`."""

    size: int
    _fonts: dict[str, ImageFont.FreeTypeFont]
    _scripts: dict[str, str]
    _glyphs: dict[str, Glyph] = field(default_factory=dict)

    def settable(self, text: str) -> str:
        """Return `text` without the characters that the face lacks, and without brackets left empty by that."""
        kept = "".join(character for character in text if self._scripts.get(character) or character.isspace())
        return " ".join(EMPTY.sub("", kept).split())

    def length(self, text: str) -> int:
        """Return the width of `text` in pixels."""
        return sum(self._glyph(character).advance for character in text)

    def draw(self, canvas: ImageDraw.ImageDraw, x: int, y: int, text: str, ink: int = 255) -> None:
        """Draw `text` with its base line at `y`, in shades up to `ink`."""
        for character in text:
            picture, left, top, advance = self._glyph(character)
            if picture:
                canvas.bitmap((x + left, y + top), picture, fill=ink)
            x += advance

    def wrap(self, text: str, width: int) -> list[str]:
        """Return `text` in lines no wider than `width`; a word too long for a line is cut."""
        lines: list[str] = []
        room, blank = -1, self.length(" ")
        for word in text.split():
            room -= blank + self.length(word)
            if room >= 0:
                lines[-1] += f" {word}"
            else:
                lines.append(self.cut(word, width))
                room = width - self.length(lines[-1])
        return lines

    def cut(self, text: str, width: int) -> str:
        """Return as much of `text` as fits in `width`, with an ellipsis where something is left out."""
        if self.length(text) <= width:
            return text
        while text and self.length(f"{text}…") > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _glyph(self, character: str) -> Glyph:
        """Return a character drawn. The face has no kerning, so a word is its characters side by side."""
        if character not in self._glyphs:
            self._glyphs[character] = self._drawn(character)
        return self._glyphs[character]

    def _drawn(self, character: str) -> Glyph:
        font = self._fonts[self._scripts.get(character, "latin")]
        around, base, advance = self.size, 2 * self.size, round(font.getlength(character))
        picture = Image.new("L", (advance + 2 * around, base + self.size))
        ImageDraw.Draw(picture).text((around, base), character, font=font, fill=255, anchor="ls")
        box = picture.getbbox()
        if box is None:
            return Glyph(None, 0, 0, advance)
        return Glyph(picture.crop(box), box[0] - around, box[1] - base, advance)


@lru_cache(maxsize=16)
def face(modules: Path, size: int, weight: int = REGULAR) -> Face:
    """Return the face from the folder `node_modules`. Raises BuildError when the package is not there."""
    folder = modules / PACKAGE
    try:
        ranges = json.loads((folder / "unicode.json").read_text("utf-8"))
        fonts = {script: _font(folder, script, size, weight) for script in SCRIPTS}
    except (OSError, ValueError) as error:
        raise BuildError(f"no face for card images: {error}", file=folder, remedy="run `npm ci`") from error
    return Face(size, fonts, _by_character(ranges))


def _font(folder: Path, script: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = folder / "files" / f"source-serif-4-{script}-wght-normal.woff2"
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _by_character(ranges: dict[str, str]) -> dict[str, str]:
    """Return the file that has each character; the first of `SCRIPTS` where several have it."""
    return {
        character: script
        for script in reversed(SCRIPTS)
        for part in ranges[script].split(",")
        for character in _characters(part.removeprefix("U+").split("-"))
    }


def _characters(ends: Sequence[str]) -> Iterator[str]:
    return (chr(code) for code in range(int(ends[0], 16), int(ends[-1], 16) + 1))
