"""How well the search answers: the queries of `search.psv` over the sample archive and, where it is here, `opeds`.

MRR is the mean of one over the rank of the first right piece; recall the share of right pieces among the first ten.
Plain lunr, as its manual sets it up, answers the same queries beside ours.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from oped import post
from oped.chores import commands
from oped.search.documents import Document
from oped.search.write import LUNR, SCRIPTS, write_index

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
OPEDS = HOUSE.parent / "shared" / "data" / "corpora" / "opeds.jsonl.gz"
ASK = HERE / "search_quality.mjs"


class Query(NamedTuple):
    """A query with its kind, and the right pieces: beginnings of headlines, or ids."""

    kind: str
    archive: str
    text: str
    right: tuple[str, ...]


class Figures(NamedTuple):
    """What came of a set of queries."""

    queries: int
    mrr: float
    recall: float


def queries() -> list[Query]:
    """Read the set."""
    lines = (HERE / "search.psv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [
        Query(kind, name, text, tuple(part.strip() for part in right.split(";"))) for kind, name, text, right in rows
    ]


def sample(posts: Path) -> Iterator[Document]:
    """Yield the sample archive's pieces from their posts."""
    for path in sorted(posts.glob("*/*.md")):
        piece = post.parse(path.read_text(encoding="utf-8"), path)
        paragraphs = tuple(paragraph.replace("\\", "") for paragraph in piece.body.split("\n\n"))
        yield Document(
            piece.id,
            piece.slug,
            piece.title,
            paragraphs,
            piece.authors,
            piece.date,
            standfirst=piece.standfirst,
            bio=piece.bio,
        )


def opeds() -> Iterator[Document]:
    """Yield the corpus; its headlines are lost."""
    with gzip.open(OPEDS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Document(row["id"], row["id"], " ".join(row["text"].split()[:8]), (row["text"],))


def answers(documents: Sequence[Document], asked: Sequence[Query]) -> dict[str, list[list[str]]]:
    """Return, for each engine, the slugs of the first ten pieces for each query."""
    with tempfile.TemporaryDirectory() as folder:
        authors = sorted({name for document in documents for name in document.authors})
        from oped.search.documents import Choice, Facet  # noqa: PLC0415 - beside its only use
        from oped.slugs import slugify  # noqa: PLC0415 - the same

        facet = Facet("author", "Authors", "authors", tuple(Choice(name, name, slugify(name)) for name in authors))
        for document in documents:
            document.codes.setdefault("author", document.authors)
        write_index(Path(folder), documents, [facet], HOUSE / "node_modules" / LUNR, HOUSE / "theme" / SCRIPTS)
        plain = [
            {"id": d.slug, "title": d.title, "byline": " ".join(d.authors), "text": " ".join(d.paragraphs)}
            for d in documents
        ]
        given = json.dumps({"queries": [query.text for query in asked], "documents": plain})
        node = shutil.which("node") or str(Path(sys.executable).parent / "node")
        command = [node, "--no-warnings", str(ASK), f"{folder}/search", str(HOUSE / "theme" / SCRIPTS)]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found


def figures(documents: Sequence[Document], asked: Sequence[Query], found: Sequence[Sequence[str]]) -> Figures:
    """Return MRR and recall of one engine."""
    titles = {document.slug: document.title for document in documents}
    ranks, recalls = [], []
    for query, slugs in zip(asked, found, strict=True):
        wanted = {
            slug for slug, title in titles.items() for right in query.right if slug == right or title.startswith(right)
        }
        if not wanted:
            raise ValueError(f"no piece is called {query.right} (query {query.text})")
        ranks.append(next((1 / rank for rank, slug in enumerate(slugs, 1) if slug in wanted), 0.0))
        recalls.append(len(wanted & set(slugs)) / min(10, len(wanted)))
    return Figures(len(asked), sum(ranks) / len(asked), sum(recalls) / len(asked))


def measure(name: str, documents: Sequence[Document]) -> dict[str, Mapping[str, Figures]]:
    """Return the figures of each engine by kind of query, `all` among them."""
    asked = [query for query in queries() if query.archive == name]
    result: dict[str, Mapping[str, Figures]] = {}
    for engine, found in answers(documents, asked).items():
        by_kind: defaultdict[str, list[int]] = defaultdict(list)
        for number, query in enumerate(asked):
            by_kind[query.kind].append(number)
            by_kind["all"].append(number)
        result[engine] = {
            kind: figures(documents, [asked[n] for n in numbers], [found[n] for n in numbers])
            for kind, numbers in by_kind.items()
        }
    return result


def archives(folder: Path) -> dict[str, list[Document]]:
    """Return the archives that queries are asked of; `folder` is for what is made on the way."""
    posts = folder / "posts"
    subprocess.run(commands.convert(HOUSE / "content" / "raw", posts), capture_output=True, check=True)
    found = {"sample": list(sample(posts))}
    return found | ({"opeds": list(opeds())} if OPEDS.exists() else {})


def main() -> int:
    """Print the figures of both archives; return 1 when the search is below its floor."""
    with tempfile.TemporaryDirectory() as folder:
        found = archives(Path(folder))
    ranks, count = 0.0, 0
    for name, documents in found.items():
        print(f"\nSearch over {name}, {len(documents):,} pieces")
        measured = measure(name, documents)
        for kind, ours in measured["ours"].items():
            plain = measured["lunr"][kind]
            print(
                f"  {kind:<12}{ours.queries:>3} queries   MRR {ours.mrr:.3f} (lunr {plain.mrr:.3f})   "
                f"recall {ours.recall:.3f} (lunr {plain.recall:.3f})"
            )
        ranks += measured["ours"]["all"].mrr * measured["ours"]["all"].queries
        count += measured["ours"]["all"].queries
    print(f"\n  all {count} queries   MRR {ranks / count:.3f}   floor {FLOOR}")
    return int(ranks / count < FLOOR)


FLOOR = 0.95
"""MRR below which the search is not good enough."""

if __name__ == "__main__":
    sys.exit(main())
