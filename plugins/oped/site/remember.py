"""A read post as a line of JSON and its packed text, so that a post whose bytes are known need not be parsed again."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from oped.model import Evidence, Genre, Kind
from oped.site.article import Article, Source
from oped.site.shelf import Shelf
from oped.site.text import Text

APART = frozenset({"terms", "given", "card", "extra", "file", "digest", "text", "lines"})
"""What a post alone does not say, and what is packed already."""
NAMES = tuple(one.name for one in fields(Article) if one.name not in APART)
LAYOUTS = 1024
"""Ways to order a post's lines that are kept."""


def pack(article: Article) -> bytes:
    """Return what the post says."""
    said = [article.text.words, json.dumps(article.lines), *(getattr(article, name) for name in NAMES)]
    line = json.dumps(said, default=str, ensure_ascii=False)
    return line.encode("utf-8", "surrogatepass") + b"\n" + article.text.packed


def unpack(value: bytes, file: str, digest: str, shelf: Shelf) -> Article:
    """Return the article that was packed, called `file`, its text on the shelf; `digest` is of the post's bytes."""
    line, _, text = value.partition(b"\n")
    count, lines, *values = json.loads(line.decode("utf-8", "surrogatepass"))
    words: dict[str, Any] = dict(zip(NAMES, values, strict=True))
    words["kind"], words["genre"] = Kind(words["kind"]), Genre(words["genre"])
    words["day"] = words["day"] and date.fromisoformat(words["day"])
    words["converted"] = words["converted"] and date.fromisoformat(words["converted"])
    words["sources"] = tuple(Source(*one) for one in words["sources"])
    words["fields"] = {intern(key): tuple(map(intern, values)) for key, values in words["fields"].items()}
    words["evidence"] = {
        key: {code: tuple(Evidence(*one) for one in found) for code, found in codes.items()}
        for key, codes in words["evidence"].items()
    }
    return Article(**words, lines=_lines(lines), text=Text(shelf.put(text), count), file=file, digest=digest)


@lru_cache(LAYOUTS)
def _lines(packed: str) -> dict[str, int]:
    """Return in which line each key stands: most posts of an archive have theirs in the same ones, and share this."""
    lines: dict[str, int] = json.loads(packed)
    return lines
