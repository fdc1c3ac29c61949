"""All pictures on one contact sheet: a row for each page kind, a column for each width and scheme."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from oped.screenshots.shoot import Shot

HEIGHT, GAP, LABEL = 220, 10, 24
"""Pixels: of a thumbnail, between two, of a row's label."""
PAPER, INK = (208, 212, 210), (20, 30, 26)


def sheet(shots: Iterable[Shot]) -> Image.Image:
    """Return the contact sheet of shots that come sorted by kind."""
    rows = [(kind, [_thumbnail(shot.png) for shot in run]) for kind, run in groupby(shots, key=lambda shot: shot.kind)]
    width = max(sum(one.width + GAP for one in pictures) for _, pictures in rows) + GAP
    whole = Image.new("RGB", (width, len(rows) * (HEIGHT + LABEL + GAP) + GAP), PAPER)
    pen, face = ImageDraw.Draw(whole), ImageFont.load_default(16)
    for number, (kind, pictures) in enumerate(rows):
        top = GAP + number * (HEIGHT + LABEL + GAP)
        pen.text((GAP, top), kind, INK, face)
        _lay(whole, pictures, top + LABEL)
    return whole


def save(picture: Image.Image, path: Path, colours: int = 48) -> None:
    """Write a picture as a PNG of few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)


def _thumbnail(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.resize((round(picture.width * HEIGHT / picture.height), HEIGHT), Image.Resampling.LANCZOS)


def _lay(whole: Image.Image, pictures: Sequence[Image.Image], top: int) -> None:
    left = GAP
    for picture in pictures:
        whole.paste(picture, (left, top))
        left += picture.width + GAP
