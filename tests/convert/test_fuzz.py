"""The fuzzer's cases: a fixed few of each kind, and every one that ever made trouble."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import fuzz  # noqa: E402 - it stands beside the tests, and runs by itself too


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_no_case_makes_trouble(start: int) -> None:
    """Cases that are the same in every run: read, or refused with a reason, nothing lost, twice the same."""
    pages = fuzz.stock()
    for number in range(start, start + 30):
        name, data = fuzz.case(number, pages)
        assert not (wrong := fuzz.trouble(name, data)), f"case {number}: {wrong}"


def test_what_made_trouble_once_makes_none() -> None:
    """Each seed that the fuzzer ever left behind."""
    for seed in sorted(fuzz.SEEDS.glob("*.*")):
        assert not (wrong := fuzz.trouble(seed.name, seed.read_bytes())), f"{seed.name}: {wrong}"
