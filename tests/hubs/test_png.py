"""Pictures put together from strips are what they would be if packed as one."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from oped.hubs.png import SPARE, Strip, blank, paper, png, strip

PALETTE = [17 * shade for shade in range(16) for _ in range(3)]
WIDTH = 6
ROWS = st.lists(st.lists(st.integers(0, 15), min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=9)


def picture(rows: list[list[int]]) -> Image.Image:
    """Return rows of shades as a picture."""
    return Image.frombytes("L", (WIDTH, len(rows)), bytes(shade for row in rows for shade in row))


def drawn(rows: list[list[int]]) -> Strip:
    """Return rows of shades drawn on paper and packed."""
    canvas = paper(WIDTH, len(rows))
    canvas.paste(Image.frombytes("P", (WIDTH, len(rows)), picture(rows).tobytes()), (SPARE, 0))
    return strip(canvas)


@given(st.lists(ROWS, min_size=1, max_size=4), st.integers(0, 40))
def test_strips_are_one_picture(parts: list[list[list[int]]], gap: int) -> None:
    """Laid one below the other, with paper between, strips show their points; the decoder accepts every check sum."""
    strips = [one for part in parts for one in (drawn(part), blank(gap, WIDTH))]
    shown = Image.open(io.BytesIO(png(WIDTH, strips, PALETTE)))
    shown.load()
    between = [[0] * WIDTH for _ in range(gap)]
    wanted = picture([row for part in parts for row in (*part, *between)])
    assert shown.size == wanted.size
    assert shown.tobytes() == wanted.tobytes()
    assert shown.getpalette() == PALETTE
