"""All pictures on one contact sheet: a row for each page kind, a group of columns for each width and scheme.

A page is folded: read its columns from left to right, as in a newspaper.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from oped.screenshots.shoot import Shot

WIDTHS = {360: 84, 768: 132, 1280: 190}
"""Of a thumbnail's column in pixels, by the window's width."""
FOLD = 430
"""Pixels: the height of a column."""
MOST = {360: 4, 768: 3, 1280: 2}
"""Columns of a page at most; what lies below them is more of the same list."""
GAP, GROUP, LABEL = 3, 12, 24
"""Pixels: between a page's columns, between pages, of a row's label."""
PAPER, INK = (208, 212, 210), (20, 30, 26)


def sheet(shots: Iterable[Shot]) -> Image.Image:
    """Return the contact sheet of shots that come sorted by kind."""
    rows = [(kind, [_folded(shot) for shot in run]) for kind, run in groupby(shots, key=lambda shot: shot.kind)]
    width = max(sum(one.width + GROUP for one in pictures) for _, pictures in rows) + GROUP
    heights = [max(one.height for one in pictures) + LABEL + GROUP for _, pictures in rows]
    whole = Image.new("RGB", (width, sum(heights) + GROUP), PAPER)
    pen, face = ImageDraw.Draw(whole), ImageFont.load_default(16)
    top = GROUP
    for (kind, pictures), height in zip(rows, heights, strict=True):
        pen.text((GROUP, top), kind, INK, face)
        _lay(whole, pictures, top + LABEL)
        top += height
    return whole


def save(picture: Image.Image, path: Path, colours: int = 48) -> None:
    """Write a picture as a PNG of few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)


def _folded(shot: Shot) -> Image.Image:
    """Return a whole page as columns side by side."""
    page = Image.open(io.BytesIO(shot.png)).convert("RGB")
    width = WIDTHS[shot.width]
    thumbnail = page.resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS)
    count = min(MOST[shot.width], -(-thumbnail.height // FOLD))
    folded = Image.new("RGB", (count * (width + GAP) - GAP, min(FOLD, thumbnail.height)), PAPER)
    for column in range(count):
        bottom = min(thumbnail.height, (column + 1) * FOLD)
        folded.paste(thumbnail.crop((0, column * FOLD, width, bottom)), (column * (width + GAP), 0))
    return folded


def _lay(whole: Image.Image, pictures: Sequence[Image.Image], top: int) -> None:
    left = GROUP
    for picture in pictures:
        whole.paste(picture, (left, top))
        left += picture.width + GROUP
