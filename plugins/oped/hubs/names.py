"""A person's name in the parts that reference managers sort by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

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
PREFIXES = frozenset(("Mac", "Mhic", "Nic", "Ní", "Ua", "Uí", "Ó"))
"""Irish: part of the family name, by which it is sorted."""
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|V", re.I)
EASTERN = re.compile(r"[A-Z][a-zü’']+-[a-zü’']+")
"""A given name as Taiwan and Hong Kong write it, `Ruo-ting`: the name before it is the family's."""
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts whose names stand family first without a space; where one has a space, nobody need wonder which is which."""
FAMILIES = frozenset((Path(__file__).parent / "families.txt").read_text(encoding="utf-8").split())
"""Family names of China, Korea and Vietnam in Latin letters, which some papers print first and some last."""
SYLLABLES = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]{0,3}(?:[aeiouwyăâêôơưüéèáàạếệ]{1,3})(?:ng|nh|ch|[ncmkptlhw])?){1,2}", re.I
)
"""One or two syllables as their given names have them."""
Name = dict[str, str]
"""CSL's name variable: `literal`, or `family` with `given`, `non-dropping-particle`, `suffix`."""


def split(name: str, kind: str = "person", family: str = "") -> Name:
    """Return the parts of a name as printed; boards, agencies and names of one word stay whole.

    `family` is the part that an editor says is the family's. Without it, a name that may have its family name first or
    last (`Wang Yi`) stays whole too: it is cited as printed, not turned round the wrong way.

    >>> split("Martin Luther King Jr.")
    {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}
    >>> split("Ursula von der Leyen")
    {'family': 'Leyen', 'given': 'Ursula', 'non-dropping-particle': 'von der'}
    >>> split("Seán Ó Briain")
    {'family': 'Ó Briain', 'given': 'Seán'}
    >>> split("Xi Jinping"), split("Abe Shinzo", family="Abe")
    ({'literal': 'Xi Jinping'}, {'family': 'Abe', 'given': 'Shinzo'})
    """
    words = name.replace(",", " ").split()
    if family and family != name and kind == "person":
        return {"family": family, "given": " ".join(name.replace(family, " ", 1).replace(",", " ").split())}
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    if kind != "person" or len(words) < 2 or not words[-1][:1].isalpha():
        return {"literal": name}
    if len(words) == 2 and EASTERN.fullmatch(words[1]) and "-" not in words[0]:
        return {"family": words[0], "given": words[1]}
    if UNSPACED.search(name) or _either_way(words):
        return {"literal": name}
    own = len(words) - (2 if len(words) > 2 and words[-2] in PREFIXES else 1)
    start = own
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    parts = {
        "family": " ".join(words[own:]),
        "given": " ".join(words[:start]),
        "non-dropping-particle": " ".join(words[start:own]),
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


def _either_way(words: Sequence[str]) -> bool:
    """Tell whether nobody could say by the words alone which of them is the family's."""
    return words[0].casefold() in FAMILIES and all(SYLLABLES.fullmatch(word) for word in words[1:])
