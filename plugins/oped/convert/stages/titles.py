"""Headlines and standfirsts: short lines between a by-line or date and the end of the piece above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from oped.convert.draft import Draft
from oped.convert.lines import TAIL, Line, Role
from oped.convert.names import is_name, set_case
from oped.convert.stages.above import BELOW_CUT, adjacent, collect
from oped.convert.stages.furniture import BARRED
from oped.convert.words import words
from oped.model import Found, Span

_LABEL = re.compile(
    r"\[?\s?(?:editorial|opinion|letters?|commentary|comment|viewpoint|op-ed|column|analysis|review"
    r"|guest essay|notebook|leader)s?\s?\]?\s*:\s*\S"
    r"|\[\s?(?:editorial|opinion|letters?|commentary|op-ed)\s?\]\s*\S",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?<!U\.S)(?<!U\.N)(?<!U\.K)(?<!\.\.)[.][”\"’')]*$|[,;:]$")
_HEADLINE, _STANDFIRST, _SENTENCE, _SHORTER = 4, 8, 4, 3
"""Words at least: of a headline, of a standfirst, of one that is a sentence; how many fewer a headline has."""
_SPOKEN = re.compile(r"(?:Q|Question|A|Answer)\s?[.:]\s|Re:?\s[“\"‘'(]")
"""The opening of a question or answer, or of a letter that says what it is about: `Re “Bakers blame the weather”`."""
_LABELLED = re.compile(r"(?P<name>[^\W\d_a-z][^:]{3,40}):\s")
_SECTION = re.compile(
    r"\b(?:columns?|columnists?|opinions?|views?|viewpoint|letters?|editorials?|guest|commentary|voices?|perspectives?"
    r"|forum|debate|blogs?|politics|special)\b",
    re.IGNORECASE,
)
_SUBTITLE = 13
"""Words of a line that can only be the standfirst of a headline of two or three words."""
_CAPITAL_LABEL = re.compile(r"(?P<name>[^\W\d_a-z][^a-z:]{3,40}):\s+(?P<title>\S.*)")


def find_titles(draft: Draft) -> None:
    """Label headlines and standfirsts, working upwards from each line that a text may begin with."""
    for index in range(len(draft.lines)):
        line = draft.lines[index]
        if line.role is Role.TEXT and line.begins:
            continue
        opens = line.free and (_may_begin(line) or _short_opening(draft, index))
        if (opens and not _above_byline(draft, index)) or line.role is Role.TEXT:
            _label_head(draft, index)
    _part_from_labels(draft)


def _part_from_labels(draft: Draft) -> None:
    """Take what a headline has before it, a writer's name or a section's, for what it is, and labels above it too."""
    for index, line in enumerate(draft.lines):
        above = draft.neighbour(index, -1) if line.role in {Role.TITLE, Role.BYLINE} else None
        if above is not None and above.free and above.text.lower() in words("furniture_lines"):
            above.mark(Role.FURNITURE, "a label above a headline or by-line")
        if line.role is Role.TITLE and (match := _CAPITAL_LABEL.fullmatch(line.text)) and is_name(match["name"]):
            line.value = match["title"]
            span = Span(line.start, line.start + len(match["name"]))
            line.names = (Found(set_case(match["name"]), "the name in capitals before the headline", span),)
        elif line.role is Role.TITLE and (match := BARRED.fullmatch(line.text)):
            line.value = match["title"]


def _above_byline(draft: Draft, index: int) -> bool:
    below = draft.neighbour(index, 1)
    return below is not None and below.role in {Role.BYLINE, Role.DATE} and draft.lines[index].words <= 60


def _may_begin(line: Line) -> bool:
    if _SPOKEN.match(line.text):
        return True
    if line.whole:
        return line.words >= 18 or (line.words >= 5 and line.text.endswith((".", ":", "”", "…")))
    return line.words >= 25 or bool(line.cut)


def _short_opening(draft: Draft, index: int) -> bool:
    """Return whether a text opens with a short sentence right below its by-line or date (`Nobody speaks.`)."""
    line = draft.lines[index]
    above = draft.lines[index - 1].role if index else None
    return above in {Role.BYLINE, Role.DATE} and line.whole and line.text.endswith(".")


def _label_head(draft: Draft, index: int) -> None:
    above, boundary = collect(draft, index)
    if not above:
        return
    direct = [line for line in adjacent(draft, index) if line.free]
    signed = [i for i, line in enumerate(above) if line.role in {Role.BYLINE, Role.DATE}]
    labelled = next((line for line in above if line.free and _LABEL.match(line.text) and line.words <= 25), None)
    if draft.letters and direct and _heads_letter(draft, index, direct) and Role.BYLINE not in {x.role for x in above}:
        _join(direct)
    elif any(line.role is Role.TITLE for line in above):
        _standfirst([line for line in above if line.free])
    elif labelled is not None:
        labelled.mark(Role.TITLE, f"a line that opens with “{labelled.text.split(':')[0][:20]}”")
        _standfirst([line for line in above[: above.index(labelled)] if line.free])
    elif any(line.role is Role.BYLINE for line in above):
        byline = max(i for i, line in enumerate(above) if line.role is Role.BYLINE)
        higher = [line for line in above[byline + 1 :] if line.free]
        lower = [line for line in above[:byline] if line.free]
        if boundary == BELOW_CUT and higher and higher[0].words <= 20:
            higher[0].mark(Role.TITLE, "the line above a by-line in a list")
        elif not _name_title(higher, "a short line above a by-line", beneath=lower):
            _name_title(lower, "a short line between by-line and text", fewest=4)
        _standfirst([line for line in (*lower, *higher[:1]) if line.free])
    elif signed:
        lower, higher = above[: signed[0]], above[signed[-1] + 1 :]
        _head_date([line for line in lower if line.free], [line for line in higher if line.free], boundary)
        _standfirst([line for line in above if line.free])
    elif boundary and draft.lines[index].words >= 20:
        _name_title(_unsigned(direct, above), f"a short line above a text, {boundary}")
    if any(line.role in {Role.TITLE, Role.BYLINE} for line in above):
        draft.lines[index].mark(Role.TEXT, "the text below a headline or by-line")


def _head_date(lower: list[Line], higher: list[Line], boundary: str) -> None:
    """Label the headline of a text that a date stands above: below the date, or above it."""
    if _heads_date(lower, higher):
        higher[0].mark(Role.TITLE, "a short line above a date line, with a standfirst below it")
    elif not _name_title(lower, "a short line between date and text"):
        if boundary == BELOW_CUT and higher and higher[0].words <= 20:
            higher[0].mark(Role.TITLE, "the line above a date in a list")
        _name_title(higher, "a short line above a date line")


def _heads_date(lower: list[Line], higher: list[Line]) -> bool:
    """Return whether the line above a date is a headline and the longer one below the date its standfirst."""
    if not lower or not higher or not _title_like(higher[0]) or higher[0].words < 2:
        return False
    return not _names_house(higher[0]) and lower[0].words >= max(_STANDFIRST + 2, higher[0].words + _HEADLINE)


def _names_house(line: Line) -> bool:
    """Return whether a line may be a paper's name or a section's, and no headline."""
    return bool(_SECTION.search(line.text)) or not words("newspaper_nouns").isdisjoint(line.text.lower().split())


def _unsigned(direct: list[Line], above: list[Line]) -> list[Line]:
    """Return the lines that may head a text which nobody signs; a label may stand between headline and standfirst."""
    standfirst = direct and not _title_like(direct[0]) and not direct[0].whole and direct[0].words >= _STANDFIRST
    return [line for line in above if line.free] if standfirst else direct


def _heads_letter(draft: Draft, index: int, direct: list[Line]) -> bool:
    """Return whether the line above a letter is its headline; a whole sentence of restored text needs an end above."""
    line = direct[0]
    above = draft.lines[index - len(direct) - 1] if index > len(direct) else None
    ended = above is None or above.role in TAIL or above.role is Role.FURNITURE
    return _title_like(line) and (ended or not (line.restored and line.whole))


def _title_like(line: Line) -> bool:
    if _SPOKEN.match(line.text):
        return False
    if not 1 <= line.words <= 17 or line.text.lower() in words("furniture_lines"):
        return False
    return not _CLOSED.search(line.text) and any(c.isalpha() for c in line.text)


def _name_title(candidates: list[Line], reason: str, fewest: int = 1, beneath: Sequence[Line] = ()) -> bool:
    """Label the nearest line that may be a headline; a longer line below it is its standfirst.

    One of the lines `beneath`, between by-line and text, may be the standfirst already.
    """
    followed = any(line.words >= _STANDFIRST for line in beneath)
    for position, line in enumerate(candidates[:3]):
        if _title_like(line) and line.words >= fewest:
            place = position if position or followed or not _heads_standfirst(candidates) else 1
            candidates[place].mark(Role.TITLE, reason)
            _standfirst(candidates[:place])
            if place + 1 < len(candidates):
                _join(candidates[place:], reason)
            return True
    return False


def _heads_standfirst(candidates: list[Line]) -> bool:
    """Return whether the nearest line is so much longer than the one above that it must be its standfirst.

    Or a name opens the one above, and is no part of a standfirst (`Ada Bell: We are all on the pier`).
    """
    if len(candidates) > 1 and (label := _LABELLED.match(candidates[1].text)) and is_name(label["name"]):
        return candidates[1].free and _title_like(candidates[1])
    if len(candidates) < 2 or candidates[0].words < _STANDFIRST or candidates[0].text[0].islower():
        return False
    upper = candidates[1]
    short = upper.words >= _HEADLINE or (
        upper.words > 1 and candidates[0].words >= _SUBTITLE and not _names_house(upper)
    )
    return upper.free and _title_like(upper) and short and upper.words <= candidates[0].words - _SHORTER


def _join(candidates: list[Line], reason: str = "the lines above a letter") -> None:
    """Label a headline that is broken over lines: what opens with a small letter continues the line above it."""
    candidates[0].mark(Role.TITLE, reason)
    for lower, upper in pairwise(candidates[:3]):
        if not (lower.text[0].islower() and upper.free and upper.words <= 8 and _title_like(upper)):
            break
        upper.mark(Role.TITLE, reason)


def _standfirst(candidates: list[Line]) -> None:
    for line in candidates:
        if line.free and (_SENTENCE if line.whole else _STANDFIRST) <= line.words <= 60:
            line.mark(Role.STANDFIRST, "a line between headline and text")
