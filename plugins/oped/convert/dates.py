"""Days as pages print them. Only whole dates count: a day, a month by name and a year, or YYYY-MM-DD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from oped.convert.words import table

_MONTHS = table("months")
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_FORMS = re.compile(
    rf"(?P<y1>(?:1[5-9]|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?,?\s+(?:de\s+|of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?:de\s+|del\s+)?"
    rf"(?P<y2>(?:1[5-9]|20)\d\d)(?!\d)"
    rf"|(?P<m3>{_MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:1[5-9]|20)\d\d)(?!\d)"
    r"|(?P<y4>(?:1[5-9]|20)\d\d)\s?年\s?(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|le|el|den|der)\b"
    r"|\b\d{1,2}[:.h]\d\d(?::\d\d)?\b|\b\d{1,2}\s*(?=[ap]\.?m)|\b[ap]\.?\s?m\b\.?"
    r"|\b(?:gmt|utc|bst|cet|cest|est|edt|e\.?t|cst|cdt|mst|mdt|pst|pdt|aedt|aest|awst|ist|jst|hkt|sgt)\b"
    r"|\b(?:first|last|published|publié|publicado|updated|modified|posted|issued|date|created|on|at|mis à jour|à)\b"
    r"|[^\w\s]|\s",
    re.IGNORECASE,
)

_LATER = re.compile(r"\b(?:updated|modified|mis à jour)\b", re.IGNORECASE)


class Day(NamedTuple):
    """A day and where it stands in the text that was read."""

    day: date
    start: int
    end: int


def find_day(text: str, start: int = 0) -> Day | None:
    """Return the first whole date in `text`, or None. A month or day that cannot be is no date.

    >>> find_day("By THE EDITORIAL BOARDDEC. 3, 2017").day.isoformat()
    '2017-12-03'
    """
    for match in _FORMS.finditer(text, start):
        year, month, day = next((y, m, d) for y, m, d in (match.group(*k) for k in _KEYS) if y)
        try:
            found = date(int(year), int(_MONTHS.get(month.lower(), month)), int(day))
        except ValueError:
            continue
        return Day(found, *match.span())
    return None


_KEYS = [(f"y{n}", f"m{n}", f"d{n}") for n in (1, 2, 3, 4)]


def only_day(text: str) -> Day | None:
    """Return the date of a line that states nothing else (weekday, time, `Last modified on …` may stand by it).

    Of several it is the first that is not called one of a later change.

    >>> only_day("Updated 2 December 2017, 18.55 GMT. First published on 30 November 2017").day.day
    30
    """
    if len(text) > 160 or not any(c.isdigit() for c in text) or rest_of(text):
        return None
    days = list(_days(text))
    ends = [0, *(day.end for day in days)]
    first = (day for day, before in zip(days, ends, strict=False) if not _LATER.search(text, before, day.start))
    return next(first, days[0] if days else None)


def _days(text: str) -> Iterator[Day]:
    found = find_day(text)
    while found:
        yield found
        found = find_day(text, found.end)


def rest_of(text: str) -> str:
    """Return the letters and digits of a line that are no part of a date, a time or the words around them."""
    return _AROUND.sub("", _FORMS.sub(" ", text))
