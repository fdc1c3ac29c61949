"""What a publisher's own metadata say of a saved web page: JSON-LD first, then meta elements, then `<time>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bs4 import BeautifulSoup

from oped.convert.dates import find_day
from oped.convert.names import read_names
from oped.convert.page import Hints
from oped.convert.words import words

_SPACE = re.compile(r"\s+")


def read_hints(tree: BeautifulSoup) -> Hints:
    """Return what the page says of its main piece; JSON-LD (schema.org) first, as publishers keep it best."""
    linked = next((item for item in _linked(tree) if item.get("headline") or item.get("datePublished")), {})
    meta = _meta(tree)
    title = _string(linked.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    publisher = linked.get("publisher")
    outlet = _string(publisher.get("name")) if isinstance(publisher, dict) else None
    url = _canonical(tree) or meta.get("og:url") or _string(linked.get("url"))
    root = tree.find("html")
    return Hints(
        title=_SPACE.sub(" ", title).strip() if title else None,
        authors=tuple(_people(linked.get("author")))
        or tuple(_people(meta.get("author") or meta.get("article:author"))),
        date=_day(linked.get("datePublished"))
        or _day(meta.get("article:published_time") or meta.get("date") or meta.get("dc.date"))
        or _first_time(tree),
        url=url if url and re.match(r"https?://", url) else None,
        outlet=outlet or meta.get("og:site_name"),
        language=_string(linked.get("inLanguage")) or (_string(root.get("lang")) if root else None),
        source="the publisher's metadata",
    )


def _linked(tree: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in tree.find_all("script", type=re.compile("^application/ld\\+json$", re.IGNORECASE)):
        try:
            pending = [json.loads(script.string or "null")]
        except (ValueError, RecursionError):
            continue
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending.extend(item)
            elif isinstance(item, dict):
                yield item
                pending.extend(value for key, value in item.items() if key in {"@graph", "mainEntity"})


def _meta(tree: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.find_all("meta"):
        name, content = _string(element.get("property") or element.get("name")), _string(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _canonical(tree: BeautifulSoup) -> str | None:
    link = tree.select_one('link[rel~="canonical" i][href]')
    return _string(link["href"]) if link else None


def _first_time(tree: BeautifulSoup) -> date | None:
    time = tree.find("time")
    return _day(time.get("datetime") or time.get_text()) if time else None


def _people(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            names = [one.text for one in read_names(name, alone=True)]
            yield from names or ([name.strip()] if name.lower() not in words("furniture_lines") else [])


def _string(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _day(value: object) -> date | None:
    found = find_day(value) if isinstance(value, str) else None
    return found.day if found else None
