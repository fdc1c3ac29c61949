"""Charts and maps measure what they picture."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.errors import BuildError
from oped.hubs.atlas import STEPS, legend, limits, locator, shade, world
from oped.hubs.charts import columns, sizes
from oped.hubs.model import Bar, Hub, Taxonomy
from oped.hubs.topology import countries
from oped.hubs.world import WIDTH, cut, lands, project

ATLAS = Path(__file__).resolve().parents[2] / "node_modules" / "world-atlas"
REGIONS = Taxonomy("region", "Region", "Regions", "regions", "regions")
YEARS = st.dictionaries(st.none() | st.integers(1850, 2050), st.integers(1, 5000), max_size=60)


class Counted(Hub):
    """A hub of which only the number of pieces matters."""

    count = 0


def hub(code: str, count: int) -> Hub:
    """Return a hub with so many pieces."""
    one = Counted(REGIONS, code, code, code.lower())
    one.count = count  # type: ignore[misc]
    return one


@given(YEARS)
def test_columns_are_true(years: dict[int | None, int]) -> None:
    """Each year has one column in order of time, as high as its share, in a place of its own that a thumb can hit."""
    bars = [Bar(year, f"#y{year}", count) for year, count in years.items()]
    chart = columns(bars)
    ordered = sorted(years, key=lambda year: (year is None, year or 0))
    assert [column.year for column in chart.columns] == ordered
    assert [column.count for column in chart.columns] == [years[year] for year in ordered]
    lefts = [column.left for column in chart.columns]
    assert all(b - a >= 24 for a, b in pairwise(lefts))
    assert all(column.left + chart.step <= chart.width for column in chart.columns)
    heights = {column.count: chart.floor - column.y for column in chart.columns}
    by_count = [heights[count] for count in sorted(heights)]
    assert by_count == sorted(by_count)
    assert all(height >= 2 for height in by_count)


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=60))
def test_shades_are_ordered_and_told(counts: list[int]) -> None:
    """More pieces are never paler; the most are darkest; the legend names exactly the shades in use."""
    bounds = limits(counts)
    shades = [shade(count, bounds) for count in sorted(counts)]
    assert shades == sorted(shades)
    assert shades[-1] == STEPS
    assert all(1 <= one <= STEPS for one in shades)
    assert set(shades) <= {step.step for step in legend(bounds)}


@given(st.lists(st.integers(0, 1000), max_size=40))
def test_sizes(counts: list[int]) -> None:
    """Sizes go from the largest to the smallest, the largest filling the width; empty terms are left out."""
    found = sizes([hub(f"t{number}", count) for number, count in enumerate(counts)])
    assert [size.count for size in found] == sorted((count for count in counts if count), reverse=True)
    assert all(1 <= size.share <= 100 for size in found)
    assert not found or found[0].share == 100


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_projection_stays_on_the_map(longitude: float, latitude: float) -> None:
    """Every place lies within the frame; the antipodes of a meridian mirror it."""
    x, y = project((longitude, latitude))
    assert 0 <= x <= WIDTH
    assert 0 <= y <= WIDTH // 2
    assert abs(project((-longitude, latitude))[0] - (WIDTH - x)) <= 1


def test_projection_keeps_areas() -> None:
    """A country takes the room that it takes on the globe: Algeria is larger than Greenland."""

    def area(code: str) -> float:
        points = path_points(lands(ATLAS, 10_000)[code].path)
        return sum(ring_area(ring) for ring in points)

    assert area("DZ") / area("GL") == pytest.approx(2382 / 2166, rel=0.08)
    assert area("BR") / area("AU") == pytest.approx(8516 / 7692, rel=0.05)


def test_no_line_runs_across_the_world() -> None:
    """Shapes are cut at 180 degrees, so that no step of an outline is longer than a tenth of the map's width."""
    for code, land in lands(ATLAS).items():
        if code == "AQ":
            continue  # its southern edge is the map's own
        for ring in path_points(land.path):
            assert all(abs(b[0] - a[0]) <= WIDTH / 10 for a, b in pairwise(ring)), code


def test_cut_keeps_a_ring_that_does_not_cross() -> None:
    """A ring within the map comes back as it is."""
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    assert cut(ring) == [ring]


def test_world_links_every_country_that_has_pieces() -> None:
    """Countries of any size are drawn with their counts; Antarctica only when written about; areas are not."""
    hubs = [hub("TW", 12), hub("SG", 3), hub("150", 40), hub("KE", 0)]
    drawn = world(hubs, ATLAS)
    assert [(shape.hub.code, shape.count) for shape in drawn.shapes] == [("SG", 3), ("TW", 12)]
    bottom = int(drawn.frame.split()[3])
    assert int(world([*hubs, hub("AQ", 1)], ATLAS).frame.split()[3]) > bottom
    assert world(hubs, ATLAS, {"TW", "JP"}).frame != drawn.frame


def test_locator() -> None:
    """A small map points at its region; a region that no atlas has gets none."""
    found = locator({"FR", "DE"}, ATLAS)
    assert found
    assert found.here
    assert locator({"XX"}, ATLAS) is None


def test_missing_atlas_is_said(tmp_path: Path) -> None:
    """A missing or broken atlas names its file and the remedy."""
    with pytest.raises(BuildError, match="npm ci"):
        countries(tmp_path / "countries-110m.json")
    (tmp_path / "broken.json").write_text('{"arcs": []}')
    with pytest.raises(BuildError, match=r"broken\.json"):
        countries(tmp_path / "broken.json")


def path_points(path: str) -> list[list[tuple[int, int]]]:
    """Return the rings of a path made of `M x y l dx dy … z`."""
    rings = []
    for part in re.findall(r"M[^z]*z", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=False):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return [ring for ring in rings if "a" not in path]


def ring_area(ring: list[tuple[int, int]]) -> float:
    """Return the area of a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2
