"""Geometry of the maps: the world by number of pieces, and where a region lies. Templates only write it down.

Everything is in whole SVG units. Amounts are told by lightness, never by hue.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from oped.hubs.model import Hub
from oped.hubs.world import Box, lands

LOCATOR = 240
"""Units across a small map: a sixth of the bytes of the large one."""
SEEN = 12
"""Units of a small map; a place that is smaller gets a ring."""
STEPS = 5
"""Shades of the map."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A country that has pieces: `step` is its shade, 1 (palest) to 5."""

    hub: Hub
    count: int
    step: int
    path: str


@dataclass(frozen=True, slots=True)
class Step:
    """A shade of the legend: from how many pieces to how many."""

    step: int
    label: str


@dataclass(frozen=True, slots=True)
class World:
    """The map: `frame` is a viewBox, `land` the path of the countries without pieces, dots left out."""

    frame: str
    land: str
    shapes: tuple[Shape, ...]
    legend: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map: `here` is the path of what it points at, `land` that of all else.

    `ring` is the middle of a circle round a place too small to be seen, None where none is needed.
    """

    frame: str
    land: str
    here: str
    ring: tuple[int, int] | None


def world(hubs: Iterable[Hub], folder: Path, areas: Collection[str] = ()) -> World:
    """Return the map of `hubs` (those with a country's code), of the whole world or of the countries in `areas` only.

    `folder` is `world-atlas` as npm installs it. Antarctica is drawn only where a piece is about it.
    """
    known = {hub.code: hub for hub in hubs if hub.count}
    shown = {
        code: land
        for code, land in lands(folder).items()
        if (code in areas if areas else code != "AQ" or code in known) and land.path
    }
    bounds = limits([known[code].count for code in shown if code in known])
    shapes = [
        Shape(hub, hub.count, shade(hub.count, bounds), shown[code].path)
        for code, hub in sorted(known.items())
        if code in shown
    ]
    rest = "".join(land.path for code, land in shown.items() if code not in known and not land.small)
    return World(
        _frame([land.main if areas else land.box for land in shown.values()]), rest, tuple(shapes), legend(bounds)
    )


def locator(codes: Collection[str], folder: Path) -> Locator | None:
    """Return the small map that shows where `codes` lie; None when the atlas has none of them, or no others."""
    shown = {code: land for code, land in lands(folder, LOCATOR).items() if code != "AQ" or code in codes}
    here = "".join(land.path for code, land in shown.items() if code in codes)
    rest = "".join(land.path for code, land in shown.items() if code not in codes and not land.small)
    if not (here and rest):
        return None
    return Locator(
        _frame([land.box for land in shown.values()]),
        rest,
        here,
        _ring([shown[one].main for one in codes if one in shown]),
    )


def limits(counts: Sequence[int]) -> list[int]:
    """Return the least count of each shade: equal steps of the logarithm, since a few countries have most pieces.

    >>> limits([1, 2, 40, 500])
    [1, 4, 13, 42, 145]
    >>> limits([1, 1, 2])
    [1, 2]
    """
    most = max(counts, default=1)
    return sorted({1, *(math.ceil(most ** (step / STEPS)) for step in range(1, STEPS))} - {most + 1})


def shade(count: int, bounds: Sequence[int]) -> int:
    """Return the shade of a count; the highest class is always the darkest."""
    return sum(count >= bound for bound in bounds) + STEPS - len(bounds)


def legend(bounds: Sequence[int]) -> tuple[Step, ...]:
    """Return what each shade stands for, palest first.

    >>> [step.label for step in legend([1, 2, 5])]
    ['1', '2–4', '5 +']
    """
    ends = [*(bound - 1 for bound in bounds[1:]), None]
    return tuple(
        Step(shade(start, bounds), f"{start} +" if end is None else f"{start}–{end}" if end > start else str(start))
        for start, end in zip(bounds, ends, strict=True)
    )


def _ring(boxes: Collection[Box]) -> tuple[int, int] | None:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return ((left + right) // 2, (top + bottom) // 2) if max(right - left, bottom - top) < SEEN else None


def _frame(boxes: Collection[Box]) -> str:
    left, top = min((box[0] for box in boxes), default=0), min((box[1] for box in boxes), default=0)
    right, bottom = max((box[2] for box in boxes), default=1000), max((box[3] for box in boxes), default=487)
    return f"{left - 2} {top - 2} {right - left + 4} {bottom - top + 4}"
