"""How long after saving something the open page shows it, in a real browser: `inv bench live`.

The preview runs as `inv serve` starts it. A post's headline and text are edited, then a style sheet; the clock runs
from before the file is written until the browser shows it, and on until the build behind it has made all else right.
"""

from __future__ import annotations

import queue
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archive import grow, our_post, texts, write
from figures import machine
from measure import Memory
from playwright.sync_api import Browser, expect, sync_playwright

from oped.bootstrap import find_browser

HOUSE = Path(__file__).parents[2]
PATIENCE = 100
"""Seconds for a whole build."""
BUILT = re.compile(r"^Site: ")
READING = re.compile(r"Reading at (\S+)")


@dataclass(frozen=True, slots=True)
class Live:
    """Seconds from saving until a post is shown, a style sheet is shown, all of the site is right; memory in MB."""

    posts: tuple[float, ...]
    sheets: tuple[float, ...]
    built: tuple[float, ...]
    memory: float


class Preview:
    """A running preview, its words taken as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._said: queue.Queue[tuple[float, str]] = queue.Queue()
        self._words: list[str] = []
        self._process = process
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._said.put((time.perf_counter(), line))
        self._said.put((0.0, ""))

    def says(self, pattern: re.Pattern[str]) -> tuple[float, re.Match[str]]:
        """Wait for a line and return when it came. Raises RuntimeError when it does not come."""
        with suppress(queue.Empty):
            while True:
                moment, line = self._said.get(timeout=PATIENCE)
                self._words.append(line)
                if found := pattern.search(line):
                    return moment, found
                if not moment:
                    break
        raise RuntimeError(f"the preview did not say {pattern.pattern}:\n{''.join(self._words)}")


def bench(size: int, stock: Sequence[Sequence[str]], work: Path, rounds: int) -> Live:
    """Grow `size` pieces in `work`, preview them, and save a post and a style sheet `rounds` times each."""
    write(grow(size, stock), {work / "posts": our_post})
    pieces = list(grow(size, stock))[:: max(1, size // rounds)][:rounds]
    theme = shutil.copytree(HOUSE / "theme", work / "theme")
    (work / "raw").mkdir()
    with running(work) as (preview, address, memory), opened() as browser:
        posts, built, sheets = [], [], []
        for number, piece in enumerate(pieces):
            page = browser.new_page()  # the one before may be about to load its own address anew
            page.goto(f"{address}articles/{piece.slug}/")
            path = work / "posts" / str(piece.day.year) / f"{piece.slug}.md"
            edited = re.sub(r"(?m)^Title: .*", f"Title: Edited {number}", path.read_text(encoding="utf-8"))
            started = time.perf_counter()
            path.write_text(f"{edited}\nOne paragraph more.\n", encoding="utf-8")
            expect(page.locator("h1")).to_have_text(f"Edited {number}", timeout=PATIENCE * 1000)
            posts.append(time.perf_counter() - started)
            built.append(preview.says(BUILT)[0] - started)
        sheet = theme / "static" / "css" / "base.css"
        for number in range(rounds):
            started = time.perf_counter()
            sheet.write_text(f"{sheet.read_text(encoding='utf-8')}h1 {{ color: rgb(1, 2, {number}); }}\n", "utf-8")
            expect(page.locator("h1")).to_have_css("color", f"rgb(1, 2, {number})", timeout=PATIENCE * 1000)
            sheets.append(time.perf_counter() - started)
            preview.says(BUILT)
    return Live(tuple(posts), tuple(sheets), tuple(built), memory.peak)


@contextmanager
def running(work: Path) -> Iterator[tuple[Preview, str, Memory]]:
    """Run the preview of an archive: give it, its address, and what watches its memory."""
    folders = [f"--{name}={work / name}" for name in ("raw", "posts", "theme", "output")]
    command = [sys.executable, "-u", "-m", "oped.serve", "--port=0", *folders]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=HOUSE) as process:
        memory = Memory(process.pid)
        try:
            preview = Preview(process)
            _, found = preview.says(READING)
            memory.start()
            yield preview, found[1], memory
            memory.stop()
        finally:
            process.terminate()
            process.wait()


@contextmanager
def opened() -> Iterator[Browser]:
    """Open a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def table(results: dict[int, Live]) -> str:
    """Return the results as a Markdown table, seconds as `median (worst)`."""
    head = ("pieces", "a post shown, s", "a style sheet shown, s", "all lists and search right, s", "memory MB")
    lines = [f"| {' | '.join(head)} |", "|" + "---:|" * len(head)]
    for size, live in results.items():
        shown = (f"{statistics.median(many):.2f} ({max(many):.2f})" for many in (live.posts, live.sheets, live.built))
        lines.append(f"| {size:,} | {' | '.join(shown)} | {live.memory:,.0f} |")
    return "\n".join(lines)


def main(sizes: Sequence[int], source: Path, work: Path, rounds: int) -> dict[str, str]:
    """Bench every size, print the tables, and return the document of the figures by its file name."""
    stock = texts(source)
    results = {}
    for size in sizes:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        results[size] = bench(size, stock, work, rounds)
        print(table({size: results[size]}), flush=True)
    told = f"{machine()} Seconds from saving until a browser shows it: median (worst) of {rounds}."
    return {"live.md": f"{told}\n\n{table(results)}\n"}
