"""Geometry of the charts: columns by year, terms by size. Templates only write down what these measure.

Everything is in whole SVG units. Amounts are told by length, never by hue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oped.hubs.model import Bar, Hub, Year

STEP, BAR, TALLEST, FLOOR, HEIGHT = 28, 20, 96, 116, 136
"""Units: column to column (a finger's target is 24), a bar's width, the highest bar, the axis, the whole picture."""


@dataclass(frozen=True, slots=True)
class Column:
    """One year's bar: `left` and `x` are the left edges of its target and of the bar, `y` the bar's top."""

    left: int
    x: int
    y: int
    middle: int
    year: int | None
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns from the oldest year to the newest, the undated last."""

    width: int
    height: int
    floor: int
    step: int
    bar: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """A term's share of the largest one, in per cent."""

    hub: Hub
    count: int
    share: int


def columns(years: Iterable[Bar | Year]) -> Chart:
    """Return the chart of pieces per year. Years without a piece keep their place, so that a gap is seen as one."""
    given = [one for one in years if one.count]
    dated = {one.year: one for one in given if one.year is not None}
    undated = [one for one in given if one.year is None]
    highest = max((one.count for one in given), default=1)
    years_shown = range(min(dated, default=0), max(dated, default=-1) + 1)
    found = [_column(place, dated[year], highest) for place, year in enumerate(years_shown) if year in dated]
    width = len(years_shown)
    if undated:
        found.append(_column(width + 1, undated[0], highest))
        width += 3  # room for the word below it, apart from the years
    return Chart(width * STEP, HEIGHT, FLOOR, STEP, BAR, tuple(found))


def sizes(hubs: Iterable[Hub]) -> list[Size]:
    """Return the terms that have pieces, largest first, each with its share of the largest."""
    largest_first = sorted((hub for hub in hubs if hub.count), key=lambda hub: (-hub.count, hub.slug))
    largest = max((hub.count for hub in largest_first), default=1)
    return [Size(hub, hub.count, max(1, round(100 * hub.count / largest))) for hub in largest_first]


def _column(place: int, one: Bar | Year, highest: int) -> Column:
    left = place * STEP
    y = FLOOR - max(2, round(TALLEST * one.count / highest))
    label = f"’{one.year % 100:02d}" if one.year is not None else ""
    return Column(left, left + (STEP - BAR) // 2, y, left + STEP // 2, one.year, label, one.count, one.url)
