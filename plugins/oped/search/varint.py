"""Small numbers in few bytes: seven bits a byte, the lowest first, the eighth bit set on all but the last byte."""

from __future__ import annotations

from collections.abc import Iterable


def _encode(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


_READY = [_encode(number) for number in range(1 << 14)]


def varint(number: int) -> bytes:
    r"""Return one number of 0 or more.

    >>> varint(5), varint(300)
    (b'\x05', b'\xac\x02')
    """
    return _READY[number] if number < 1 << 14 else _encode(number)


def varints(numbers: Iterable[int]) -> bytes:
    """Return several numbers, one after the other."""
    return b"".join(map(varint, numbers))
