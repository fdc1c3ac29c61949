"""Counts in how many pieces each seed occurs and each region is spoken of: what is rare says more.

    python -m oped.tagging.count plugins/oped/vocabulary/data < pieces.jsonl

Reads `{"title": …, "text": …}` lines, paragraphs divided by LF, and writes `frequency.tsv` and `mentioned.tsv` into the
folder. Only numbers are kept, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from oped.tagging.places import Gazetteer
from oped.tagging.topics import Lexicon
from oped.tagging.words import Words
from oped.vocabulary import Vocabulary, load

OUT_OF = 10_000
"""Counts are stated as pieces in this many, at least 1."""


def frequencies(pieces: Iterable[str], vocabulary: Vocabulary) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many of 10,000 pieces hold each seed, and each region; what never occurs is left out."""
    lexicon, gazetteer = Lexicon(vocabulary), Gazetteer(vocabulary)
    seeds: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    total = 0
    for text in pieces:
        total += 1
        words = Words(text, 1)
        seeds.update(lexicon.seeds_in(words))
        regions.update({code for mention in gazetteer.mentions([words]) for code in mention.codes})
    return _scaled(seeds, total), _scaled(regions, total)


def _scaled(counts: Mapping[str, int], total: int) -> dict[str, int]:
    return {key: max(1, round(number * OUT_OF / total)) for key, number in sorted(counts.items())}


def _table(column: str, what: str, counts: Mapping[str, int]) -> str:
    rows = "".join(f"{key}\t{number}\n" for key, number in counts.items())
    return (
        f"# In how many of 10,000 opinion pieces each {what}: `python -m oped.tagging.count`\n{column}\tpieces\n{rows}"
    )


def main(folder: Path) -> None:
    """Count in the pieces on standard input and write both tables."""
    lines = (json.loads(line) for line in sys.stdin if line.strip())
    seeds, regions = frequencies((f"{piece.get('title') or ''}\n{piece['text']}" for piece in lines), load())
    (folder / "frequency.tsv").write_text(_table("words", "seed occurs", seeds), encoding="utf-8")
    (folder / "mentioned.tsv").write_text(_table("code", "region is spoken of", regions), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
