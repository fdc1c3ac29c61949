"""Places in other languages than English: CLDR's names of countries in that language, and words of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from oped.tagging.phrases import Phrases
from oped.tagging.places import Mention
from oped.tagging.words import Words
from oped.vocabulary import Name, Vocabulary
from oped.vocabulary.model import Place

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that put no spaces between words, where a name is found wherever its characters stand."""

SHORTEST = 2
"""Characters of the shortest name looked for."""


def names_in(language: str, vocabulary: Vocabulary) -> Mapping[str, Name]:
    """Return the names of regions in a language (BCP 47), by their words; none where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (slow to import, and most pages are English)

    names = {name.words: name for name in vocabulary.abroad.get(language.split("-", maxsplit=1)[0], ())}
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return names
    for code, words in territories.items():
        if code in vocabulary.regions and code != "001" and len(words) >= SHORTEST:
            names.setdefault(words, Name(words, "name", (code,), Place("CLDR", 0)))
    return names


class Abroad:
    """Finds places in text of one language."""

    def __init__(self, language: str, vocabulary: Vocabulary) -> None:
        """Prepare the names; takes some milliseconds."""
        names = names_in(language, vocabulary)
        self._unspaced = language.split("-", maxsplit=1)[0] in UNSPACED
        self._names = names
        longest = sorted(names, key=lambda words: (-len(words), words))
        self._pattern = re.compile("|".join(map(re.escape, longest)) or "(?!)") if self._unspaced else None
        self._phrases = Phrases((name.words, name) for name in names.values() if re.search(r"\w", name.words))
        self.beginnings = self._phrases.beginnings

    def mentions(self, paragraphs: Sequence[Words]) -> list[Mention]:
        """Return the mentions in reading order."""
        return list(self._anywhere(paragraphs) if self._pattern else self._worded(paragraphs))

    def _worded(self, paragraphs: Sequence[Words]) -> Iterator[Mention]:
        for text in paragraphs:
            for at, end, name in self._phrases.find(text):
                yield Mention(name.codes, name.kind, text.printed(at, end), text.number, text.starts[at])

    def _anywhere(self, paragraphs: Sequence[Words]) -> Iterator[Mention]:
        for text in paragraphs:
            for match in self._pattern.finditer(text.text) if self._pattern else ():
                name = self._names[match[0]]
                yield Mention(name.codes, name.kind, match[0], text.number, match.start())
