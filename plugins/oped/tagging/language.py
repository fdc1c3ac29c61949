"""Which language a text is in, told by its commonest words or by its script. Cheap, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from oped.tagging.runs import LETTERS, runs_in

ENOUGH = 1_000
"""Characters looked at: more changes no answer."""

CLEAR, LEAST = 0.3, 0.12
"""Shares of common words among all: the default language with this much is not doubted; less than that is no answer."""


SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile("[\u3400-\u9fff]"), 0.2),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("bn", re.compile("[\u0980-\u09ff]"), 0.3),
    ("ta", re.compile("[\u0b80-\u0bff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("uk", re.compile("[іїєґІЇЄҐ]"), 0.03),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.3),
)
"""Languages told by letters of their own: the share of a text's letters that is enough, tried in this order."""

PERSIAN = re.compile("[پچژگ]")
DIFFERENT = 3
"""How many different common words it takes: one word repeated is no language."""

_SIMPLIFIED = frozenset("国这们来对会时说个为经发现么没动两关点开实体学问长东车书")
_TRADITIONAL = frozenset("國這們來對會時說個為經發現麼沒動兩關點開實體學問長東車書")


def recognise(texts: Sequence[str], common: Mapping[str, frozenset[str]], default: str = "en") -> str:
    """Return the BCP 47 tag of the language that `texts` are in, `default` where too little speaks for any.

    `common` are the commonest words of each language. Chinese comes with its script where the characters tell it:
    `zh-Hant` or `zh-Hans`.
    """
    sample = _sample(texts)
    if len(sample.encode(errors="replace")) > 1.05 * len(sample) and (found := _by_script(sample)):
        return found
    words = runs_in(sample.lower(), LETTERS)
    scores = {default: sum(map(common[default].__contains__, words))}
    if scores[default] > CLEAR * len(words):
        return default
    times = Counter(words)
    scores |= {language: sum(map(times.__getitem__, times.keys() & known)) for language, known in common.items()}
    best = max(scores, key=lambda language: (scores[language], language == default, language))
    enough = scores[best] >= LEAST * len(words) and len(common[best].intersection(words)) >= DIFFERENT
    enough = enough and scores[best] > 1.1 * scores[default]
    return best if enough else default


def _sample(texts: Sequence[str]) -> str:
    taken: list[str] = []
    left = ENOUGH
    for text in texts:
        taken.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return " ".join(taken)


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script, share in SCRIPTS:
        if len(script.findall(sample)) >= share * letters:
            if language == "zh":
                return _chinese(sample)
            return "fa" if language == "ar" and len(PERSIAN.findall(sample)) > 0.01 * letters else language
    return None


def _chinese(sample: str) -> str:
    simplified = sum(character in _SIMPLIFIED for character in sample)
    traditional = sum(character in _TRADITIONAL for character in sample)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"
