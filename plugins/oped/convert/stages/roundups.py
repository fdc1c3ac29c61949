"""Round-ups: what other papers say, each extract below the name of its paper."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.words import table, words

_MONTH = "|".join(sorted(map(re.escape, table("months")), key=len, reverse=True))
_PAPER = (
    r"(?P<paper>(?:The |the |La |Le |El |Die |Der )?[A-Z][\w.’'&-]*(?: (?:of |and |de |& )?[(]?[A-Z][\w.’'&)-]*){0,5})"
)
_NAMED = re.compile(
    rf"(?:From )?{_PAPER}(?:,? [(]?[A-Z][\w. ]{{1,20}}[)])?"
    rf"(?:,\s(?:[\w .]{{2,20}},\s)?(?:on )?(?:\w{{3,9}}day,\s)?"
    rf"(?:(?i:{_MONTH})\.?\s\d{{1,2}}|\d{{1,2}}\s(?i:{_MONTH}))(?:,?\s\d{{4}})?"
    rf"|\s(?P<about>on|about|says on) [^.?!]{{3,90}})\s?[:.—–-]?"
)
_TEXT = 18
"""Words that an extract has at least in its first paragraph."""
_SENTENCE = 5
_FEWEST = 2


def find_roundups(draft: Draft) -> None:
    """Begin an extract below each of several lines that hold a newspaper's name, and a day or what it wrote about."""
    places = [i for i, line in draft.free() if _names_paper(draft, i, line)]
    if draft.fixed or len(places) < _FEWEST:
        return
    for place, following in zip(places, [*places[1:], len(draft.lines)], strict=True):
        head = draft.lines[place]
        about = _NAMED.fullmatch(head.text)
        head.mark(Role.TITLE if about and about["about"] else Role.BYLINE, "the paper that an extract is taken from")
        head.outlet = about["paper"] if about else ""
        if head.role is Role.TITLE:
            head.value = head.text.rstrip(" :.—–-")
        head.begins = "the name of a paper above an extract"
        texts = [line for line in draft.lines[place + 1 : following] if line.free and line.words >= _SENTENCE]
        texts[0].mark(Role.TEXT, "an extract")
        texts[-1].cut = "a round-up quotes a part"


def _names_paper(draft: Draft, index: int, line: Line) -> bool:
    match = _NAMED.fullmatch(line.text) if line.words <= 20 and not line.text.isupper() else None
    if match is None or not words("newspaper_nouns").intersection(re.findall(r"[\w’']+", match["paper"].lower())):
        return False
    below = draft.neighbour(index, 1)
    return below is not None and below.free and below.words >= _TEXT
