"""Posts read into Pelican, and the built site checked before anybody sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.plugins import signals

from oped.site.language import prepare
from oped.site.settings import complete


def complete_settings(pelican: Any) -> None:
    """Fill in our defaults before any generator is made."""
    complete(pelican.settings)


def translate(generator: Any) -> None:
    """Give a generator's templates the interface's language."""
    settings = generator.settings
    prepare(generator.env, settings["DEFAULT_LANG"], Path(settings["TRANSLATIONS_PATH"]))


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(complete_settings)
    signals.generator_init.connect(translate)
