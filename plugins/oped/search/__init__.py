"""Search: lunr's answers from a few kilobytes."""

from __future__ import annotations

from pathlib import Path

from pelican.generators import Generator

from oped.hubs.generator import under_way
from oped.search.documents import facets_from_hubs, from_article
from oped.search.write import LUNR, SCRIPTS, write_index, write_offline


def write_search(generator: Generator) -> None:
    """Write the search index while other cores make the pages."""
    site, settings = generator.context["site"], generator.settings
    lunr = Path(settings["NODE_MODULES"]) / LUNR
    scripts = Path(settings["THEME"]) / SCRIPTS
    documents = (from_article(article) for article in site.articles)
    facets = facets_from_hubs(site.hubs)
    output = Path(settings["OUTPUT_PATH"])
    built = write_index(output, documents, facets, lunr, scripts, settings["STANDING"])
    if settings["OFFLINE"]:
        write_offline(output, scripts, built.name)


def register() -> None:
    """Connect to Pelican."""
    under_way.connect(write_search)
