"""The world as paths of an SVG: Equal Earth, so that a country takes the room on paper that it takes on the globe."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from babel.core import get_global

from oped.hubs.topology import Country, Point, Ring, countries

WIDTH = 1000
"""Units across the whole world on a map; a path has whole units only, about a pixel on a wide screen."""
DOT = 4
"""Radius in units of the dot that stands for a country too small to draw or to hit, on a map of that width."""
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
"""ISO 3166-1 gives these no number; each is drawn with the code it is counted under here."""
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Polynomial of Equal Earth: Šavrič, Patterson, Jenny (2018), doi:10.1080/13658816.2018.1504949."""


Box = tuple[int, int, int, int]


class Land(NamedTuple):
    """A country's outline: an SVG path, and whether it is but a dot.

    `box` is `(left, top, right, bottom)` in units; `main` that of its largest part alone, without islands overseas.
    """

    path: str
    box: Box
    main: Box
    small: bool = False


@lru_cache(maxsize=4)
def lands(folder: Path, width: int = WIDTH) -> dict[str, Land]:
    """Return the outline of each country by ISO 3166-1 alpha-2 code, from the two files of `world-atlas` in `folder`.

    Large countries come from the coarse file. Those it leaves out (island states, mostly) become dots where the finer
    file has them.
    """
    coarse = _by_code(countries(folder / "countries-110m.json"))
    fine = _by_code(countries(folder / "countries-50m.json"))
    drawn = {code: outline(rings, width) for code, rings in coarse.items()}
    dots = {code: dot(max(rings, key=_area), width) for code, rings in fine.items() if code not in coarse}
    return dict(sorted({**drawn, **dots}.items()))


def project(point: Point, width: int = WIDTH) -> tuple[int, int]:
    """Return where a point in degrees lies on the map, in units from its left upper corner.

    >>> project((0, 0)), project((-180, 0)), project((0, 90))
    ((500, 243), (0, 243), (500, 0))
    """
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    theta = math.asin(math.sqrt(3) / 2 * math.sin(latitude))
    square = theta * theta
    sixth = square**3
    x = (
        2
        * math.sqrt(3)
        * longitude
        * math.cos(theta)
        / (3 * (9 * A4 * square * sixth + 7 * A3 * sixth + 3 * A2 * square + A1))
    )
    y = theta * (A4 * square * sixth + A3 * sixth + A2 * square + A1)
    widest = 2 * math.sqrt(3) * math.pi / (3 * A1)
    highest = 1.3173627591574133
    return round((x / widest + 1) / 2 * width), round((highest - y) / widest / 2 * width)


def outline(rings: Iterable[Ring], width: int) -> Land:
    """Return rings in degrees as a path of whole units; a ring that shrinks to fewer than three points is left out."""
    walks = [walk for ring in rings for part in cut(ring) if len(walk := _distinct(part, width)) > 2]
    if not walks:
        return Land("", (0, 0, 0, 0), (0, 0, 0, 0))
    main = max(map(_box, walks), key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return Land("".join(map(_path, walks)), _box([point for walk in walks for point in walk]), main)


def cut(ring: Ring) -> list[Ring]:
    """Return a ring in parts that do not cross the map's edge, 180 degrees; one round a pole is closed along it.

    >>> cut([(179.0, 1.0), (-179.0, 1.0), (-179.0, 0.0), (179.0, 0.0)])[0]
    [(-180.0, 1.0), (-179.0, 1.0), (-179.0, 0.0), (-180.0, 0.0)]
    """
    walk = _unwrapped(ring)
    if abs(walk[-1][0] - walk[0][0]) > 180:
        pole = math.copysign(90, walk[0][1])
        walk += [(walk[-1][0], pole), (walk[0][0], pole)]
    if all(-180 <= longitude <= 180 for longitude, _ in walk):
        return [walk]
    turned = ([(longitude + turn, latitude) for longitude, latitude in walk] for turn in (-360, 0, 360))
    return [part for one in turned if (part := _clip(_clip(one, -180, 1), 180, -1))]


def _unwrapped(ring: Ring) -> Ring:
    """Return the ring with its start as its end, no step longer than half the globe."""
    walk = ring[:1]
    for longitude, latitude in [*ring[1:], ring[0]]:
        walk.append((longitude + 360 * round((walk[-1][0] - longitude) / 360), latitude))
    return walk[:-1] if walk[-1] == walk[0] else walk


def _clip(ring: Ring, edge: float, side: int) -> Ring:
    """Return the part of a ring east (`side` 1) or west (-1) of the longitude `edge` (Sutherland and Hodgman)."""
    kept: Ring = []
    for (a, b), (x, y) in zip([*ring[-1:], *ring], ring, strict=False):
        if (a - edge) * side < 0 < (x - edge) * side or (x - edge) * side < 0 < (a - edge) * side:
            kept.append((float(edge), b + (y - b) * (edge - a) / (x - a)))
        if (x - edge) * side >= 0:
            kept.append((x, y))
    return kept


def dot(ring: Ring, width: int) -> Land:
    """Return a round dot at the middle of a ring."""
    left, top, right, bottom = _box([project(point, width) for point in cut(ring)[0]])
    x, y = (left + right) // 2, (top + bottom) // 2
    radius = max(1, DOT * width // WIDTH)
    half = f"a{radius} {radius} 0 1 1"
    path = f"M{x - radius} {y}{half} {2 * radius} 0{half} {-2 * radius} 0z"
    box = (x - radius, y - radius, x + radius, y + radius)
    return Land(path, box, box, small=True)


def _by_code(shapes: Iterable[Country]) -> dict[str, list[Ring]]:
    numbers = get_global("territory_aliases")
    found: dict[str, list[Ring]] = {}
    for number, name, rings in shapes:
        code = UNNUMBERED.get(name) or (numbers.get(number) or [""])[0]
        if code:
            found.setdefault(code, []).extend(rings)
    return found


def _distinct(ring: Ring, width: int) -> list[tuple[int, int]]:
    walk: list[tuple[int, int]] = []
    for point in (project(one, width) for one in ring):
        if not walk or walk[-1] != point:
            walk.append(point)
    return walk[:-1] if len(walk) > 1 and walk[0] == walk[-1] else walk


def _path(walk: list[tuple[int, int]]) -> str:
    steps = (f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(walk))
    return f"M{walk[0][0]} {walk[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _box(points: list[tuple[int, int]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))
