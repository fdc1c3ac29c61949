"""Pelican, with our posts in the place of its articles, and no failure passed over in silence."""

from __future__ import annotations

import gc
from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator
from pelican.plugins._utils import get_plugin_name

from oped.errors import BuildError
from oped.site.generator import PostsGenerator
from oped.standing import Standing

SELDOM = 200_000
"""New objects between two searches for cycles: nearly all that a build makes stays until its end."""


class OpinionArchive(Pelican):  # type: ignore[misc] # Pelican ships no types
    """Set as `PELICAN_CLASS`: a subclass is Pelican's own way to exchange a generator that it always brings along."""

    def run(self) -> None:
        """Build, unless the whole site stands; a build that fails leaves no trace."""
        standing: Standing = self.settings["STANDING"]
        if standing.whole():
            return
        usual = gc.get_threshold()
        gc.set_threshold(SELDOM)
        try:
            super().run()
        except BaseException:
            standing.abandon()
            raise
        finally:
            gc.set_threshold(*usual)

    def init_plugins(self) -> None:
        """Load the plugins; stop where stock Pelican would log and publish without the missing one."""
        wanted = list(self.settings["PLUGINS"] or ())
        super().init_plugins()
        loaded = {get_plugin_name(plugin) for plugin in self.plugins}
        for plugin in wanted:
            name = plugin if isinstance(plugin, str) else get_plugin_name(plugin)
            if name not in loaded and f"pelican.plugins.{name}" not in loaded:
                raise BuildError("the plugin does not start", value=name, remedy="see the error above, or remove it")

    def _get_generator_classes(self) -> list[type[Any]]:
        classes = super()._get_generator_classes()
        return [PostsGenerator if each is ArticlesGenerator else each for each in classes]
