"""A person's name in the parts that reference managers sort by."""

from __future__ import annotations

import re

PARTICLES = frozenset(
    (
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "ibn",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
        "zum",
        "zur",
    )
)
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|V", re.I)
EASTERN = re.compile(r"[A-Z][a-zü’']+-[a-zü’']+")
"""A given name as Taiwan and Hong Kong write it, `Ruo-ting`: the name before it is the family's."""
Name = dict[str, str]
"""CSL's name variable: `literal`, or `family` with `given`, `non-dropping-particle`, `suffix`."""


def split(name: str, kind: str = "person") -> Name:
    """Return the parts of a name as printed; boards, agencies and names of one word stay whole.

    >>> split("Martin Luther King Jr.")
    {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}
    >>> split("Ursula von der Leyen")
    {'family': 'Leyen', 'given': 'Ursula', 'non-dropping-particle': 'von der'}
    >>> split("Editorial Board", "board")
    {'literal': 'Editorial Board'}
    """
    words = name.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    if kind != "person" or len(words) < 2 or not words[-1][:1].isalpha():
        return {"literal": name}
    if len(words) == 2 and EASTERN.fullmatch(words[1]) and "-" not in words[0]:
        return {"family": words[0], "given": words[1]}
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    parts = {
        "family": words[-1],
        "given": " ".join(words[:start]),
        "non-dropping-particle": " ".join(words[start:-1]),
        "suffix": suffix,
    }
    return {key: value for key, value in parts.items() if value}


def inverted(name: Name) -> str:
    """Return a name as lists sort it.

    >>> inverted(split("Ursula von der Leyen"))
    'von der Leyen, Ursula'
    """
    if "literal" in name:
        return name["literal"]
    family = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return ", ".join(part for part in (family, name.get("given"), name.get("suffix")) if part)
