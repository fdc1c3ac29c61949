"""How fast raw pages become posts, and whether that stays so as the archive grows: `inv bench convert`.

Every size is converted from nothing by the command that an editor uses, all stages with regions and topics, then once
more with nothing new, and once with one more page. The pages are the source's own texts, whatever their shapes, and
then the same begun later.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import statistics
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from archive import texts
from figures import machine
from measure import Run, run

from oped.chores import commands

MORE = "one more page"
HOUSE = Path(__file__).parents[2]
_SENTENCE = re.compile(r"[.!?]\s")


def pages(count: int, stock: Sequence[str]) -> Iterator[str]:
    """Yield `count` texts of full length: those of `stock`, then each begun at its second sentence, then its third."""
    for number in range(count):
        text = stock[number % len(stock)]
        begun = next(islice(_SENTENCE.finditer(text), number // len(stock), None), None)
        start = begun.end() if begun and number >= len(stock) else 0
        yield f"{text[start:]} {text[:start]}".strip()


def bench(size: int, stock: Sequence[str], work: Path, rounds: int) -> dict[str, list[Run]]:
    """Convert `size` pages from nothing, once more, and with another page, in rounds; return each step's runs."""
    raw = work / "raw"
    raw.mkdir(parents=True)
    with (raw / "pages.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in pages(size, stock))
    runs: dict[str, list[Run]] = {"from nothing": [], "nothing new": [], MORE: []}
    for number in range(rounds):
        posts = work / f"posts-{number}"  # a fresh folder: removing files keeps the disk busy for a while
        for name, step in runs.items():
            if name == MORE:
                with (raw / "pages.jsonl").open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps({"text": f"{number} {stock[0][::-1]}"}) + "\n")
            step.append(run(commands.convert(raw, posts), HOUSE))
    shutil.rmtree(work)
    return runs


def table(results: dict[int, dict[str, list[Run]]]) -> str:
    """Return medians as Markdown; cost is CPU time a page, beside that at the first size."""
    lines = ["| pages | run | wall s | pages/s | CPU ms a page | beside the first size | memory MB |", "|--" * 7 + "|"]
    base = 0.0
    for size, runs in results.items():
        for name, many in runs.items():
            wall, cpu, memory = (
                statistics.median(part) for part in zip(*((r.wall, r.cpu, r.memory) for r in many), strict=True)
            )
            cost = 1000 * cpu / size
            base = base or cost
            beside = f"{cost / base:.2f}" if name == "from nothing" else ""
            lines.append(
                f"| {size:,} | {name} | {wall:.1f} | {size / wall:,.0f} | {cost:.2f} | {beside} | {memory:.0f} |"
            )
    return "\n".join(lines)


def main(sizes: Sequence[int], source: Path, work: Path, rounds: int) -> dict[str, str]:
    """Bench every size, print the table, and return it as a document by its file name."""
    stock = ["\n".join(paragraphs) for paragraphs in texts(source)] if source.is_dir() else _texts(source)
    results = {}
    for size in sizes:
        results[size] = bench(size, stock, work, rounds)
    print(table(results), flush=True)
    told = f"{machine()} Median of {rounds} rounds, all stages with regions and topics."
    return {"convert.md": f"{told}\n\n{table(results)}\n"}


def _texts(source: Path) -> list[str]:
    """Return the texts of a JSON Lines file as they are, lost line breaks and all."""
    opener = gzip.open if source.suffix == ".gz" else Path.open
    with opener(source, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]
