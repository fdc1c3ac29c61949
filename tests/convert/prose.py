"""Made-up prose: sentences that no two columns share."""

from __future__ import annotations

import random

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
