"""Browsing: taxonomies, hubs, lists, feeds, data, citing. One declaration for each way to browse."""

from __future__ import annotations

from typing import Any

from pelican.plugins import signals

from oped.hubs import drawing
from oped.hubs.generator import HubsGenerator
from oped.hubs.head import plain_head
from oped.hubs.prepare import prepare


def assemble(generator: Any) -> None:
    """Put the archive into the context, once the posts are read."""
    generator.context.update(prepare(generator.articles, generator.drafts, generator.settings))


def illustrate(generator: Any) -> None:
    """Give a generator's templates the functions that draw pictures."""
    drawing.prepare(generator.env, generator.settings)


def describe(generator: Any, content: Any) -> None:
    """Give a page of our own writing its head."""
    generator.context["head"] = plain_head(content.title, content.url, generator.context["publication"])


def generators(_: Any) -> type[HubsGenerator]:
    """Offer our generator."""
    return HubsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.generator_init.connect(illustrate)
    signals.article_generator_finalized.connect(assemble)
    signals.page_generator_write_page.connect(describe)
    signals.get_generators.connect(generators)
