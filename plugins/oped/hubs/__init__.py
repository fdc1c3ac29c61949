"""Browsing: taxonomies, hubs, lists, feeds, data, citing. One declaration for each way to browse."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican
from pelican.contents import Content
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from oped.files import write_if_different
from oped.hubs import addresses, cards, drawing, look
from oped.hubs.generator import HubsGenerator
from oped.hubs.head import plain_head
from oped.hubs.prepare import prepare


def assemble(generator: Generator) -> None:
    """Put the archive into the context, once the posts are read."""
    drafts = generator.drafts if generator.settings["DRAFT_PAGES"] else []
    generator.context.update(prepare(generator.articles, drafts, generator.settings))
    generator.settings["REGISTER"] = generator.context["beside"].register


def name_cards(generator: Generator) -> None:
    """Tell pages where their cards will be."""
    if generator.settings["CARDS"]:
        cards.address([*generator.articles, *generator.drafts], generator.settings)


def dress(generator: Generator, writer: Writer) -> None:
    """Write the style sheet of all pages, the settings' own colours in it."""
    look.write(generator.settings["COLOURS"], Path(generator.settings["THEME"]), Path(writer.output_path))


def illustrate(generator: Generator) -> None:
    """Give a generator's templates the functions that draw pictures."""
    drawing.prepare(generator.env, generator.settings)


def describe(generator: Generator, content: Content) -> None:
    """Give a page of our own writing its head."""
    generator.context["head"] = plain_head(content.title, content.url, generator.context["publication"])


def remember(pelican: Pelican) -> None:
    """Add the addresses of a site that passed its checks to the register beside the posts."""
    settings = pelican.settings
    write_if_different(Path(settings["POSTS_PATH"]) / addresses.NAME, addresses.write(settings["REGISTER"]))


def generators(_: Pelican) -> type[HubsGenerator]:
    """Offer our generator."""
    return HubsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.generator_init.connect(illustrate)
    signals.article_generator_finalized.connect(assemble)
    signals.article_generator_finalized.connect(name_cards)
    signals.article_writer_finalized.connect(dress)
    signals.page_generator_write_page.connect(describe)
    signals.get_generators.connect(generators)
    signals.finalized.connect(remember)
