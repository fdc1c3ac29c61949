"""Search figures, ours beside Pagefind's and whole lunr's, on the same pieces in the same browser: `inv bench search`.

Bytes are bodies as they travel: scripts and pages gzipped by the server, index files as they lie. A cold query starts
in a fresh browser and ends with ten results and their excerpts; a warm one is asked again in the same page.
"""

from __future__ import annotations

import functools
import gzip
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from figures import machine
from measure import Run, run
from search_answers import quality
from search_any import any_string
from search_asked import LUNR_PAGE, OUR_PAGE, PAGEFIND_PAGE, Figures, in_browser
from search_made import changed_by_ten, write_pages

HOUSE = Path(__file__).parents[2]
MOST_FOR_LUNR = 2_000
"""Pieces up to which lunr's whole index is loaded, once for each cold query: at 10,000 it has 300 MB."""


def row(name: str, made: Run, on_disk: str, figures: Figures) -> str:
    """Return one line of the table."""
    return (
        f"| {name} | {made.cpu:.0f} | {made.memory:.0f} | {on_disk} | {figures.median_bytes / 1000:.0f} "
        f"| {figures.p95_bytes / 1000:.0f} | {figures.session_bytes / 1e6:.2f} "
        f"| {statistics.median(figures.cold):.0f} | {statistics.median(figures.warm):.1f} |"
    )


def megabytes(folder: Path, *without: str) -> str:
    """Return the size of a folder's files, some subfolders left out."""
    total = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not set(p.parts) & set(without))
    return f"{total / 1e6:.1f}"


def bench(size: int, source: Path, work: Path, pagefind: Sequence[str] | None) -> str:
    """Build and ask every engine at one size and return the table."""
    site = work / f"site-{size}"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    me = [sys.executable, str(Path(__file__).with_name("search_made.py"))]
    env = {"PYTHONPATH": str(HOUSE / "plugins")}
    grown = run([*me, "grow", str(size), str(source), str(site)], HOUSE, env=env)
    ours = run([*me, "ours", str(size), str(source), str(site)], HOUSE, env=env)
    pages, made = {"ours": OUR_PAGE}, {"ours": Run(ours.wall - grown.wall, ours.cpu - grown.cpu, ours.memory)}
    search = site / "search"
    on_disk = {"ours": f"{megabytes(search, 'places', 'cards')} / {megabytes(search, 'cards')}"}
    texts_too = megabytes(search)
    if pagefind:
        write_pages(size, source, site)
        made["Pagefind"] = run([*pagefind, "--site", str(site)], HOUSE)
        pages["Pagefind"] = PAGEFIND_PAGE
        on_disk["Pagefind"] = megabytes(site / "pagefind")
    if size <= MOST_FOR_LUNR:
        built = run([*me, "lunr", str(size), str(source), str(site)], HOUSE, env=env)
        made["lunr"] = Run(built.wall - grown.wall, built.cpu - grown.cpu, built.memory)
        pages["lunr"] = LUNR_PAGE
        on_disk["lunr"] = f"{len(gzip.compress((site / 'lunr.json').read_bytes(), 6)) / 1e6:.1f}"
    figures = in_browser(site, pages)
    lines = [
        f"## {size:,} pieces",
        "",
        "| | build CPU s | memory MB | on disk, gzip, MB | cold kB, median | p95 | 20 queries MB | cold ms | warm ms |",
        "|---|---|---|---|---|---|---|---|---|",
        *(row(name, made[name], on_disk[name], figures[name]) for name in pages),
        *(ratios(made, figures) if pagefind else []),
        "",
        "Ours on disk: without the places of words / with them; with the pieces' own texts, which excerpts are cut "
        f"from, {texts_too} MB. Ten more pieces change {changed_by_ten(size, source) / 1e6:.2f} MB of it.",
        "",
        any_string(site),
    ]
    return "\n".join(lines)


def ratios(made: dict[str, Run], figures: dict[str, Figures]) -> list[str]:
    """Return the line of ours as a share of Pagefind's."""
    ours, theirs, made_ours, made_theirs = figures["ours"], figures["Pagefind"], made["ours"], made["Pagefind"]
    shares = [
        f"{made_ours.cpu / made_theirs.cpu:.2f}",
        f"{made_ours.memory / made_theirs.memory:.2f}",
        "",
        f"{ours.median_bytes / theirs.median_bytes:.2f}",
        f"{ours.p95_bytes / theirs.p95_bytes:.2f}",
        f"{ours.session_bytes / theirs.session_bytes:.2f}",
        f"{statistics.median(ours.cold) / statistics.median(theirs.cold):.2f}",
        f"{statistics.median(ours.warm) / statistics.median(theirs.warm):.2f}",
    ]
    return [f"| *ours / Pagefind* | {' | '.join(shares)} |"]


def find_pagefind() -> list[str] | None:
    """Return the command of Pagefind (`pip install 'pagefind[extended]'`), or None."""
    for python in (sys.executable, str(Path(sys.executable).parent / "python")):
        if subprocess.run([python, "-c", "import pagefind"], capture_output=True, check=False).returncode == 0:
            return [python, "-m", "pagefind"]
    found = shutil.which("pagefind_extended") or shutil.which("pagefind")
    return [found] if found else None


def main(sizes: Sequence[int], source: Path, work: Path) -> dict[str, str]:
    """Bench every size and the quality set, print the tables and return them as a document."""
    pagefind = find_pagefind()
    if pagefind is None:
        print("pagefind is not installed (see requirements-bench.txt): measured without it")
    named = [*pagefind, "--version"] if pagefind else ["echo", "no Pagefind"]
    version = subprocess.run(named, capture_output=True, text=True, check=True).stdout.strip()
    parts = [
        f"# Search\n\n{machine()} By `inv bench search`; beside it {version} and lunr's whole index, up to "
        f"{MOST_FOR_LUNR:,} pieces. Twenty queries in one Chromium; a cold "
        "one starts in a fresh browser, its bytes are all that travel for ten results with excerpts.\n"
    ]
    tables = [functools.partial(bench, size, source, work, pagefind) for size in sizes]
    for table in (*tables, functools.partial(quality, work, pagefind)):
        parts.append(table())
        print(parts[-1], flush=True)
    return {"search.md": "\n".join(parts)}
