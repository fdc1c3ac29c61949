"""Closings: `Yours faithfully,` and what stands below, a name and a place, often over several lines."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Role
from oped.convert.stages.signatures import co_signs, found_in, is_place_line, names_in

_CLOSING = re.compile(
    r"(?:^|[.!?’”…]\s*|[–—-]\s*)(?:yours,?\s(?:etc|&c|faithfully|sincerely|truly|ever)|is mise(?:,? le meas)?|le meas"
    r"|respectfully(?: yours)?|sincerely(?: yours)?|(?:with )?(?:kind|best|warm) (?:regards|wishes))\W{0,3}$",
    re.IGNORECASE,
)
_WORDS = ("yours", "mise", "meas", "respectfully", "sincerely", "regards", "wishes")  # cheap to look for first
_REACH = 40
_ADDRESS, _ADDRESS_WORDS = 4, 6
"""Lines of an address below a name, and words of each, at most."""


def find_closings(draft: Draft) -> int:
    """Label letters' closings and what stands below them; return how many were found."""
    found = 0
    for index, line in enumerate(draft.lines[:-1]):
        if line.free and co_signs(draft.lines[index + 1], end=".") and _closes(line.text[-_REACH:]):
            found += 1
            _mark(draft, index)
    return found


def _closes(end: str) -> bool:
    low = end.lower()
    return any(word in low for word in _WORDS) and bool(_CLOSING.search(end))


def _mark(draft: Draft, index: int) -> None:
    line, name = draft.lines[index : index + 2]
    for text in draft.lines[max(0, index - 1) : index] if _CLOSING.match(line.text) else ():
        if text.free:
            text.mark(Role.TEXT, "the text of a letter")
    line.mark(Role.TEXT, "a letter's closing")
    name.mark(Role.SIGNATURE, "the name below a letter's closing")
    name.names = tuple(found_in(one, name) for one in names_in(name.text.rstrip(".,")))
    above = name
    for place in range(index + 2, min(index + 2 + _ADDRESS, len(draft.lines))):
        below = draft.lines[place]
        goes_on = above.text.endswith(",") and below.free and below.words <= _ADDRESS_WORDS
        if not (goes_on or (above is name and _stands_below(draft, place))):
            break
        below.mark(Role.SIGNATURE, "the place below a letter's signature")
        above = below


def _stands_below(draft: Draft, index: int) -> bool:
    """Return whether a place line stands right below a name, and what follows, if anything, stands apart."""
    text, line = draft.page.text, draft.lines[index]
    after = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    near = text.count("\n", draft.lines[index - 1].end, line.start) == 1
    return near and is_place_line(line) and (after is None or text.count("\n", line.end, after.start) > 1)
