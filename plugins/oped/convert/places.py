"""Places as letters pages print them below a name: a town, a county, a state, or that the editor knows it."""

from __future__ import annotations

import re

_SMALL = "of|the|on|upon|de|la|in|by|and"
_PLACE = re.compile(rf"[A-Z“][\w.’'-]*(?:,?\s(?:[A-Z][\w.’'-]*|{_SMALL}))*")
_UNSAID = re.compile(
    r"(?:name and |full )?address(?:es)? (?:supplied|withheld|provided)(?: to the editor)?|(?:by|via) e-?mail",
    re.IGNORECASE,
)


def is_place(text: str) -> bool:
    """Return whether `text` may be the place below a name.

    >>> [is_place(text) for text in ("Sutton on Sea, Lincs", "Address supplied", "a long way off")]
    [True, True, False]
    """
    return bool(_PLACE.fullmatch(text) or _UNSAID.fullmatch(text))
