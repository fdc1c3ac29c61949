"""Corrected pieces of one paragraph: no paragraph of theirs stayed as it was, so that the text itself must be alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from oped.convert.ledger import Entry
from oped.convert.opening import plain
from oped.convert.write import Wording

MOST_PAIRS = 2_500
"""Pairs that are compared at most; a page that has more was made anew."""
LEAST = 100
"""Bytes of plain text, some twenty words: shorter texts are too easily alike."""
GRAM = 6
"""Bytes of plain text that are compared at once: a word, or two Chinese characters."""
ALIKE = 0.9
Grams = Counter[bytes]


def grams(data: bytes) -> Grams:
    """Return the stretches of a plain text that are compared, wherever they stand."""
    return Counter(data[i : i + GRAM] for i in range(max(1, len(data) - GRAM + 1)))


def share(one: Grams, other: Grams) -> float:
    """Return the share that two texts have in common."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def paired_briefs(
    wordings: Mapping[int, Wording],
    posts: Iterable[Entry],
    untouched: Callable[[Entry], Mapping[str, str]],
    clashing: Callable[[Entry, Wording], bool],
) -> dict[int, Entry]:
    """Return which pieces of one paragraph surely are which of the `posts`: nine tenths are the same, of no other.

    A post whose paragraph a person changed is left alone, and so are those that are like two pieces, or like two posts.
    """
    new = {index: text for index, one in wordings.items() if (text := _text(one.paragraphs))}
    old = {entry.id: (entry, text) for entry in posts if (text := _text(_words(entry, untouched)))}
    if not new or not old or len(new) * len(old) > MOST_PAIRS:
        return {}
    known = {index: grams(text) for index, text in new.items()}
    found: list[tuple[int, Entry]] = []
    for entry, text in old.values():
        own = grams(text)
        found += [(i, entry) for i, other in known.items() if _near(text, new[i]) and share(own, other) >= ALIKE]
    pieces, owners = Counter(i for i, _ in found), Counter(entry.id for _, entry in found)
    return {
        index: entry
        for index, entry in found
        if pieces[index] == owners[entry.id] == 1 and not clashing(entry, wordings[index])
    }


def _words(entry: Entry, untouched: Callable[[Entry], Mapping[str, str]]) -> list[str]:
    paragraphs = entry.base.paragraphs
    if len(paragraphs) != 1:
        return []
    texts = untouched(entry)
    return [texts[paragraphs[0]]] if paragraphs[0] in texts else []


def _text(paragraphs: Iterable[str]) -> bytes:
    texts = list(paragraphs)
    data = plain(texts) if len(texts) == 1 else b""
    return data if len(data) >= LEAST else b""


def _near(one: bytes, other: bytes) -> bool:
    return 4 * abs(len(one) - len(other)) <= max(len(one), len(other))
