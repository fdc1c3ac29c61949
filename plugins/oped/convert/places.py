"""Places as letters pages print them below a name: a town, a county, a state, or that the editor knows it."""

from __future__ import annotations

import re

_SMALL = "of|the|on|upon|de|la|in|by|and"
_PLACE = re.compile(rf"[A-Z“][\w.’'-]*(?:,?\s(?:[A-Z][\w.’'-]*|{_SMALL}))*")
_UNSAID = re.compile(
    r"(?:names? and |full )?address(?:es)? (?:is |are )?(?:supplied|withheld|provided|with (?:the )?editor)"
    r"(?: to the editor)?|(?:by|via) e-?mail",
    re.IGNORECASE,
)


_PEN_NAME = re.compile(
    r"(?:an? )?(?:concerned|affected|worried|regular|helpless|anonymous|aggrieved|long-time|tired) "
    r"(?:resident|citizen|parent|student|reader|commuter|taxpayer|pensioner|passenger|customer|voter|teacher)s?",
    re.IGNORECASE,
)


def is_pen_name(text: str) -> bool:
    """Return whether `text` signs a letter without a name.

    >>> is_pen_name("A concerned resident")
    True
    """
    return bool(_PEN_NAME.fullmatch(text.rstrip(".")))


def is_unsaid(text: str) -> bool:
    """Return whether `text` says that the editor knows name or address.

    >>> is_unsaid("Name and address supplied")
    True
    """
    return bool(_UNSAID.fullmatch(text.rstrip(".")))


def is_place(text: str) -> bool:
    """Return whether `text` may be the place below a name.

    >>> [is_place(text) for text in ("Sutton on Sea, Lincs", "Address supplied", "a long way off")]
    [True, True, False]
    """
    return bool(_PLACE.fullmatch(text)) or is_unsaid(text)
