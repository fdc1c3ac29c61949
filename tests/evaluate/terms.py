"""Measure regions and topics against labelled texts, and write what the site's page on method shows.

    python -m tests.evaluate.terms              print the figures
    python -m tests.evaluate.terms --write      write content/data/accuracy.json, too

Pieces are taken as labelled, so that only the tagging is measured. Our own sentences and sample pages are always there;
the other sets lie in ../shared and are left out where it is missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from oped.tagging import Tagged, root_name, tag

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
SHARED = HOUSE.parent / "shared" / "data"
FIGURES = HOUSE / "content" / "data" / "accuracy.json"
AMBIGUITY = HERE.parent / "tagging" / "ambiguity.tsv"
TODAY = {"politics": "politics and government"}
"""Names of roots that labels still use, and what they are called today."""


class Text(NamedTuple):
    """A labelled text: what it says, and which regions and topic roots it is about; None where that is not labelled."""

    title: str
    paragraphs: tuple[str, ...]
    regions: frozenset[str] | None
    topics: frozenset[str] | None


class Case(NamedTuple):
    """A sentence, the rule it tries, and the regions wanted."""

    line: int
    rule: str
    text: str
    codes: frozenset[str]


def evaluate(shared: Path = SHARED) -> dict[str, Any]:
    """Measure everything at hand. `measures` holds `name`, `value` from 0 to 1, and `texts` measured on."""
    measures = [_measure("Ambiguous names in single sentences, all exactly right", exactness, cases())]
    sample = list(labelled(HERE / "sample.jsonl", HOUSE / "content" / "raw"))
    measures += [
        _measure("Sample archive: countries, micro F1", lambda texts: f1(regions(texts))[0], sample),
        _measure("Sample archive: topic roots, micro F1", lambda texts: f1(topics(texts))[0], sample),
    ]
    if (shared / "pages" / "gold.jsonl").exists():
        pages = list(labelled(shared / "pages" / "gold.jsonl", shared / "pages"))
        news = list(stories(shared / "corpora" / "reuters_train.jsonl.gz", "places"))
        desk = list(stories(shared / "corpora" / "bbc_dev.jsonl.gz", "topics"))
        measures += [
            _measure("Real opinion pages: countries, micro F1", lambda texts: f1(regions(texts))[0], pages),
            _measure("Real opinion pages: countries, macro F1", lambda texts: f1(regions(texts))[1], pages),
            _measure("Real opinion pages: topic roots, micro F1", lambda texts: f1(topics(texts))[0], pages),
            _measure("News of 1987 without datelines: countries, micro F1", lambda texts: f1(regions(texts))[0], news),
            _measure("News of 1987 without datelines: countries, macro F1", lambda texts: f1(regions(texts))[1], news),
            _measure("News of 2004: first topic, macro F1", lambda texts: f1(topics(texts, first=True))[1], desk),
        ]
    return {"measures": measures}


def _measure(name: str, value: Callable[[list[Any]], float], texts: Iterable[Any]) -> dict[str, Any]:
    held = list(texts)
    return {"name": name, "value": round(value(held), 3), "texts": len(held)}


def cases() -> Iterator[Case]:
    """Yield the ambiguous sentences."""
    for number, line in enumerate(AMBIGUITY.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith(("#", "rule\t")):
            rule, text, codes = line.split("\t")
            yield Case(number, rule, text, frozenset(codes.split()) - {"-"})


def exactness(wanted: Iterable[Case]) -> float:
    """Return the share of sentences whose regions are exactly those wanted."""
    right = [codes_of(tag("", [case.text], "en"), every=True) == case.codes for case in wanted]
    return sum(right) / len(right)


def codes_of(tagged: Tagged, *, every: bool = False) -> frozenset[str]:
    """Return the codes of countries given; areas, too, with `every`."""
    return frozenset(term.code for term in tagged.regions if every or len(term.code) == 2)


def labelled(labels: Path, folder: Path) -> Iterator[Text]:
    """Yield the labelled pieces of raw pages, cut out as the labels say."""
    for line in labels.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        text = (folder / Path(page["file"]).name).read_text(encoding="utf-8").replace("\r\n", "\n")
        for piece in page["articles"]:
            if "start_offset" in piece and (piece.get("regions") or piece.get("topics")):
                body = text[piece["start_offset"] : piece["body_end_offset"]]
                paragraphs = tuple(part for part in body.split("\n") if part.strip())
                yield Text(piece.get("title") or "", paragraphs, _labels(piece, "regions"), _labels(piece, "topics"))


def _labels(piece: dict[str, Any], key: str) -> frozenset[str] | None:
    return frozenset(TODAY.get(label, label) for label in piece[key]) if piece.get(key) else None


def stories(file: Path, key: str) -> Iterator[Text]:
    """Yield news stories labelled with `places` or `topics`."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            paragraphs = tuple(part for part in story["text"].split("\n") if part.strip())
            found = frozenset(TODAY.get(label, label) for label in story[key])
            places = frozenset(code for code in found if len(code) == 2)
            yield Text(
                story.get("title") or "",
                paragraphs,
                places if key == "places" else None,
                found if key == "topics" else None,
            )


Pairs = list[tuple[frozenset[str], frozenset[str]]]
"""What was given and what was wanted, text by text."""


def regions(texts: Iterable[Text]) -> Pairs:
    """Return the countries given and wanted."""
    return [(codes_of(tag(t.title, t.paragraphs)), t.regions) for t in texts if t.regions is not None]


def topics(texts: Iterable[Text], *, first: bool = False) -> Pairs:
    """Return the topic roots given and wanted; with `first` only the strongest one given."""
    return [
        (
            frozenset(root_name(term.code) for term in tag(t.title, t.paragraphs).topics[: 1 if first else None]),
            t.topics,
        )
        for t in texts
        if t.topics is not None
    ]


def f1(pairs: Pairs) -> tuple[float, float]:
    """Return F1 over all labels together (micro), and the mean of each wanted label's own (macro)."""
    hit: dict[str, int] = {}
    given: dict[str, int] = {}
    wanted: dict[str, int] = {}
    for got, want in pairs:
        for labels, counts in ((got & want, hit), (got, given), (want, wanted)):
            for label in labels:
                counts[label] = counts.get(label, 0) + 1
    each = [_f1(hit.get(label, 0), given.get(label, 0), wanted[label]) for label in sorted(wanted)]
    micro = _f1(sum(hit.values()), sum(given.values()), sum(wanted.values()))
    return micro, sum(each) / len(each) if each else 0.0


def _f1(hit: int, given: int, wanted: int) -> float:
    return 2 * hit / (given + wanted) if given + wanted else 0.0


def main(arguments: list[str] | None = None) -> None:
    """Print the figures; write them where `--write` asks for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help=f"write {FIGURES.relative_to(HOUSE)}")
    options = parser.parse_args(arguments)
    figures = evaluate()
    for measure in figures["measures"]:
        print(f"{measure['value']:.3f}  {measure['name']} ({measure['texts']} texts)")
    if options.write:
        FIGURES.parent.mkdir(parents=True, exist_ok=True)
        FIGURES.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
