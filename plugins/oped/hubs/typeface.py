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
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from oped.errors import BuildError

PACKAGE = "@fontsource-variable/source-serif-4"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
REGULAR, MEDIUM = 400, 500
EMPTY = re.compile(r"[(\[（「]\s*[)\]）」]")
"""Brackets whose words the face could not set."""


WORDS_KEPT = 400
"""Pictures of words, in each size; some 11 kB each. With 1,500 a card takes 5 % less time, and a process 50 MB more."""


class Word(NamedTuple):
    """A word drawn: its picture, and the pixels from the pen to that picture's left and top."""

    picture: Image.Image
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Face:
    """One size and weight of the face. Make it with `face()`."""

    size: int
    _fonts: dict[str, ImageFont.FreeTypeFont]
    _scripts: dict[str, str]
    _widths: dict[str, int] = field(default_factory=dict)
    _words: dict[str, Word] = field(default_factory=dict)

    def settable(self, text: str) -> str:
        """Return `text` without the characters that the face lacks, and without brackets left empty by that."""
        kept = "".join(character for character in text if self._scripts.get(character) or character.isspace())
        return " ".join(EMPTY.sub("", kept).split())

    def length(self, text: str) -> int:
        """Return the width of `text` in pixels."""
        words = text.split(" ")
        return sum(map(self._width, words)) + (len(words) - 1) * self._width(" ")

    def draw(self, canvas: ImageDraw.ImageDraw, x: int, y: int, text: str, ink: int = 255) -> None:
        """Draw `text` with its base line at `y`, in shades up to `ink`."""
        for part in text.split(" "):
            word = self._word(part)
            canvas.bitmap((x + word.left, y + word.top), word.picture, fill=ink)
            x += self._width(part) + self._width(" ")

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

    def _width(self, word: str) -> int:
        if word not in self._widths:
            self._widths[word] = round(sum(font.getlength(run) for font, run in self._runs(word)))
        return self._widths[word]

    def _word(self, text: str) -> Word:
        """Return a word's picture: headlines share most of their words, so those met lately are kept."""
        word = self._words.pop(text, None) or self._drawn(text)
        if len(self._words) == WORDS_KEPT:
            del self._words[next(iter(self._words))]
        self._words[text] = word
        return word

    def _drawn(self, text: str) -> Word:
        around, base = self.size // 2, round(1.5 * self.size)
        picture = Image.new("L", (self._width(text) + 2 * around, base + self.size // 2))
        pen = ImageDraw.Draw(picture)
        x = float(around)
        for font, run in self._runs(text):
            pen.text((x, base), run, font=font, fill=255, anchor="ls")
            x += font.getlength(run)
        box = picture.getbbox() or (0, 0, 1, 1)
        return Word(picture.crop(box), box[0] - around, box[1] - base)

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
