"""Turn the hand-made truth about our own pages into gold labels with exact offsets.

    python tests/evaluate/label_sample.py          write the labels of the sample and of the shapes
    python tests/evaluate/label_sample.py --check  exit 1 if they are out of date

The sample is what the published archive is made of; the shapes are pages written to be hard to read, labelled before
the converter was asked.

A bio may stand above its text. A row that begins with `- ` is furniture: its first and last words, on one line or on
several.

The truth names each piece by its first and last words, so a page may be edited without anybody counting characters.
Offsets count Unicode characters of the decoded page, line ends as LF. Web pages and exports have no offsets: they are
left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "content" / "raw"
TRUTH = HERE / "sample-truth.psv"
LABELS = HERE / "sample.jsonl"
SHAPES = HERE / "shapes"
SETS = ((PAGES, TRUTH, LABELS), (SHAPES, HERE / "shapes-truth.psv", SHAPES / "gold.jsonl"))

FURNITURE = "- "

TOPICS = {
    "A": "arts, culture, entertainment and media",
    "C": "conflict, war and peace",
    "J": "crime, law and justice",
    "D": "disaster, accident and emergency incident",
    "E": "economy, business and finance",
    "U": "education",
    "N": "environment",
    "H": "health",
    "I": "human interest",
    "L": "labour",
    "Y": "lifestyle and leisure",
    "P": "politics and government",
    "R": "religion",
    "T": "science and technology",
    "S": "society",
    "X": "sport",
    "W": "weather",
}


def after(text: str, words: str, place: int, page: str) -> int:
    """Return where `words` first stand at or after `place`; raise ValueError naming the page when they do not."""
    found = text.find(words, place)
    if found < 0:
        raise ValueError(f"truth: {page}: {words!r} does not stand after character {place}; correct the anchor")
    return found


def label(text: str, row: str, place: int, page: str) -> dict[str, object]:
    """Return the gold label of one row of the truth, looked for from `place` on."""
    first, last, bio_first, bio_last, tail, kind, title, authors, date, regions, topics = row.split("|")
    start = after(text, first, place, page)
    body_end = after(text, last, start, page) + len(last)
    end, bio = body_end, None
    if bio_first and bio_first in text[:start]:
        bio_start = text.index(bio_first)
        bio = text[bio_start : after(text, bio_last, bio_start, page) + len(bio_last)]
    elif bio_first:
        bio_start = after(text, bio_first, body_end, page)
        bio_end = after(text, bio_last, bio_start, page) + len(bio_last)
        bio = text[bio_start:bio_end]
        end = after(text, tail, bio_end - len(tail), page) + len(tail)
    if tail and (bio is None or bio_first in text[:start]):
        end = after(text, tail, body_end, page) + len(tail)
    return {
        "start": text[start : start + 60],
        "end": text[end - 40 : end],
        "start_offset": start,
        "body_end_offset": body_end,
        "end_offset": end,
        "complete": kind == "article",
        "title": title or None,
        "author": authors.split(",") if authors else [],
        "author_bio": bio is not None,
        "bio": bio,
        "date": date or None,
        "regions": regions.split(",") if regions else [],
        "topics": [TOPICS[letter] for letter in topics],
    }


def lines_between(text: str, row: str, page: str) -> list[str]:
    """Return the lines from the first words of a row of furniture to its last."""
    first, last = row.split("|")
    start = after(text, first, 0, page)
    return [line for line in text[start : after(text, last, start, page) + len(last)].split("\n") if line.strip()]


def labels(pages_in: Path = PAGES, truth: Path = TRUTH) -> Iterator[dict[str, object]]:
    """Yield one gold label a page, in the order of the truth."""
    rows = [line for line in truth.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    pages: dict[str, list[str]] = {}
    for row in rows:
        if row.startswith("== "):
            pages[row.removeprefix("== ")] = []
        else:
            pages[list(pages)[-1]].append(row)
    for page, pieces in pages.items():
        text = (pages_in / page).read_text(encoding="utf-8")
        place, articles, furniture = 0, [], []
        for row in pieces:
            if row.startswith(FURNITURE):
                furniture += lines_between(text, row.removeprefix(FURNITURE), page)
                continue
            piece = label(text, row, place, page)
            place = int(str(piece["end_offset"]))
            articles.append(piece)
        yield {"file": page, "unit": "characters", "articles": articles, "furniture": furniture}


def main() -> int:
    """Write the labels, or with --check compare them with the files."""
    for pages, truth, kept in SETS:
        wanted = "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in labels(pages, truth))
        if "--check" not in sys.argv[1:]:
            kept.write_text(wanted, encoding="utf-8")
        elif not kept.exists() or kept.read_text(encoding="utf-8") != wanted:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
