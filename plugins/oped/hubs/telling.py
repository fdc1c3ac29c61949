"""Words that tell what a piece is about: names, and words that it comes back to."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

if TYPE_CHECKING:
    from oped.site.article import Article

OPENING = 1500
"""Characters from the start of a piece that its words are taken from: openings say what a piece is about."""
PARAGRAPHS = 8
"""Of which no more than so many paragraphs are read."""
SHORTEST_WORD, TIMES = 6, 3
"""A word that is no name tells something when it is this long and comes this often: `shelf` twice is chance."""
WORD = re.compile(r"[^\W\d_]{5,}")


def telling_words(article: Article) -> dict[str, str]:
    """Return a piece's telling words, in lower case and as printed; names of days and months tell nothing."""
    text = f"{article.title}. {' '.join(article.paragraphs[:PARAGRAPHS])[:OPENING]}"
    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    names = set()
    for match in WORD.finditer(text):
        folded = match[0].casefold()
        counts[folded] += 1
        within = text[max(0, match.start() - 2) : match.start()]
        if match[0][0].isupper() and within[-1:] == " " and within[:1].isalpha() and match.start() > len(article.title):
            names.add(folded)
            printed[folded] = match[0]
        else:
            printed.setdefault(folded, match[0].lower())
    often = {word for word, count in counts.items() if count >= TIMES and len(word) >= SHORTEST_WORD}
    kept = (names | often) - calendar(article.lang)
    return {word: printed[word] for word in counts if word in kept}


@cache
def calendar(language: str) -> frozenset[str]:
    """Return the names of days and months in a language, in lower case; the English ones where CLDR lacks it.

    >>> "montag" in calendar("de"), "monday" in calendar("xx")
    (True, True)
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    forms = [get_day_names("wide", locale=locale), get_month_names("wide", locale=locale)]
    singular = {name.casefold() for names in forms for name in names.values()}
    return frozenset(singular | {f"{name}s" for name in singular})
