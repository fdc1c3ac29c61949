"""Date lines: a line that states a day and nothing else, or the day beside the newspaper's name."""

from __future__ import annotations

import re
from datetime import date

from oped.convert.dates import day_first, figured_day, find_day, only_changed, only_day, only_figures
from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.words import words

PAGE_DATE = "the page's date line"
_DIGIT = re.compile(r"\d")
_DIVIDED = re.compile(r"\s*(?:[|•·]|,|\s[–—/-]\s)\s*")
_TIME = re.compile(r"\b\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?\b", re.IGNORECASE)
_CRAWL = re.compile(r"[|•·]?\s*\b(?:today.s (?:paper|e-edition)|e-edition|-?\d[\d.]* ?°)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:first )?(?:published|posted|updated|issued)(?: (?:on|at))?:?\s", re.IGNORECASE)
_PLACE = re.compile(r"\s[–—|-]\s[A-Z][A-Za-z.’'-]+(?: [A-Z][A-Za-z.’'-]+){0,2}$")


def find_dates(draft: Draft) -> None:
    """Label date lines. The day on which a web page was saved, in its menu, is furniture: it dates no piece."""
    seen_text = False
    in_figures: list[Line] = []
    for index, line in draft.free():
        seen_text = seen_text or line.words > 30
        if line.words > 30 or not _DIGIT.search(line.text):
            continue
        if line.words <= 14 and _CRAWL.search(line.text) and find_day(line.text):
            line.mark(Role.FURNITURE, "the day on which the page was shown")
        elif (found := only_day(_without_place(line.text))) or only_figures(line.text):
            if _stands_in_menu(draft, index):
                line.mark(Role.FURNITURE, "a date among menu lines: the day on which the page was saved")
            elif found:
                _mark(line, found.day)
            else:
                in_figures.append(line)
        elif not seen_text and index < 12 and line.words <= 14 and (day := find_day(line.text)):
            outlet = _beside(line.text, day.start, day.end)
            if outlet is not None:
                line.mark(Role.DATE, PAGE_DATE)
                line.day = day.day
                if outlet.lower() not in words("furniture_lines"):
                    draft.outlet = draft.outlet or outlet
    first = day_first(draft.page.text) if in_figures else None
    for line in in_figures:
        _mark(line, figured_day(line.text, first))


def _without_place(text: str) -> str:
    """Return a line that calls itself one of publication or change without the place at its end."""
    return _PLACE.sub("", text) if _LABELLED.match(text) else text


def _mark(line: Line, day: date | None) -> None:
    """Label a date line. Neither figures that could be either day nor the day of a later change date a piece."""
    if day is None:
        line.mark(Role.DATE, "its figures do not tell the day from the month")
    elif only_changed(line.text):
        line.mark(Role.DATE, "it states the day of a later change, not that of publication")
    else:
        line.mark(Role.DATE, "a line that states a date and nothing else")
        line.day = day


def _stands_in_menu(draft: Draft, index: int) -> bool:
    """Return whether furniture stands on both sides of a line that does not call itself a publication date."""
    if not draft.menus or _LABELLED.match(draft.lines[index].text):
        return False
    before = draft.lines[max(0, index - 2) : index]
    after = draft.lines[index + 1 : index + 3]
    return all(line.role is Role.FURNITURE for line in [*before, *after])


def _beside(text: str, start: int, end: int) -> str | None:
    """Return the words beside the date of a date line, or None when the date is part of a sentence or headline."""
    before, after = _TIME.sub("", text[:start]), text[end:]
    before = re.sub(r"(?:\W+|^)(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$", "|", before, flags=re.IGNORECASE)
    if after.strip(" .|"):
        parts = _DIVIDED.split(after, maxsplit=1)
        return parts[-1].strip() if len(parts) == 2 and not parts[0] and not before.strip(" |") else None
    parts = _DIVIDED.split(f"{before.strip()} ")
    return parts[0] if len(parts) >= 2 and not parts[-1].strip() and len(parts[0].split()) <= 7 else None
