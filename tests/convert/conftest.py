"""Raw folders for the converter's tests: prose that no two columns share, in pages of one piece."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # `folders`, which several tests share


NOUNS = [
    "harbour",
    "letter",
    "reform",
    "winter",
    "council",
    "river",
    "market",
    "border",
    "teacher",
    "engine",
    "promise",
    "ministry",
    "garden",
]
VERBS = ["opens", "carries", "forgets", "answers", "divides", "follows", "rebuilds", "measures", "ignores", "invites"]
ADJECTIVES = ["quiet", "public", "narrow", "honest", "distant", "patient", "costly", "plain", "stubborn", "late"]


def sentence(chance: random.Random) -> str:
    """Return a sentence of a dozen words."""
    first = f"The {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} {chance.choice(VERBS)}"
    second = f"the {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} of the {chance.choice(NOUNS)}"
    return f"{first} {second} number {chance.randrange(10**6)}."


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
