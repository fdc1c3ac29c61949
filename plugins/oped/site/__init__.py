"""Posts read into Pelican, and the built site checked before anybody sees it."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from oped.errors import listed
from oped.site.language import catalogue, prepare
from oped.site.links import check
from oped.site.settings import complete
from oped.site.templates import KIND, Compiled
from oped.standing import Standing, of_settings


def complete_settings(pelican: Pelican) -> None:
    """Fill in our defaults before any generator is made; nothing stands unless a rebuild says so."""
    complete(pelican.settings)
    pelican.settings["STANDING"] = Standing(Path(pelican.output_path))


def translate(generator: Generator) -> None:
    """Give a generator's templates the interface's language."""
    settings = generator.settings
    prepare(generator.env, settings["DEFAULT_LANG"], Path(settings["TRANSLATIONS_PATH"]))


def lend_templates(generator: Generator) -> None:
    """Lend a generator the templates that an earlier build, or another generator, has compiled.

    Within a build no template changes: nobody looks at its file for each time that it is taken in.
    """
    settings = generator.settings
    if "COMPILED" not in settings:
        file = catalogue(settings["DEFAULT_LANG"], Path(settings["TRANSLATIONS_PATH"]))
        words = file.read_bytes() if file else b""
        settings["COMPILED"] = Compiled(settings["STANDING"].memory(KIND), of_settings(settings) + words)
    generator.env.bytecode_cache = settings["COMPILED"]
    generator.env.auto_reload = False


def keep_templates(pelican: Pelican) -> None:
    """Keep what was compiled for the next build."""
    pelican.settings["STANDING"].take(pelican.settings["COMPILED"].told)


def check_site(pelican: Pelican) -> None:
    """Stop a site from being published in which a link leads nowhere or a post has no page."""
    settings = pelican.settings
    standing, origins = settings["STANDING"], settings["ORIGINS"]
    lines = [
        f"{post}: no page was made of this post" for page, post in origins.items() if not standing.place(page).is_file()
    ]
    lines += check(standing, settings["SITEURL"], settings["PUBLIC_URL"], origins)
    if lines:
        raise listed(lines)


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(complete_settings)
    signals.generator_init.connect(translate)
    signals.generator_init.connect(lend_templates)
    signals.finalized.connect(check_site)
    signals.finalized.connect(keep_templates)
