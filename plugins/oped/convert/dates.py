"""Days as pages print them. Only whole dates count: a day, a month by name and a year, or YYYY-MM-DD.

All in figures (03/05/2024) they count only on a line of their own, and only where figures tell the day from the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from oped.convert.words import table

_MONTHS = table("months")
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_FORMS = re.compile(
    rf"(?P<y1>(?:1[5-9]|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?,?\s+(?:de\s+|of\s+)?(?P<m2>{_MONTH})(?:\s?/\s?\w+)?\.?,?\s+(?:de\s+|del\s+)?"
    rf"(?P<y2>(?:1[5-9]|20)\d\d)(?!\d)"
    rf"|(?P<m3>{_MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:1[5-9]|20)\d\d)(?!\d)"
    r"|(?P<y4>(?:1[5-9]|20)\d\d)\s?年\s?(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""What every form holds, and hardly a line: it is quick to look for."""
_AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|le|el|den|der)\b"
    r"|\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\b|[ap]\.?m\b)|\b\d{1,2}\s*(?=[ap]\.?m)|\b[ap]\.?\s?m\b\.?"
    r"|\b(?:gmt|utc|bst|cet|cest|est|edt|[ecmp]\.?t|cst|cdt|mst|mdt|pst|pdt|aedt|aest|awst|ist|jst|hkt|sgt|pht|myt|ict|wib"
    r"|kst|pkt|nz[sd]?t|eat|wat|sast|msk|akst|hst)\b|\b\d{1,2}[ -]min(?:ute)?s?(?: read)?\b"
    r"|\b(?:first|last|published|publié|publicado|updated|modified|posted|issued|date|created|on|at|mis à jour|à)\b"
    r"|\b(?:modifié|actualizado|atualizado|veröffentlicht|aktualisiert|geändert|erstellt|stand|am|um|uhr|em|às|as|h)\b"
    r"|(?:기사)?(?:입력|등록|승인|수정)(?:일|시간)?|오[전후]"
    r"|[^\w\s]|\s",
    re.IGNORECASE,
)

_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<a>\d\d?)(?P<mark>[./-])(?P<b>\d\d?)(?P=mark)(?P<y>(?:19|20)\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<mark2>[./])(?P<m2>\d\d?)(?P=mark2)(?P<d2>\d\d?))(?![\d/-])"
)
_LATER = re.compile(
    r"\b(?:updated|modified|mis à jour|modifié|actualizado|atualizado|aktualisiert|geändert)\b|수정", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"\b(?:às|à|publié|modifié|publicado|actualizado|atualizado|uhr|em|el|le)\b", re.IGNORECASE)
"""Words beside a date in figures of languages that put the day first."""


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
    if not _YEAR.search(text, start):
        return None
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

    Of several it is the first that is not called one of a later change; `only_changed` says that all are.

    >>> only_day("Updated 2 December 2017, 18.55 GMT. First published on 30 November 2017").day.day
    30
    """
    days = list(_days(text)) if len(text) <= 160 else []
    if not days or rest_of(text):
        return None
    return next(_unchanged(text, days), days[0])


def only_changed(text: str) -> bool:
    """Return whether every day that a date line states is called one of a later change."""
    days = [*_days(text), *(Day(date.min, *match.span()) for match in _FIGURES.finditer(text))]
    days.sort(key=lambda day: day.start)
    return bool(days) and next(_unchanged(text, days), None) is None


def _unchanged(text: str, days: Sequence[Day]) -> Iterator[Day]:
    ends = [0, *(day.end for day in days)]
    return (day for day, before in zip(days, ends, strict=False) if not _LATER.search(text, before, day.start))


def only_figures(text: str) -> bool:
    """Return whether a line states a date all in figures, and nothing else.

    >>> [only_figures(text) for text in ("Published: 03/05/2024", "2024/5/3", "Won 03/05/2024", "1.2.2024.7")]
    [True, True, False, False]
    """
    short = len(text) <= 160 and _FIGURES.search(text) is not None
    return short and not _AROUND.sub("", _FIGURES.sub(" ", text))


def has_figures(text: str) -> bool:
    """Return whether a day all in figures stands in a text."""
    return _FIGURES.search(text) is not None


def day_first(text: str) -> bool | None:
    """Return whether the dates in figures of a page put the day first; None where they do not say, or disagree.

    >>> day_first("03/05/2024, 25/05/2024"), day_first("03/05/2024"), day_first("5/25/2024 and 25/5/2024")
    (True, None, None)
    """
    told = {int(match["a"]) > 12 for match in _FIGURES.finditer(text) if match["a"] and _tells(match)}
    return told.pop() if len(told) == 1 else None


def _tells(match: re.Match[str]) -> bool:
    low, high = sorted((int(match["a"]), int(match["b"])))
    return 1 <= low <= 12 < high <= 31


def figured_day(text: str, first: bool | None) -> date | None:
    """Return the day of a line of figures; `first` is what `day_first` says of its page.

    Of several it is the first that is not called one of a later change. None where day and month could be each other.

    >>> figured_day("03/05/2024", True).month, figured_day("03/05/2024", None), figured_day("2024/05/03", None).month
    (5, None, 5)
    """
    matches = {match.start(): match for match in _FIGURES.finditer(text)}
    days = [Day(date.min, *match.span()) for match in matches.values()]
    chosen = next(_unchanged(text, days), days[0])
    match = matches[chosen.start]
    if match["y2"]:
        return _made(match["y2"], match["m2"], match["d2"])
    readings = {True: _made(match["y"], match["b"], match["a"]), False: _made(match["y"], match["a"], match["b"])}
    if first is None and _DAY_FIRST.search(text):
        first = True
    possible = set(readings.values()) - {None}
    return possible.pop() if len(possible) == 1 else readings[first] if first is not None else None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _days(text: str) -> Iterator[Day]:
    found = find_day(text)
    while found:
        yield found
        found = find_day(text, found.end)


def rest_of(text: str) -> str:
    """Return the letters and digits of a line that are no part of a date, a time or the words around them."""
    return _AROUND.sub("", _FORMS.sub(" ", text))
