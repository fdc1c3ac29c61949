"""Safe Markdown: text is shown as text, links go only where a reader may be sent, every paragraph has an address.

Raw HTML and entities are not Markdown here: `<b>` and `&amp;` in a post are shown as exactly these characters. Headings
of a body start at `h2`, since the page's `h1` is its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from oped.site import plain
from oped.site.plain import escape

SCHEMES = frozenset({"http", "https", "mailto"})
HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
BLOCKS = frozenset({*HEADINGS.values(), "p", "pre", "li"})
VOID = frozenset({"br", "hr", "img"})
BEYOND_MARKDOWN = "<&|~"
"""Characters that a backslash protects besides Markdown's own, so that any character of a source can be escaped."""


class Rendered(NamedTuple):
    """A body as HTML, and as plain text: one string for each block, in the order of their ids `p1`, `p2` and so on."""

    html: str
    paragraphs: tuple[str, ...]


class Renderer:
    """One Markdown parser for all posts: making one for each costs a third of the time of parsing."""

    def __init__(self, root: str = "") -> None:
        """`root` is put before links that start with a slash: the path under which the site is served."""
        self.root = root
        self._markdown = make_markdown(root)
        self._numbered = cast(Number, self._markdown.treeprocessors["number"])

    def __call__(self, text: str) -> Rendered:
        """Return `text` rendered.

        >>> Renderer()("<b>5 &lt; 6</b> [x](javascript:alert(1))").html
        '<p id="p1">&lt;b&gt;5 &amp;lt; 6&lt;/b&gt; <span>x</span></p>'
        """
        if (lines := plain.paragraphs(text)) is not None:
            return Rendered(plain.html(lines), tuple(" ".join(line.split()) for line in lines))
        return self.parse(text)

    def parse(self, text: str) -> Rendered:
        """Return `text` rendered by the parser, whatever is in it."""
        html = self._markdown.reset().convert(text)
        return Rendered(html, tuple(self._numbered.paragraphs) if html else ())


def make_markdown(root: str = "") -> Markdown:
    """Return a parser of the dialect that posts are written in."""
    markdown = Markdown(extensions=[Safe(root)])
    markdown.serializer = serialize
    return markdown


class Safe(Extension):
    """The dialect: Markdown's own marks, nothing that could carry a script, a style or a request to elsewhere."""

    def __init__(self, root: str = "") -> None:
        super().__init__()
        self.root = root

    def extendMarkdown(self, md: Markdown) -> None:
        """Take raw HTML out, put link policy and numbering in."""
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "entity", "automail"):
            md.inlinePatterns.deregister(pattern)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *BEYOND_MARKDOWN]
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(Links(md, self.root), "links", -10)
        md.treeprocessors.register(Number(md), "number", -20)


class Links(Treeprocessor):
    """Unlink what a reader must not be sent to; a picture from elsewhere becomes a link to it."""

    def __init__(self, md: Markdown, root: str) -> None:
        super().__init__(md)
        self.root = root

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element.tag == "img":
                self._picture(element)
            if element.tag == "a":
                self._link(element, element.get("href", ""))

    def _link(self, element: Element, address: str) -> None:
        if not allowed(address):
            element.tag = "span"
            element.attrib.clear()
        elif address.startswith("/"):
            element.set("href", self.root + address)

    def _picture(self, element: Element) -> None:
        address, alt = element.get("src", ""), element.get("alt", "")
        if allowed(address) and not urlsplit(address).scheme:
            element.set("src", self.root + address if address.startswith("/") else address)
            return
        element.tag, element.text = "a", alt or address
        element.attrib = {"href": address}


class Number(Treeprocessor):
    """Give each block of text its id and keep its plain text, so that evidence and search results can point at it."""

    paragraphs: list[str]

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        self.paragraphs = []
        for element in root.iter():
            element.tag = HEADINGS.get(element.tag, element.tag)
        for element in root.iter():
            if element.tag in BLOCKS and not any(child.tag in BLOCKS for child in element):
                self.paragraphs.append(" ".join(text_of(element).split()))
                element.set("id", f"p{len(self.paragraphs)}")


def allowed(address: str) -> bool:
    r"""Tell whether a link may lead there: the web, a mailbox, or a place on this site.

    Browsers drop control characters and turn backslashes into slashes, so an address with either is refused.

    >>> [allowed(a) for a in ("https://a.org", "/regions/", "java\tscript:x", "//a.org", "data:text/html,x", "#p3")]
    [True, True, False, False, False, True]
    """
    if not address or re.search(r"[\x00-\x20\x7f-\x9f\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES or not (parts.scheme or parts.netloc)


def text_of(element: Element) -> str:
    """Return the text that a reader sees in `element`; a line break counts as a blank."""
    parts = [_code(element.text) if element.tag == "code" else element.text or ""]
    for child in element:
        parts += [" " if child.tag == "br" else child.get("alt", "") if child.tag == "img" else text_of(child)]
        parts.append(child.tail or "")
    return "".join(parts)


def serialize(root: Element) -> str:
    """Return the tree as HTML in which every `&`, `<` and `>` of the text is escaped, an entity's look-alike too."""
    return "".join(_serialized(root))


def _serialized(element: Element) -> Iterator[str]:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    yield f"<{element.tag}{attributes}>"
    if element.tag not in VOID:
        yield escape(_code(element.text) if element.tag == "code" else element.text or "")
        for child in element:
            yield from _serialized(child)
        yield f"</{element.tag}>"
    yield escape(element.tail or "")


def _code(text: str | None) -> str:
    """Take back the escaping that the library does to code, alone of all text."""
    return (text or "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
