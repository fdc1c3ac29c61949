"""A piece's text, packed: most texts of an archive are looked at once or twice in a build, yet all are known."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import overload

from oped.site import plain
from oped.site.shelf import Shelved

IDEOGRAPHS = re.compile("[\u3040-\u9fff]")
QUICKLY = 1
"""zlib's level: less than half the size, in a tenth of a millisecond."""
AT_HAND = 128
"""Texts that stay unpacked: a term's two feeds have the same fifty pieces."""
LINE, END = "\n", "\x1e"
"""What stands before each paragraph, and behind them all: no paragraph has white space other than blanks."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as HTML and as plain paragraphs, packed, at hand or on a shelf."""

    kept: bytes | Shelved = b""
    words: int = 0
    """How many words the paragraphs have; a Chinese or Japanese character counts as one."""

    @classmethod
    def of(cls, content: str, paragraphs: Sequence[str]) -> Text:
        """Pack a text; HTML that says no more than the paragraphs do is left out."""
        own = "" if content == plain.html(paragraphs) else content
        whole = f"{''.join(LINE + one for one in paragraphs)}{END}{own}"
        packed = zlib.compress(whole.encode("utf-8", "surrogatepass"), QUICKLY)
        return cls(packed, sum(map(_count, paragraphs)))

    @property
    def packed(self) -> bytes:
        """The text in bytes that may be stored."""
        return bytes(self.kept)

    @property
    def content(self) -> str:
        """The text as HTML, each paragraph with its address."""
        paragraphs, own = _unpacked(self.kept)
        return own or plain.html(paragraphs)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as plain paragraphs."""
        return _unpacked(self.kept)[0]

    @property
    def lines(self) -> Lines:
        """The paragraphs, for who keeps them and looks at them seldom."""
        return Lines(self)


@dataclass(frozen=True, slots=True, repr=False)
class Lines(Sequence[str]):
    """Plain paragraphs that stay packed. `repr` tells them apart without unpacking them."""

    text: Text

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """Return a paragraph, or several."""
        return self.text.paragraphs[place]

    def __iter__(self) -> Iterator[str]:
        """Yield the paragraphs; they are unpacked once."""
        return iter(self.text.paragraphs)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.text.paragraphs)

    def __repr__(self) -> str:
        """Name a hash of them."""
        return f"Lines({blake2b(self.text.packed, digest_size=16).hexdigest()})"


def _count(text: str) -> int:
    ideographs = 0 if text.isascii() else len(IDEOGRAPHS.findall(text))
    return len(text.split()) + max(0, ideographs - 1)


@lru_cache(AT_HAND)
def _unpacked(kept: bytes | Shelved) -> tuple[tuple[str, ...], str]:
    packed = bytes(kept)
    whole = zlib.decompress(packed).decode("utf-8", "surrogatepass") if packed else ""
    paragraphs, _, own = whole.partition(END)
    return tuple(paragraphs.split(LINE)[1:]), own
