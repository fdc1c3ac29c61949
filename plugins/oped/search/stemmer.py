"""Porter's stemmer as lunr.js has it.

lunr.py turns a final `y` into `i` wherever the stem has a vowel, lunr.js only after a consonant that is not the first
letter: an index built by the one does not find *money*, *today*, *Turkey* or *pay* for the other. And lunr.js takes no
suffix off a word that is nothing else.
"""

from __future__ import annotations

from lunr.stemmer import PorterStemmer

INNER = ("at", "bl", "iz")
"""Looked for after *-ed* and *-ing* are gone; there the whole rest of the word may match."""


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr ships no types
    """lunr.py's stemmer with lunr.js's rules where the two differ."""

    b: str
    k: int
    k0: int

    def ends(self, s: str) -> bool:
        """Return whether the word ends with `s` and has a letter before it."""
        return (len(s) <= self.k - self.k0 or s in INNER) and bool(super().ends(s))

    def doublec(self, j: int) -> bool:
        """Return whether a doubled consonant other than `y` ends at `j`."""
        return self.b[j] != "y" and bool(super().doublec(j))

    def step1c(self) -> None:
        """Turn `y` into `i` after a consonant when the stem before it has two letters or more."""
        if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_STEMMER = _Stemmer()


def stem(word: str) -> str:
    """Return the stem of a word of the letters a to z.

    >>> [stem(word) for word in ("money", "inflation", "countries", "sky", "by")]
    ['money', 'inflat', 'countri', 'ski', 'by']
    """
    return str(_STEMMER.stem(word))
