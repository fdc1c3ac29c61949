"""The quality set (`tests/evaluate/search.psv`), answered by each engine."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

from measure import run
from playwright.sync_api import sync_playwright
from search_asked import FLAGS, served

from oped.bootstrap import find_browser
from oped.search.documents import Document

HOUSE = Path(__file__).parents[2]


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
