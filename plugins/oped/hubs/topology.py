"""Country shapes out of a TopoJSON file: arcs that neighbours share, delta-coded and quantized.

Format: TopoJSON 1.0. The file meant is `world-atlas/countries-110m.json` of npm (Natural Earth, public domain), whose
geometries carry ISO 3166-1 numbers as ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from oped.errors import BuildError

Point = tuple[float, float]
Ring = list[Point]


class Country(NamedTuple):
    """One country: `number` as ISO 3166-1 gives it, or empty; `rings` in degrees (longitude, latitude), closed."""

    number: str
    name: str
    rings: list[Ring]


def countries(file: Path) -> list[Country]:
    """Return the countries of a TopoJSON file, in its order. Raises BuildError when it is no such file."""
    try:
        topology = json.loads(file.read_bytes())
        arcs = [_arc(deltas, topology["transform"]) for deltas in topology["arcs"]]
        geometries = topology["objects"]["countries"]["geometries"]
        return [
            Country(shape.get("id", ""), shape["properties"]["name"], list(_rings(shape, arcs))) for shape in geometries
        ]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BuildError(f"no map of countries: {error}", file=file, remedy="run `npm ci`") from error


def _arc(deltas: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Ring:
    """Return an arc in degrees: each pair adds to the one before, then is scaled and moved."""
    (across, up), (left, bottom) = transform["scale"], transform["translate"]
    xs = accumulate(delta[0] for delta in deltas)
    ys = accumulate(delta[1] for delta in deltas)
    return [(x * across + left, y * up + bottom) for x, y in zip(xs, ys, strict=True)]


def _rings(shape: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    polygons: list[list[list[int]]] = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    for polygon in polygons:
        for ring in polygon:
            yield [point for number in ring for point in _directed(arcs, number)]


def _directed(arcs: Sequence[Ring], number: int) -> Ring:
    """Return an arc without its last point, which begins the next one; `~n` is arc n walked backwards."""
    return arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]
