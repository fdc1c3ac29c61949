"""Raw folders for the converter's tests: prose that no two columns share, in pages of one piece."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the modules that the tests here share

from prose import sentence


@pytest.fixture
def column() -> Callable[[int], str]:
    """Return a maker of columns: five paragraphs of three sentences; each number has its own."""

    def make(number: int) -> str:
        chance = random.Random(number)
        return "\n".join(" ".join(sentence(chance) for _ in range(3)) for _ in range(5)) + "\n"

    return make


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return an empty raw folder."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Return the place of a posts folder that does not exist yet."""
    return tmp_path / "posts"
