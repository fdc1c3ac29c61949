"""Search figures, ours beside Pagefind's and whole lunr's, on the same pieces in the same browser: `inv bench search`.

Bytes are bodies as they travel: scripts and pages gzipped by the server, index files as they lie. A cold query starts
in a fresh browser and ends with ten results and their excerpts; a warm one is asked again in the same page.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from archive import Grown, grow, texts
from figures import machine
from measure import Run, run
from playwright.sync_api import Browser, sync_playwright

from oped.bootstrap import find_browser
from oped.search.documents import Choice, Document, Facet
from oped.search.write import LUNR, write_index
from oped.slugs import slugify

HOUSE = Path(__file__).parents[2]
SCRIPTS = HOUSE / "theme" / "search"
FIRST_SCRIPTS = HOUSE / "theme" / "static" / "js" / "search"
QUERIES = (
    "inflation", "Ukraine", "climate change", "supreme court", "Trump", "housing prices", "health care", "school",
    "president Biden", "trade with China", "election", "gun control", "carbon tax", "minimum wage", "vaccine",
    "Israel Gaza", "interest rates", "free speech", "immigration", "artificial intelligence",
)  # fmt: skip
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

OUR_PAGE = """
await Promise.all([import("/js/main.js"), import("/search/page.js")]);
const root = new URL("/search/", location.href).href;
const worker = new Worker("/search/worker.js", { type: "module" });
window.ask = (q) => new Promise((resolve) => {
  worker.onmessage = ({ data: { answer } }) => resolve([answer.total, answer.hits.length]);
  worker.postMessage({ id: 1, root, work: "search", request: { q } });
});
"""
PAGEFIND_PAGE = """
const pagefind = await import("/pagefind/pagefind.js");
await pagefind.init();
window.ask = async (q) => {
  const { results } = await pagefind.search(q);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return [results.length, shown.length];
};
"""
LUNR_PAGE = """
const { default: lunr } = await import("/search/lunr.js");
let index;
window.ask = async (q) => {
  index ??= lunr.Index.load(await (await fetch("/lunr.json")).json());
  const results = index.search(q);
  return [results.length, Math.min(10, results.length)];
};
"""


class Figures(NamedTuple):
    """One engine at one size: bytes and milliseconds of each query."""

    cold_bytes: list[int]
    cold: list[float]
    warm: list[float]
    session_bytes: int

    @property
    def median_bytes(self) -> float:
        """Return the bytes of a cold query in the middle."""
        return statistics.median(self.cold_bytes)

    @property
    def p95_bytes(self) -> int:
        """Return the bytes that one cold query in twenty exceeds."""
        return sorted(self.cold_bytes)[int(0.95 * (len(self.cold_bytes) - 1))]


MOST_FOR_LUNR = 10_000
"""Pieces beyond which lunr's whole index needs gigabytes."""


def documents(size: int, stock: Sequence[Sequence[str]]) -> Iterator[Document]:
    """Yield the pieces as the search sees them."""
    return map(document, grow(size, stock))


def document(piece: Grown) -> Document:
    """Return one made-up piece as the search sees it."""
    return Document(
        f"{piece.number:012x}",
        piece.slug,
        piece.title,
        piece.paragraphs,
        piece.authors,
        piece.day,
        codes={
            "region": tuple(code for code, _ in piece.regions),
            "topic": tuple(code for code, _ in piece.topics),
            "author": tuple(slugify(name) for name in piece.authors),
        },
    )


def facets(pieces: Sequence[Grown]) -> list[Facet]:
    """Return the terms that occur."""
    kinds: dict[str, dict[str, str]] = {"region": {}, "topic": {}, "author": {}}
    for piece in pieces:
        kinds["region"].update(piece.regions)
        kinds["topic"].update(piece.topics)
        kinds["author"].update({slugify(name): name for name in piece.authors})
    return [
        Facet(kind, f"{kind}s".title(), f"{kind}s", tuple(Choice(c, n, slugify(n)) for c, n in sorted(terms.items())))
        for kind, terms in kinds.items()
    ]


def build_ours(size: int, source: Path, site: Path) -> None:
    """Write our index; run as a process of its own, so that its memory can be measured."""
    stock = texts(source)
    pieces = list(grow(size, stock))
    write_index(site, map(document, pieces), facets(pieces), HOUSE / "node_modules" / LUNR, SCRIPTS)


def write_pages(size: int, source: Path, site: Path) -> None:
    """Write the pages that Pagefind reads, with the same filters."""
    for piece in grow(size, texts(source)):
        folder = site / "articles" / piece.slug
        folder.mkdir(parents=True, exist_ok=True)
        filters = "".join(
            f'<span data-pagefind-filter="{kind}">{escape(name)}</span>'
            for kind, names in (
                ("author", piece.authors),
                ("region", [name for _, name in piece.regions]),
                ("topic", [name for _, name in piece.topics]),
            )
            for name in names
        )
        body = "".join(f'<p id="p{at}">{escape(text)}</p>' for at, text in enumerate(piece.paragraphs, 1))
        (folder / "index.html").write_text(
            f'<!doctype html><html lang="en"><title>{escape(piece.title)}</title><main data-pagefind-body>'
            f"<h1>{escape(piece.title)}</h1><p>{filters}</p>{body}</main></html>",
            encoding="utf-8",
        )


def build_lunr(size: int, source: Path, site: Path) -> None:
    """Write lunr.py's whole index."""
    from lunr import lunr  # noqa: PLC0415 - only this process needs it

    fields = [{"field_name": "title", "boost": 8}, {"field_name": "byline", "boost": 4}, "text"]
    index = lunr(
        ref="id",
        fields=fields,
        documents=[
            {
                "id": piece.slug,
                "title": piece.title,
                "byline": " ".join(piece.authors),
                "text": " ".join(piece.paragraphs),
            }
            for piece in grow(size, texts(source))
        ],
    )
    (site / "lunr.json").write_text(json.dumps(index.serialize()), encoding="utf-8")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does, scripts and pages gzipped, and counts what it sends."""

    sent = 0
    packed: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """Answer with the file's bytes."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        zipped = path.suffix in {".js", ".html", ".json", ".css", ".wasm"}
        if zipped and str(path) not in self.packed:
            self.packed[str(path)] = gzip.compress(path.read_bytes(), 6)
        data = self.packed[str(path)] if zipped else path.read_bytes()
        type(self).sent += len(data)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def ask(browser: Browser, address: str, page_name: str) -> Figures:
    """Ask every query cold, then all of them in one page twice, and return what that took."""
    cold_bytes, cold, warm = [], [], []

    def open_page() -> Any:
        page = browser.new_context().new_page()
        page.goto(f"{address}/{page_name}")
        return page

    timed = "(q) => { const t = performance.now(); return window.ask(q).then((n) => [performance.now() - t, ...n]); }"
    for query in QUERIES:
        Handler.sent = 0
        page = open_page()
        page.evaluate(
            "() => new Promise((r) => { const i = setInterval(() => window.ask && r(clearInterval(i)), 5); })"
        )
        took, total, shown = page.evaluate(timed, query)
        assert total, f"{page_name} finds nothing for {query}"
        assert shown == min(10, total)
        cold_bytes.append(Handler.sent)
        cold.append(took)
        page.context.close()
    page = open_page()
    page.evaluate("() => new Promise((r) => { const i = setInterval(() => window.ask && r(clearInterval(i)), 5); })")
    Handler.sent = 0
    for query in QUERIES:
        page.evaluate(timed, query)
    session = Handler.sent
    for query in QUERIES:
        warm.append(statistics.median(page.evaluate(timed, query)[0] for _ in range(3)))
    page.context.close()
    return Figures(cold_bytes, cold, warm, session)


def in_browser(site: Path, pages: dict[str, str]) -> dict[str, Figures]:
    """Serve `site` and ask each page in the same Chromium."""
    for name, script in pages.items():
        (site / f"{name}.js").write_text(script, encoding="utf-8")
        (site / f"{name}.html").write_text(f'<!doctype html><script type="module" src="/{name}.js"></script>')
    shutil.copytree(FIRST_SCRIPTS, site / "js", dirs_exist_ok=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        figures = {name: ask(browser, address, f"{name}.html") for name in pages}
        browser.close()
    return figures


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def changed_by_ten(size: int, source: Path) -> int:
    """Return the bytes of search files that ten more pieces add or change."""
    pieces = list(grow(size + 10, texts(source)))
    builds: list[dict[str, int]] = []
    from oped.search.build import build  # noqa: PLC0415 - the figure's own need

    for some in (pieces[:size], pieces):
        made: dict[str, int] = {}
        build(map(document, some), facets(some), lambda path, data, made=made: made.__setitem__(path, len(data)))
        builds.append(made)
    before, after = builds
    return sum(length for path, length in after.items() if path not in before or path == "manifest.bin")


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
    me = [sys.executable, str(Path(__file__)), "--only"]
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


def quality(work: Path, pagefind: Sequence[str] | None) -> str:
    """Return how well each engine answers the quality set (`tests/evaluate/search.psv`)."""
    sys.path.insert(0, str(HOUSE))
    from tests.evaluate import search_quality  # noqa: PLC0415 - needs the line above

    lines = ["## The quality set", "", "| | archive | queries | MRR | recall |", "|---|---|---|---|---|"]
    for name, found in search_quality.archives(work).items():
        asked = [query for query in search_quality.queries() if query.archive == name]
        answers = search_quality.answers(found, asked)
        if pagefind:
            site = work / f"quality-{name}"
            answers["Pagefind"] = pagefind_answers(site, found, [query.text for query in asked], pagefind)
        for engine, slugs in answers.items():
            figures = search_quality.figures(found, asked, slugs)
            lines.append(f"| {engine} | {name} | {figures.queries} | {figures.mrr:.3f} | {figures.recall:.3f} |")
    return "\n".join([*lines, ""])


def pagefind_answers(
    site: Path, found: Sequence[Document], asked: Sequence[str], pagefind: Sequence[str]
) -> list[list[str]]:
    """Return the slugs of Pagefind's first ten results for each query."""
    for document in found:
        folder = site / "articles" / document.slug
        folder.mkdir(parents=True)
        body = "".join(f"<p>{escape(text)}</p>" for text in (*document.authors, *document.paragraphs, document.bio))
        (folder / "index.html").write_text(
            f'<!doctype html><html lang="en"><title>{escape(document.title)}</title><main data-pagefind-body>'
            f"<h1>{escape(document.title)}</h1>{body}</main></html>",
            encoding="utf-8",
        )
    run([*pagefind, "--site", str(site)], HOUSE)
    script = """async (asked) => {
      const pagefind = await import("/pagefind/pagefind.js");
      await pagefind.init();
      const answers = [];
      for (const query of asked) {
        const { results } = await pagefind.search(query);
        const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
        answers.push(shown.map(({ url }) => decodeURIComponent(url.split("/").at(-2))));
      }
      return answers;
    }"""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"{address}/articles/{found[0].slug}/")
        answers: list[list[str]] = page.evaluate(script, list(asked))
        browser.close()
    return answers


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
        f"# Search\n\n{machine()} By `inv bench search`; beside it {version} and lunr's whole index, which beyond "
        f"{MOST_FOR_LUNR:,} pieces takes more memory than a small machine has. Twenty queries in one Chromium; a cold "
        "one starts in a fresh browser, its bytes are all that travel for ten results with excerpts.\n"
    ]
    tables = [functools.partial(bench, size, source, work, pagefind) for size in sizes]
    for table in (*tables, functools.partial(quality, work, pagefind)):
        parts.append(table())
        print(parts[-1], flush=True)
    return {"search.md": "\n".join(parts)}


STEPS: dict[str, Callable[[int, Path, Path], None]] = {
    "ours": build_ours,
    "lunr": build_lunr,
    "grow": lambda size, source, _: [None for _ in grow(size, texts(source))] and None,
}

if __name__ == "__main__":
    if sys.argv[1] == "--only":
        STEPS[sys.argv[2]](int(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
