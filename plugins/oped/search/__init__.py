"""Search: lunr's answers from a few kilobytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.plugins import signals

from oped.search.documents import facets_from_hubs, from_article
from oped.search.write import LUNR, SCRIPTS, write_index


def write_search(generators: list[Any]) -> None:
    """Write the search index once every article and hub is known."""
    context = generators[0].context
    site, settings = context["site"], generators[0].settings
    house = Path(__file__).parents[3]
    lunr = Path(settings.get("SEARCH_LUNR") or house / LUNR)
    scripts = Path(settings.get("SEARCH_SCRIPTS") or house / SCRIPTS)
    documents = (from_article(article) for article in site.articles)
    facets = facets_from_hubs(site.hubs)
    write_index(Path(settings["OUTPUT_PATH"]), documents, facets, lunr, scripts, settings["STANDING"])


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(write_search)
