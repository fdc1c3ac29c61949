"""Build times and memory, ours beside stock Pelican's and Hugo's, on the same pieces: `inv bench build`.

Each size is run in rounds, the builders in turn, so that a drift of the machine's speed falls on all of them alike.
The table gives medians; a share of another's time is the median of the rounds' own ratios.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from archive import Grown, grow, hugo_equal_post, hugo_post, our_post, stock_post, texts, write
from figures import machine
from measure import Run, run
from plot import plot
from rivals import hugo_program, hugo_site, stock_site

from oped.chores import commands

HOUSE = Path(__file__).parents[2]
PELICAN = (sys.executable, "-m", "pelican")
EQUAL, PLAIN, STOCK = "Hugo, equal", "Hugo, plain", "stock Pelican"
MOST_FOR_EQUAL = 10_000
"""Pieces up to which the equal Hugo site is built: its related pieces take time with the square of them."""
KINDS = (
    f"*{EQUAL}*, built up to {MOST_FOR_EQUAL:,} pieces, makes the kinds of files that we make (heads, citations, feeds "
    "of whole texts, related pieces, data) but no search, card images or pages of pairs; "
    f"*{PLAIN}* and *{STOCK}* make articles, lists and one feed. "
    "Memory is that of all processes together, shared pages counted once. *Written* are the files that the build wrote."
)
WITHOUT = {"PLUGINS": ["oped.site", "oped.hubs", "oped.rebuild"], "CARDS": False}
"""Settings for a site without search and card images."""


class Step(NamedTuple):
    """One timed command: its name, what to do before the clock starts, the command, its folder, what it writes."""

    name: str
    before: Callable[[], None]
    command: Sequence[str]
    folder: Path
    made: Path


@dataclass(frozen=True, slots=True)
class Ours:
    """Our archive below `folder`, with a theme of its own that may be edited; `extra` is a piece to be added."""

    folder: Path
    extra: Grown

    @property
    def posts(self) -> Path:
        """Where its posts are."""
        return self.folder / "posts"

    def steps(self) -> list[Step]:
        """Return what an archive goes through, each from where the one before left it."""
        return [
            self._step("ours, cold, without search and cards", self._cold("bare"), "bare", **WITHOUT),
            self._step("ours, cold", self._cold("output"), "output"),
            self._step("ours, nothing changed", lambda: None, "output"),
            self._step("ours, one more piece", self._add, "output"),
            self._step("ours, a template changed", self._edit_template, "output"),
        ]

    def _step(self, name: str, before: Callable[[], None], output: str, **others: object) -> Step:
        made = self.folder / output
        theme = str(self.folder / "theme")
        command = commands.build(self.folder / "raw", self.posts, made, THEME=theme, **others)
        return Step(name, before, command, HOUSE, made)

    def _cold(self, output: str) -> Callable[[], None]:
        def forget() -> None:
            self._extra.unlink(missing_ok=True)
            shutil.rmtree(self.folder / "theme", ignore_errors=True)
            shutil.copytree(HOUSE / "theme", self.folder / "theme")
            aside(self.folder / output)
            (self.folder / f".{output}.memory").unlink(missing_ok=True)

        return forget

    @property
    def _extra(self) -> Path:
        return self.posts / str(self.extra.day.year) / f"{self.extra.slug}.md"

    def _add(self) -> None:
        self._extra.parent.mkdir(parents=True, exist_ok=True)
        self._extra.write_text(our_post(self.extra), encoding="utf-8")

    def _edit_template(self) -> None:
        """Add a word to what every article shows."""
        path = self.folder / "theme" / "templates" / "partials" / "byline.html"
        path.write_text(f"{path.read_text(encoding='utf-8')}<p>Edited</p>\n", encoding="utf-8")


def bench(size: int, stock: Sequence[Sequence[str]], work: Path, rounds: int = 3) -> dict[str, list[Run]]:
    """Grow `size` pieces in `work`, build them in every way, and return each step's runs in order of the rounds."""
    hugo = hugo_program()
    (one_more,) = list(grow(size + 1, stock))[size:]
    ours = Ours(work / "ours", one_more)
    theirs, equal, plain = (work / name for name in ("stock", "equal", "plain"))
    years = sorted({piece.day.year for piece in grow(size, stock)})
    manners = {
        ours.posts: our_post,
        stock_site(theirs): stock_post,
        hugo_site(equal, "equal", years): hugo_equal_post,
        hugo_site(plain, "plain"): hugo_post,
    }
    write(grow(size, stock), manners)
    shown = [hugo, "--quiet"]
    sites = [(EQUAL, equal)] * (size <= MOST_FOR_EQUAL) + [(PLAIN, plain)]
    steps = [
        *(Step(name, _gone(at / "public"), shown, at, at / "public") for name, at in sites),
        Step(STOCK, _gone(theirs / "output"), [*PELICAN, "content", "-q"], theirs, theirs / "output"),
        *ours.steps(),
    ]
    runs: dict[str, list[Run]] = defaultdict(list)
    for _ in range(rounds):
        for step in steps:
            step.before()
            runs[step.name].append(run(step.command, step.folder, step.made))
    return runs


def _gone(folder: Path) -> Callable[[], None]:
    """Return what puts away the site of the round before: every whole build begins without one."""
    return lambda: aside(folder)


def aside(folder: Path) -> None:
    """Put a folder away until the bench ends.

    Were it deleted, the build after it would pay for that: ext4 does not give a new file the inode of one that was
    deleted in the last half minute, and looks past each of them, which makes a new file cost twenty times as much.
    """
    if folder.exists():
        folder.rename(tempfile.mkdtemp(dir=folder.parent) + "/old")


def table(results: dict[int, dict[str, list[Run]]]) -> str:
    """Return the results as a Markdown table: medians, and shares of the others' whole builds."""
    others = (EQUAL, PLAIN, STOCK)
    figures = ("wall s", "CPU s", "memory MB", "files", "written", "MB")
    head = ("pieces", "build", *figures, *(f"of {other}" for other in others))
    lines = [f"| {' | '.join(head)} |", "|---|---|" + "---:|" * (len(head) - 2)]
    for size, runs in results.items():
        for name, many in runs.items():
            wall, cpu, memory = (statistics.median(part) for part in zip(*map(_measured, many), strict=True))
            shares = " | ".join(f"{_share(many, runs[other]):.2f}" if other in runs else "–" for other in others)
            made = f"{many[-1].files:,} | {many[-1].written:,} | {many[-1].size:,.0f}"
            lines.append(f"| {size:,} | {name} | {wall:.1f} | {cpu:.1f} | {memory:,.0f} | {made} | {shares} |")
    return "\n".join(lines)


def _measured(run: Run) -> tuple[float, float, float]:
    return run.wall, run.cpu, run.memory


def _share(many: Sequence[Run], base: Sequence[Run]) -> float:
    return statistics.median(one.wall / other.wall for one, other in zip(many, base, strict=True))


def main(sizes: Sequence[int], source: Path, work: Path, rounds: int) -> dict[str, str]:
    """Bench every size, print the tables, and return the documents of the figures by file name."""
    stock = texts(source)
    results = {}
    for size in sizes:
        aside(work)
        results[size] = bench(size, stock, work, rounds)
        print(table({size: results[size]}), flush=True)
    told = f"{machine()} Median of {rounds} rounds. {KINDS}"
    return {"build.md": f"{told}\n\n{table(results)}\n", "build.svg": plot(results)}
