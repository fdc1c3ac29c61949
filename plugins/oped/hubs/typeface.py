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
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from oped.errors import BuildError

PACKAGE = "@fontsource-variable/source-serif-4"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
REGULAR, MEDIUM = 400, 500
EMPTY = re.compile(r"[(\[（「]\s*[)\]）」]")
"""Brackets whose words the face could not set."""


WORDS_KEPT = 4000
"""Pictures of words; some 2 kB each."""


class Word(NamedTuple):
    """A word drawn: its picture, the pixels from the pen to that picture's left and top, and to the next word."""

    picture: Image.Image
    left: int
    top: int
    width: int


@dataclass(frozen=True, slots=True)
class Face:
    """One size and weight of the face. Make it with `face()`."""

    size: int
    _fonts: dict[str, ImageFont.FreeTypeFont]
    _scripts: dict[str, str]
    _words: dict[str, Word] = field(default_factory=dict)

    def settable(self, text: str) -> str:
        """Return `text` without the characters that the face lacks, and without brackets left empty by that."""
        kept = "".join(character for character in text if self._scripts.get(character) or character.isspace())
        return " ".join(EMPTY.sub("", kept).split())

    def length(self, text: str) -> int:
        """Return the width of `text` in pixels."""
        words = text.split(" ")
        return sum(self._word(word).width for word in words) + (len(words) - 1) * self._word(" ").width

    def draw(self, canvas: ImageDraw.ImageDraw, x: int, y: int, text: str) -> None:
        """Draw `text` with its base line at `y`."""
        for part in text.split(" "):
            word = self._word(part)
            canvas.bitmap((x + word.left, y + word.top), word.picture, fill=255)
            x += word.width + self._word(" ").width

    def wrap(self, text: str, width: int) -> list[str]:
        """Return `text` in lines no wider than `width`; a word too long for a line is cut."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.length(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(self.cut(word, width))
        return lines

    def cut(self, text: str, width: int) -> str:
        """Return as much of `text` as fits in `width`, with an ellipsis where something is left out."""
        if self.length(text) <= width:
            return text
        while text and self.length(f"{text}…") > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _word(self, text: str) -> Word:
        """Return a word's picture: headlines share most of their words, so each is drawn once."""
        if text not in self._words:
            if len(self._words) == WORDS_KEPT:
                self._words.clear()
            self._words[text] = self._set(text)
        return self._words[text]

    def _set(self, text: str) -> Word:
        runs = list(self._runs(text))
        width = sum(font.getlength(run) for font, run in runs)
        around, base = self.size, 2 * self.size
        picture = Image.new("L", (ceil(width) + 2 * around, base + self.size))
        pen = ImageDraw.Draw(picture)
        x = float(around)
        for font, run in runs:
            pen.text((x, base), run, font=font, fill=255, anchor="ls")
            x += font.getlength(run)
        box = picture.getbbox() or (0, 0, 1, 1)
        return Word(picture.crop(box), box[0] - around, box[1] - base, round(width))

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        for script, run in groupby(text, key=lambda character: self._scripts.get(character, "latin")):
            yield self._fonts[script], "".join(run)


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
