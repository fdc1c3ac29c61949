"""A bench as a picture: wall time, CPU time and memory against the number of pieces, both axes logarithmic."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping
from html import escape

from measure import Run

WIDTH, HEIGHT, LEFT, TOP, GAP = 300, 220, 52, 30, 78
COLOURS = ("#1f4e8c", "#7fa3d1", "#8a6d00", "#6fa28f", "#0b5b45", "#5a5a5a", "#7a1f3d", "#b04a00")
PARTS = {"wall": "wall, s", "cpu": "CPU, s", "memory": "memory, MB"}
Results = Mapping[int, Mapping[str, list[Run]]]


def plot(results: Results) -> str:
    """Return an SVG of three charts side by side, a line for each builder, with their names below."""
    names = list(next(iter(results.values())))
    parts = [chart(results, names, part, LEFT + place * (WIDTH + GAP)) for place, part in enumerate(PARTS)]
    for place, name in enumerate(names):
        x, y = LEFT + place % 3 * (WIDTH + GAP), TOP + HEIGHT + 52 + place // 3 * 20
        parts.append(f'<rect x="{x}" y="{y - 9}" width="18" height="4" fill="{COLOURS[place % len(COLOURS)]}"/>')
        parts.append(f'<text x="{x + 26}" y="{y}">{escape(name)}</text>')
    size = (3 * (WIDTH + GAP), TOP + HEIGHT + 64 + (len(names) + 2) // 3 * 20)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" font-family="serif" font-size="13">'
        '<rect width="100%" height="100%" fill="#fff"/>'
    )
    return "\n".join([head, *parts, "</svg>", ""])


def chart(results: Results, names: list[str], part: str, left: float) -> str:
    """Return one chart with its frame, ticks and lines."""
    values = {
        name: [
            (size, statistics.median(getattr(run, part) for run in runs[name]))
            for size, runs in results.items()
            if name in runs
        ]
        for name in names
    }
    high = max(value for points in values.values() for _, value in points)
    low = min(value for points in values.values() for _, value in points)
    x, y = Scale(min(results), max(results), left, WIDTH), Scale(low, high, TOP + HEIGHT, -HEIGHT)
    lines = [
        f'<text x="{left}" y="{TOP - 12}">{PARTS[part]}</text>',
        f'<path d="M{left},{TOP}v{HEIGHT}h{WIDTH}" fill="none" stroke="#888"/>',
        *(f'<text x="{left - 6}" y="{y(tick):.1f}" text-anchor="end">{tick:g}</text>' for tick in y.ticks()),
        *(f'<text x="{x(size):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{size:,}</text>' for size in results),
    ]
    for place, name in enumerate(names):
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in values[name])
        colour = COLOURS[place % len(COLOURS)]
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{x(s):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>' for s, v in values[name]]
    return "\n".join(lines)


class Scale:
    """A logarithmic axis from `low` to `high`, drawn from `start` over `length`."""

    def __init__(self, low: float, high: float, start: float, length: float) -> None:
        self.low, self.high = math.log10(low), math.log10(high)
        self.start, self.length = start, length

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        span = self.high - self.low
        return self.start + (self.length * (math.log10(value) - self.low) / span if span else 0)

    def ticks(self) -> Iterator[float]:
        """Yield the ones, twos and fives of each power of ten within."""
        for power in range(math.floor(self.low), math.ceil(self.high) + 1):
            yield from (one for digit in (1, 2, 5) if self.low <= math.log10(one := digit * 10**power) <= self.high)
