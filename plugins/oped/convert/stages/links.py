"""Links in the midst of a text: headlines of other pieces, which the text does not say."""

from __future__ import annotations

import re
from itertools import takewhile

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.words import words

_RELATED = frozenset({"read more", "read more:", "related", "watch", "listen", "full story"})
_LABELLED = re.compile(
    r"(?:more )?(?:opinion|column|commentary|analysis|perspective|related|more|watch|listen|from the archives?)s?:\s\S",
    re.IGNORECASE,
)
_LINK, _PARAGRAPH = 20, 12
"""Words of such a link at most, and of the paragraphs around it at least."""
_BY = re.compile(r"by\s|.*\b(?:19|20)\d\d\b", re.IGNORECASE)
_SHORT, _MOST = 12, 10
"""Words of a link in a list at most, and lines of such a list."""
_FEWEST = 2
"""Lines of a list on a page without menus."""


def mark_links(draft: Draft, first: int) -> None:
    """Label links to other pieces; `first` is the place of the page's first text."""
    _related_links(draft)
    _links_in_text(draft)
    for index in range(first + 1, len(draft.lines)):
        _list_below(draft.lines, index, 1 if draft.menus else _FEWEST)


def _list_below(lines: list[Line], index: int, fewest: int) -> None:
    """Label the short lines below a label such as `Recommended reading`, where the text goes on below them."""
    label = lines[index]
    if label.role is not Role.FURNITURE or label.text.lower().strip(" :").replace("’", "'") not in words("link_labels"):
        return
    below = [line for line in lines[index + 1 :] if line.role is not Role.FURNITURE]
    links = list(takewhile(lambda line: line.free and line.words <= _SHORT and not line.whole, below))
    goes_on = below[len(links)] if len(links) < len(below) else None
    if (
        goes_on is None
        or not (goes_on.free and goes_on.whole and goes_on.words >= _SHORT)
        or not fewest <= len(links) <= _MOST
    ):
        return
    if not any(_BY.match(line.text) for line in links):
        for line in links:
            line.mark(Role.FURNITURE, "a link to another piece")


def _related_links(draft: Draft) -> None:
    """Label the headline of another piece that stands above `Read more` in the middle of a text, or below it."""
    for index, line in enumerate(draft.lines):
        if line.role is Role.FURNITURE and line.text.lower() in _RELATED and index:
            above = draft.lines[index - 1]
            if above.free and above.words <= 25 and not above.text.endswith(".") and not above.cut:
                above.mark(Role.FURNITURE, "a link to another piece")
            elif draft.menus and above.free and above.whole and not above.cut and index + 2 < len(draft.lines):
                below, text = draft.lines[index + 1 : index + 3]
                if below.free and below.words <= 16 and not below.whole and text.free and text.words >= 12:
                    below.mark(Role.FURNITURE, "a link to another piece")


def _links_in_text(draft: Draft) -> None:
    """Label `Opinion: Another piece` between two paragraphs of a text: with a by-line below it would be a headline."""
    for above, line, below in zip(draft.lines[2:], draft.lines[3:], draft.lines[4:], strict=False):
        if (
            line.free
            and line.words <= _LINK
            and _LABELLED.match(line.text)
            and above.free
            and above.whole
            and above.words >= _PARAGRAPH
            and below.free
            and below.words >= _PARAGRAPH
        ):
            line.mark(Role.FURNITURE, "a link to another piece")
