"""A saved web page to a raw page: its visible text, one line a block, and which of it the markup calls furniture.

The whole tree is walked, since nothing may be lost: what the markup itself calls menu, form or footer becomes
furniture, with that reason. Python's own parser is used: it has no limit of depth beyond which text would vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag
from bs4.element import CData, NavigableString

from oped.convert.page import Hints
from oped.convert.publisher import read_hints

_HIDDEN = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "canvas", "datalist"}
)
_FURNITURE = frozenset(
    {"nav", "aside", "form", "button", "select", "dialog", "figure", "figcaption", "input", "label", "menu"}
)
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu", "toolbar"}
)
_CLASS_WORDS = (
    "ad|ads|advert|advertisement|breadcrumbs?|caption|comments?|consent|cookie|kicker|masthead|menu|modal|most-read|nav|"
    "navbar|newsletter|pagination|paywall|popup|print-only|promo|recirc|related|section-label|share|sharing|sidebar|skip|"
    "social|sponsored|subscribe|subscription|tags|toolbar|trending"
)
_CLASS = re.compile(rf"(?:^|[\s_-])(?:{_CLASS_WORDS})(?:$|[\s_-])", re.IGNORECASE)
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr"),
    }
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_PIECE = frozenset({"article", "main"})


class _Open(NamedTuple):
    """An element whose end is still to come: the children left, why it is furniture, and where it stands."""

    children: Iterator[object]
    reason: str
    block: bool
    in_piece: bool


def read_html(source: str) -> tuple[str, tuple[tuple[int, int, str], ...], Hints]:
    """Return a page's visible text, the spans of it that are furniture with the reason, and its metadata."""
    tree = _parse(source)
    spans, lines, position = [], [], 0
    for text, reason in _blocks(tree):
        plain = _SPACE.sub(" ", text).strip()
        if not plain:
            continue
        if reason:
            spans.append((position, position + len(plain), reason))
        lines.append(plain)
        position += len(plain) + 1
    return "\n".join(lines), tuple(spans), read_hints(tree)


def _parse(source: str) -> BeautifulSoup:
    try:
        return BeautifulSoup(source, "html.parser")
    except ParserRejectedMarkup:  # an unknown `<![…`: shown as the text that it is, so that the rest can be read
        return BeautifulSoup(source.replace("<![", "&lt;!["), "html.parser")


def _blocks(tree: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield the text of each block with the reason for being furniture; a walk without recursion, for deep pages."""
    holders = _holders(tree)
    text: list[str] = []
    walk = [_Open(iter(tree.contents), "", block=True, in_piece=False)]
    while walk:
        above = walk[-1]
        child = next(above.children, None)
        if child is None:
            walk.pop()
            if above.block:
                yield "".join(text), above.reason
                text.clear()
        elif isinstance(child, Tag):
            if _is_hidden(child):
                continue
            block = child.name not in _INLINE
            if block:
                yield "".join(text), above.reason
                text.clear()
            judged = block and not above.reason and id(child) not in holders
            reason = above.reason or (_reason(child, above.in_piece) if judged else "")
            walk.append(_Open(iter(child.contents), reason, block, above.in_piece or child.name in _PIECE))
        elif type(child) in (NavigableString, CData):
            text.append(str(child))


def _holders(tree: BeautifulSoup) -> set[int]:
    """Return the ids of all elements that hold, or are, the article or its heading: never furniture."""
    found: set[int] = set()
    for held in tree.find_all([*_PIECE, "h1"]):
        element: Tag | None = held
        while element is not None and id(element) not in found:
            found.add(id(element))
            element = element.parent
    return found


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "")
    return tag.name in _HIDDEN or tag.has_attr("hidden") or "display:none" in style


def _reason(tag: Tag, in_piece: bool) -> str:
    """Return why the markup makes an element furniture, or nothing."""
    role = str(tag.get("role") or "").lower()
    marked = " ".join(str(value) for name in ("class", "id") for value in tag.get_attribute_list(name) if value)
    if tag.name in _FURNITURE or (tag.name in {"header", "footer"} and not in_piece):
        return f"the markup calls it <{tag.name}>"
    if role in _ROLES:
        return f"the markup gives it the role “{role}”"
    if tag.name not in {"html", "body"} and (found := _CLASS.search(marked)):
        return f"the markup calls it “{found[0].strip(' _-')}”"
    return ""
