"""A saved web page to a raw page: its visible text, one line a block, and what the publisher's metadata say.

lxml's tree is read directly: trafilatura keeps only what it takes for the article and gives no account of the rest,
and here nothing may be lost. What the markup itself calls menu, form or footer becomes furniture, with that reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree, html

from oped.convert.dates import find_day
from oped.convert.names import read_names
from oped.convert.page import Hints
from oped.convert.words import words

_HIDDEN = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "canvas", "datalist"}
)
_FURNITURE = frozenset(
    {"nav", "aside", "form", "button", "select", "dialog", "figure", "figcaption", "input", "label", "menu"}
)
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu", "toolbar"}
)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|promo|related|newsletter|comments?|cookie|consent|breadcrumbs?|menu|nav|navbar|sidebar|"
    r"advert|ad|ads|advertisement|sponsored|subscribe|subscription|paywall|tags|popup|modal|skip|trending|most-read|recirc|toolbar|"
    r"masthead|section-label|kicker|pagination|print-only|caption)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr"),
    }
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_NEVER_INSIDE = ("article", "main", "h1")


def read_html(source: str) -> tuple[str, tuple[tuple[int, int, str], ...], Hints]:
    """Return a web page's visible text, the spans that the markup calls furniture with the reason, its metadata."""
    tree = _parse(source)
    lines: list[tuple[str, str]] = []
    for text, reason in _blocks(tree):
        if plain := _SPACE.sub(" ", text).strip():
            lines.append((plain, reason))
    spans, position = [], 0
    for text, reason in lines:
        if reason:
            spans.append((position, position + len(text), reason))
        position += len(text) + 1
    return "\n".join(text for text, _ in lines), tuple(spans), read_hints(tree)


def _parse(source: str) -> etree._Element:
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    return html.document_fromstring(f"<div>{plain}</div>" if "<html" not in plain.lower() else plain, parser=parser)


def _blocks(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the text of each block with the reason for being furniture; a walk without recursion, for deep pages."""
    text: list[str] = []
    reasons = [""]

    def flush() -> tuple[str, str]:
        block = ("".join(text), reasons[-1])
        text.clear()
        return block

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = (
            tag in _HIDDEN
            or element.get("hidden") is not None
            or "display:none" in (element.get("style") or "").replace(" ", "")
        )
        block = tag not in _INLINE
        if event == "start":
            if hidden:
                walk.skip_subtree()
                continue
            if block:
                yield flush()
                reasons.append(reasons[-1] or _reason(element, tag))
            text.append(element.text or "")
        else:
            if block and not hidden:
                yield flush()
                reasons.pop()
            if tag == "br":
                text.append("\n")
                yield flush()
            text.append(element.tail or "")
    yield flush()


def _reason(element: etree._Element, tag: str) -> str:
    """Return why the markup makes an element furniture, or nothing; what holds the article is never furniture."""
    role = (element.get("role") or "").lower()
    marked = f"{element.get('class') or ''} {element.get('id') or ''}"
    inside = any(above.tag in {"article", "main"} for above in element.iterancestors())
    if tag in _FURNITURE or (tag in {"header", "footer"} and not inside):
        reason = f"the markup calls it <{tag}>"
    elif role in _ROLES:
        reason = f"the markup gives it the role “{role}”"
    elif tag not in {"html", "body"} and (found := _CLASS.search(marked)):
        reason = f"the markup calls it “{found[0].strip(' _-')}”"
    else:
        return ""
    return "" if any(next(element.iter(name), None) is not None for name in _NEVER_INSIDE) else reason


def read_hints(tree: etree._Element) -> Hints:
    """Return what JSON-LD, meta and `<time>` say of the main piece; JSON-LD first, as publishers keep it best."""
    linked = next((item for item in _linked(tree) if item.get("headline") or item.get("datePublished")), {})
    meta = _meta(tree)
    title = _string(linked.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    authors = tuple(_people(linked.get("author"))) or tuple(_people(meta.get("author") or meta.get("article:author")))
    day = _day(linked.get("datePublished")) or _day(
        meta.get("article:published_time") or meta.get("date") or meta.get("dc.date")
    )
    if day is None:
        times = [t.get("datetime") or "".join(map(str, t.itertext())) for t in tree.iter("time")]
        day = _day(times[0]) if times else None
    publisher = linked.get("publisher")
    outlet = _string(publisher.get("name")) if isinstance(publisher, dict) else None
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    url = canonical or meta.get("og:url") or _string(linked.get("url"))
    return Hints(
        title=_SPACE.sub(" ", title).strip() if title else None,
        authors=authors,
        date=day,
        url=url if url and re.match(r"https?://", url) else None,
        outlet=outlet or meta.get("og:site_name"),
        language=_string(linked.get("inLanguage")) or tree.get("lang"),
        source="the publisher's metadata",
    )


def _linked(tree: etree._Element) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                pending = [json.loads(script.text or "null")]
            except (ValueError, RecursionError):
                continue
            while pending:
                item = pending.pop(0)
                if isinstance(item, list):
                    pending.extend(item)
                elif isinstance(item, dict):
                    yield item
                    pending.extend(v for k, v in item.items() if k in {"@graph", "mainEntity"})


def _meta(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name, content = element.get("property") or element.get("name"), element.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), content.strip())
    return found


def _people(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            names = [n.text for n in read_names(name, alone=True)]
            yield from names or ([name.strip()] if name.lower() not in words("furniture_lines") else [])


def _string(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _day(value: object) -> date | None:
    found = find_day(value) if isinstance(value, str) else None
    return found.day if found else None
