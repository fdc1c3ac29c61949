"""Pictures of sixteen shades, put together from strips: what many of them share is packed once.

A PNG's rows are one zlib stream (PNG specification, 10.1), and a stream may be flushed so that what follows needs
nothing of what came before (RFC 1951): strips packed by themselves can be laid one below the other.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BITS, INDEXED = 4, 3
"""Of a point; PNG's number for colours out of a palette."""
SPARE = 8 // BITS
"""Points in a byte."""
RAW, HEAD, TAIL = -15, b"\x78\x01", b"\x03\x00"
"""zlib's word for a stream without head and check sum; those a stream begins and ends with."""
MODULUS = 65521
"""Adler-32's (RFC 1950)."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows of a picture, packed; `check` is the Adler-32 of their `size` bytes."""

    rows: int
    packed: bytes
    check: int
    size: int


def paper(width: int, rows: int) -> Image.Image:
    """Return a picture to draw on in shades, 0 to 15, for `strip`. Leave its first `SPARE` columns as they are.

    They are the byte at the head of each row that says how its points are filtered: not at all (9.2).
    """
    return Image.new("P", (SPARE + width, rows))


def strip(picture: Image.Image) -> Strip:
    """Pack what was drawn on `paper`. Its width is even."""
    return _packed(picture.tobytes("raw", f"P;{BITS}"), picture.height)


@lru_cache(maxsize=1024)
def blank(rows: int, width: int) -> Strip:
    """Return a strip of paper."""
    return _packed(bytes((width * BITS // 8 + 1) * rows), rows)


def _packed(rows: bytes, count: int) -> Strip:
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW, 9, zlib.Z_RLE)
    return Strip(count, packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH), zlib.adler32(rows), len(rows))


def png(width: int, strips: Iterable[Strip], palette: Sequence[int]) -> bytes:
    """Return the strips, from the top down, as one picture; `palette` has red, green and blue of each shade."""
    packed, check, rows = [HEAD], 1, 0
    for one in strips:
        packed.append(one.packed)
        check = _joined(check, one.check, one.size)
        rows += one.rows
    content = b"".join((*packed, TAIL, struct.pack(">I", check)))
    head = struct.pack(">IIBBBBB", width, rows, BITS, INDEXED, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", bytes(palette)), (b"IDAT", content), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _joined(one: int, other: int, size: int) -> int:
    """Return the Adler-32 of two runs of bytes out of each one's own; the second has `size` bytes."""
    low = ((one & 0xFFFF) + (other & 0xFFFF) - 1) % MODULUS
    high = ((one >> 16) + (other >> 16) + size * ((one & 0xFFFF) - 1)) % MODULUS
    return high << 16 | low
