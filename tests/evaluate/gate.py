"""The quality gate of the converter's reading side: any folder of labelled pages, scored against pinned floors.

    python tests/evaluate/gate.py FOLDER [--labels FILE] [--pin [--lower]]

`FOLDER` holds pages and, unless `--labels` names it, `gold.jsonl`: one JSON object a page as in `sample.jsonl`. Floors
are kept in `floors.json`, by the hash of the labels and the pages they label: changed labels are another corpus.
`--pin` writes what was measured as the new floors; one that would sink is refused without `--lower`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from oped.convert.inputs import find_raw, read_pages
from oped.convert.page import Page
from oped.convert.pipeline import take_apart
from oped.model import Inspected, Kind, Piece

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SLACK = 0.0005  # floors are kept to three places
TELLING = 20
"""Characters of a line that is hardly part of another."""


def corpus_hash(labels: Path, pages: dict[str, Page]) -> str:
    """Return the hash that names a corpus: of the labels and of every labelled page's text."""
    digest = hashlib.blake2b(labels.read_bytes(), digest_size=8)
    for name in sorted(pages):
        digest.update(pages[name].text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def measure(pages: dict[str, Page], labels: list[dict[str, Any]]) -> dict[str, float]:
    """Return a corpus's figures, each from 0 to 1 and the better the higher, so that every one can have a floor."""
    count: Counter[str] = Counter()
    for label in labels:
        page = pages[label["file"]]
        inspected = take_apart(page)
        count["pages"] += 1
        count["covered"] += covered(inspected)
        _compare(inspected, [a for a in label["articles"] if "start_offset" in a], count)
        _read(inspected, label, count)
    return {
        "piece starts": _f1(count["start_hit"], count["start_got"], count["start_want"]),
        "pages exactly split": _share(count["exact"], count["pages"]),
        "kinds": _share(count["kind_hit"], count["start_hit"]),
        "authors": _f1(count["author_hit"], count["author_got"], count["author_want"]),
        "bios": _f1(count["bio_hit"], count["bio_got"], count["bio_want"]),
        "titles": _share(count["title_hit"], count["title_want"]),
        "dates": _share(count["date_hit"], count["date_want"]),
        "undated left undated": 1 - _share(count["date_false"], count["undated"], 0.0),
        "furniture out of texts": 1 - _share(count["furniture_read"], count["furniture"], 0.0),
        "texts kept": 1 - _share(count["text_dropped"], count["text"], 0.0),
        "pages accounted for": _share(count["covered"], count["pages"]),
    }


def _compare(inspected: Inspected, articles: list[dict[str, Any]], count: Counter[str]) -> None:
    want = {_first(inspected.text, a["start_offset"]): a for a in articles}
    got = {piece.body.start: piece for piece in inspected.pieces}
    hits = want.keys() & got.keys()
    count.update(start_hit=len(hits), start_got=len(got), start_want=len(want), exact=want.keys() == got.keys())
    for start, article in want.items():
        _compare_piece(got.get(start), article, count)
    for start in got.keys() - hits:
        piece = got[start]
        count.update(author_got=len(piece.authors), bio_got=bool(piece.bio), date_false=bool(piece.date))


def _compare_piece(piece: Piece | None, article: dict[str, Any], count: Counter[str]) -> None:
    names = {plain(name) for name in article["author"]}
    said = {plain(author.value) for author in piece.authors} if piece else set()
    count.update(author_hit=len(names & said), author_got=len(said), author_want=len(names))
    bio = bool(piece and piece.bio)
    count.update(bio_hit=article["author_bio"] and bio, bio_got=bio, bio_want=bool(article["author_bio"]))
    if piece:
        count.update(kind_hit=(piece.kind is Kind.ARTICLE) == bool(article["complete"]))
    if article.get("title"):
        right = piece is not None and piece.title is not None and plain(piece.title.value) == plain(article["title"])
        count.update(title_want=1, title_hit=right)
    day = piece.date.isoformat() if piece and piece.date else None
    if article.get("date"):
        count.update(date_want=1, date_hit=day == article["date"])
    else:
        count.update(undated=1, date_false=day is not None)


def _read(inspected: Inspected, label: dict[str, Any], count: Counter[str]) -> None:
    """Count the labelled furniture that stands in what a reader reads, and the labelled text that does not.

    A line cut out of a piece's middle is read by nobody. What the text says too may stand there once.
    """
    page = inspected.text
    shown = "\n".join(paragraph for piece in inspected.pieces for paragraph in piece.paragraphs)
    listed = Counter(label.get("furniture", []))
    for line, times in listed.items():
        read = max(0, _times(line, shown) - (_times(line, page) - times))
        count.update(furniture=times * len(line), furniture_read=min(times, read) * len(line))
    gone = bytearray(len(page))
    for one in inspected.furniture:
        gone[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    for article in label["articles"]:
        place = article.get("start_offset", 0)
        for line in page[place : article.get("body_end_offset", 0)].split("\n"):
            if line not in listed:
                count.update(text=len(line), text_dropped=sum(gone[place : place + len(line)]))
            place += len(line) + 1


def _times(line: str, text: str) -> int:
    """Return how often a line stands in a text: a short one by itself, since its words may stand anywhere."""
    return text.count(line) if len(line) >= TELLING else text.split("\n").count(line)


def covered(inspected: Inspected) -> bool:
    """Return whether every character that is not white space is in a piece or in the furniture."""
    spans = [f.span for f in inspected.furniture]
    spans += [(piece.head.start if piece.head else piece.body.start, piece.end) for piece in inspected.pieces]
    seen = bytearray(len(inspected.text))
    for start, end in spans:
        seen[start:end] = b"\1" * (end - start)
    return all(seen[i] or c.isspace() for i, c in enumerate(inspected.text))


def plain(text: str) -> str:
    """Return a name or title as it is compared: letters and digits, no case."""
    return " ".join(re.sub(r"[^\w ]", "", unicodedata.normalize("NFKC", text).casefold()).split())


def _first(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _share(hit: int, of: int, nothing: float = 1.0) -> float:
    return hit / of if of else nothing


def _f1(hit: int, got: int, want: int) -> float:
    return 2 * hit / (got + want) if got + want else 1.0


def read_corpus(folder: Path, labels: Path) -> tuple[dict[str, Page], list[dict[str, Any]]]:
    """Return a corpus's labelled pages by name, and its labels."""
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    wanted = {row["file"] for row in rows}
    pages = {
        page.name: page for path in find_raw([folder]) if path != labels for page in _pages(path) if page.name in wanted
    }
    if missing := sorted(wanted - pages.keys()):
        raise SystemExit(f"{labels}: labels without a page: {', '.join(missing[:5])}")
    return pages, rows


def _pages(path: Path) -> list[Page]:
    return [page for page in read_pages(path) if isinstance(page, Page)]


def sunk(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return a line for each figure that lies below its floor."""
    return [
        f"{name}: {figures[name]:.3f} is below its floor {floor:.3f}"
        for name, floor in floors.items()
        if figures[name] < floor - SLACK
    ]


def main(arguments: list[str] | None = None) -> int:
    """Measure a folder, show the figures beside their floors, and pin them when asked; 1 when one sank."""
    parser = argparse.ArgumentParser(
        description="Score the converter's reading of labelled pages against pinned floors."
    )
    parser.add_argument("folder", type=Path, help="a folder of raw pages")
    parser.add_argument("--labels", type=Path, help="the labels (FOLDER/gold.jsonl)")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    parser.add_argument("--pin", action="store_true", help="write what is measured as the new floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    args = parser.parse_args(arguments)
    labels = args.labels or args.folder / "gold.jsonl"
    pages, rows = read_corpus(args.folder, labels)
    kept = json.loads(args.floors.read_text(encoding="utf-8")) if args.floors.exists() else {}
    key = corpus_hash(labels, pages)
    figures = measure(pages, rows)
    floors = kept.get(key, {}).get("floors", {})
    for name, figure in figures.items():
        print(f"{name:24} {figure:.3f}" + (f"   floor {floors[name]:.3f}" if name in floors else ""))
    low = sunk(figures, floors)
    print("\n".join(low), file=sys.stderr, end="\n" if low else "")
    if args.pin and (not low or args.lower):
        kept[key] = {"corpus": labels.name, "pages": len(pages), "floors": {n: round(f, 3) for n, f in figures.items()}}
        args.floors.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if args.pin:
        print("not pinned: a floor is lowered only with --lower", file=sys.stderr)
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
