"""Text into Markdown that shows exactly this text, escaped as little as the dialect needs: an editor reads it.

The dialect is the site's (no raw HTML, no entities). A paragraph stands on one line and blank lines divide paragraphs,
so that only its beginning can be taken for a heading, a quotation, a list, a rule, code or a link's definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_OPENING = re.compile(
    r"""
    (?P<mark> [#>]                      # heading, quotation
            | [-+] (?=[ ])              # list
            | -    (?=[- ]*\Z)          # rule
            | \[   (?=[^\[\]]*\]:) )    # definition of a link
    | \d+ (?=\.[ ])                     # numbered list: the full stop is escaped
    """,
    re.VERBOSE,
)
_INLINE = re.compile(
    r"""
      [\\`*]
    | _ (?: (?<! [^\W_]_ ) | (?! [^\W_] ) )     # an underline within a word marks nothing
    | \( (?<= \]\( )                            # [text](address)
    | < (?=[A-Za-z][A-Za-z0-9+.-]*://)          # <http://…>
    """,
    re.VERBOSE,
)
_UNSHOWABLE = re.compile("[\0-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")


def escape(paragraph: str) -> str:
    r"""Return one paragraph of text as Markdown on one line.

    >>> print(escape("1. *Not* a list_item [x](y)"))
    1\. \*Not\* a list_item [x]\(y)
    """
    return escape_shown(showable(paragraph).strip())


def escape_shown(text: str) -> str:
    """Return as `escape` does a paragraph that is fit to be shown already."""
    opening = _OPENING.match(text)
    if not opening:
        return _INLINE.sub(r"\\\g<0>", text) if _may_mark(text) else text
    rest = _INLINE.sub(r"\\\g<0>", text[opening.end() :])
    return f"\\{opening[0]}{rest}" if opening["mark"] else f"{opening[0]}\\{rest}"


def _may_mark(text: str) -> bool:
    """Return whether a text holds any character that may have to be escaped, which is quick to see."""
    return "_" in text or "*" in text or "<" in text or "](" in text or "`" in text or "\\" in text


def body(paragraphs: Iterable[str]) -> str:
    """Return the body of a post that shows these paragraphs, empty ones left out."""
    return "\n\n".join(filter(None, map(escape, paragraphs)))


def showable(text: str) -> str:
    r"""Return `text` on one line, of the same length, with U+FFFD for what neither HTML nor XML can hold.

    >>> showable("a\0b\nc")
    'a\ufffdb c'
    """
    return text if text.isprintable() else _SPACES.sub(" ", _UNSHOWABLE.sub("\ufffd", text))
