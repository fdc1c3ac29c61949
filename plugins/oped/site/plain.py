"""The short way for bodies without marks: most posts are paragraphs of text, and need no parser to become HTML.

Gives exactly what the parser gives, ten times faster, or nothing at all; the tests compare the two on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!<&|~])")
"""What a backslash protects: Markdown's characters and those of `oped.site.markdown.BEYOND_MARKDOWN`."""
MARK = re.compile(r"[\\`*<\x00-\x1f\x7f]")
PAIR = re.compile(r"\][(:]|(?<![^\W_])_|_(?![^\W_])")
"""What may mean something within a line; brackets alone mean nothing where no link is defined."""
OPENING = re.compile(r"[#>+=-]|\d+\.")
"""What may mean something at the beginning of one."""


def html(lines: Iterable[str]) -> str:
    """Return paragraphs of plain text as HTML, each with its address.

    >>> html(["Tea & tariffs"])
    '<p id="p1">Tea &amp; tariffs</p>'
    """
    return "".join(f'<p id="p{number}">{escape(line)}</p>' for number, line in enumerate(lines, 1))


def escape(text: str) -> str:
    """Return `text` fit for an element's content or a double-quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def paragraphs(body: str) -> list[str] | None:
    """Return the paragraphs' text if the body is nothing but paragraphs of one line each; None when in doubt."""
    found = []
    after_text = False
    for line in body.split("\n"):
        if not line:
            after_text = False
            continue
        escapes = "\\" in line
        bare = ESCAPED.sub("", line) if escapes else line
        if after_text or line != line.strip() or OPENING.match(line) or MARK.search(bare):
            return None
        if ("]" in bare or "_" in bare) and PAIR.search(bare):
            return None
        after_text = True
        found.append(ESCAPED.sub(r"\1", line) if escapes else line)
    return found
