"""A read post as JSON, so that a post whose bytes are known need not be parsed again."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from oped.model import Evidence, Genre, Kind
from oped.site.article import Article, Source

LATER = frozenset({"terms", "given", "card", "extra", "file", "digest"})
"""What a post alone does not say."""
NAMES = tuple(one.name for one in fields(Article) if one.name not in LATER)


def pack(article: Article) -> bytes:
    """Return what the post says, as JSON."""
    return json.dumps([getattr(article, name) for name in NAMES], default=str, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def unpack(value: bytes, file: str, digest: str) -> Article:
    """Return the article that was packed, called `file`; `digest` is that of the post's bytes."""
    words: dict[str, Any] = dict(zip(NAMES, json.loads(value.decode("utf-8", "surrogatepass")), strict=True))
    words["kind"], words["genre"] = Kind(words["kind"]), Genre(words["genre"])
    words["day"] = words["day"] and date.fromisoformat(words["day"])
    words["converted"] = words["converted"] and date.fromisoformat(words["converted"])
    words["sources"] = tuple(Source(*one) for one in words["sources"])
    words["paragraphs"] = tuple(words["paragraphs"])
    words["fields"] = {key: tuple(values) for key, values in words["fields"].items()}
    words["evidence"] = {
        key: {code: tuple(Evidence(*one) for one in found) for code, found in codes.items()}
        for key, codes in words["evidence"].items()
    }
    return Article(**words, file=file, digest=digest)
