"""Furniture: lines that a web page or a list puts around its pieces."""

from __future__ import annotations

import re
from collections import Counter

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.stages.links import mark_links
from oped.convert.words import patterns, patterns_from, patterns_holding, words
from oped.convert.words.heads import head_of

_URL = re.compile(r"https?://\S+")
_MAY_REPEAT = re.compile(r"by\s|published|translated|.*\b(?:1[5-9]|20)\d\d\W*$", re.IGNORECASE)
_MENUS_FROM = 6
_CREDIT = 140
"""Characters at the end of a caption in which the photographer's credit stands."""
_LINKS = re.compile(
    r"(?:Read (?:[Mm]ore|[Nn]ext)|READ (?:MORE|NEXT)|Related(?: (?:[Aa]rticles|[Ss]tories|[Cc]overage))?"
    r"|Most (?:[Rr]ead|[Pp]opular)|More (?:from|in|on) (?:[A-Z][a-z’]+ )?[A-Z][a-z]+|You (?:may|might) also like)"
    r"[A-Z“‘][^\s].*[a-z’”?][A-Z“‘]"
)
"""A label and at least two headlines, glued to it and to one another where a page's line breaks are lost."""
BARRED = re.compile(
    r"(?:opinion|editorial|commentary|comment|analysis|perspective)\s?\|\s?(?P<title>[^|\s]+(?: [^|\s]+){2,})",
    re.IGNORECASE,
)
"""A headline behind the name of its section: `Opinion | The price of a quiet street`."""
_BY = re.compile(r"(?:by|par|por|von)\s", re.IGNORECASE)


def find_furniture(draft: Draft) -> None:
    """Label menu words, share bars, forms, captions and addresses; a page with many of them is a whole web page."""
    known = [_reason(line) if line.free else "" for line in draft.lines]
    hits = sum(1 for line, reason in zip(draft.lines, known, strict=True) if reason or line.role is Role.FURNITURE)
    draft.menus = hits >= _MENUS_FROM
    first, last = _text_between(draft.lines)
    for index, (line, reason) in enumerate(zip(draft.lines, known, strict=True)):
        if (
            reason
            and BARRED.fullmatch(line.text)
            and _BY.match(draft.lines[index + 1].text if index + 1 < len(known) else "")
        ):
            continue
        if reason and (draft.menus or reason != _WORD or not first <= index <= last or " " in line.text):
            line.mark(Role.FURNITURE, reason)
            if (url := _URL.fullmatch(line.text)) and not draft.url:
                draft.url = url[0]
    mark_links(draft, first)
    _repeats(draft)


_WORD = "a menu word"


def _reason(line: Line) -> str:
    if line.words > 120 or len(line.text) > 900:
        return ""
    if not line.whole and _LINKS.match(line.text):
        return "links to other pieces"
    low = line.text.lower()
    bare = low.rstrip(" .:»›>…|").lstrip("›»>• ").replace("’", "'")
    if bare in words("furniture_lines"):
        return _WORD
    if line.words > 40 and not line.whole:
        return ""
    if _is_notice(line.text, low):
        return "a form, link or notice of the web page"
    return "a caption with its credit" if _has_credit(line.text[-_CREDIT:]) else ""


def _is_notice(text: str, low: str) -> bool:
    """Return whether a line, given in small letters too, is a form, link or notice."""
    from_start = patterns_from("furniture_patterns", head_of(text))
    if from_start and from_start.match(text):
        return True
    for word, expression in patterns_holding("furniture_holding"):  # noqa: SIM110 - of every line; `any` takes longer
        if word in low and expression.match(text):
            return True
    return False


def _has_credit(end: str) -> bool:
    """Return whether the end of a line is a credit; one holds a colon, its name, or brackets, which is quick to see."""
    return (":" in end or "Credit" in end or end.endswith(")")) and bool(patterns("captions").search(end))


def _text_between(lines: list[Line]) -> tuple[int, int]:
    """Return the first and the last line that are long enough to be text."""
    long = [i for i, line in enumerate(lines) if line.words >= 25]
    return (long[0], long[-1]) if long else (0, len(lines))


def _repeats(draft: Draft) -> None:
    """Label the later copies of a short line. Outside menus, a whole sentence may be said twice: only a copy goes."""
    counts = Counter(line.text for line in draft.lines if line.words <= 40)
    fewest = 3 if draft.menus else 8
    seen: set[str] = set()
    above = ""
    for line in draft.lines:
        if line.free and counts[line.text] > 1 and line.words >= fewest and not _MAY_REPEAT.match(line.text):
            if line.text in seen and (
                line.text == above or not line.whole or (draft.menus and line.text[-1] not in "?!")
            ):
                line.mark(Role.FURNITURE, "the same line stands above")
            seen.add(line.text)
        above = line.text
