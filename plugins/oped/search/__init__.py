"""Search: lunr's answers from a few kilobytes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pelican.generators import Generator

from oped import cores
from oped.hubs.generator import under_way
from oped.search import memo
from oped.search.documents import facets_from_hubs, from_articles
from oped.search.write import LUNR, SCRIPTS, write_index, write_offline
from oped.standing import Aside, Standing, Told


def begin_search(generator: Generator) -> cores.Crew:
    """Begin to write the search index in a process of its own, while others make the pages."""
    standing: Standing = generator.settings["STANDING"]
    return cores.apart(partial(write_search, generator, standing.aside(memo.KIND)), standing.take)


def write_search(generator: Generator, aside: Aside) -> Told:
    """Write the search index; return what `aside` was told."""
    site, settings = generator.context["site"], generator.settings
    lunr = Path(settings["NODE_MODULES"]) / LUNR
    scripts = Path(settings["THEME"]) / SCRIPTS
    facets = facets_from_hubs(site.hubs)
    output = Path(settings["OUTPUT_PATH"])
    built = write_index(output, from_articles(site.articles), facets, lunr, scripts, aside)
    if settings["OFFLINE"]:
        write_offline(output, scripts, built.name)
    return aside.told


def register() -> None:
    """Connect to Pelican."""
    under_way.connect(begin_search)
