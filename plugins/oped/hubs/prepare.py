"""From articles and settings to everything that pages and files are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oped.hubs.cite import Citer
from oped.hubs.pages import Beside
from oped.hubs.publication import publication
from oped.hubs.schemes import as_printed
from oped.hubs.site import Frame, assemble
from oped.hubs.taxonomies import declared
from oped.site.language import translations

if TYPE_CHECKING:
    from oped.site.article import Article


def prepare(articles: Sequence[Article], drafts: Sequence[Article], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context's words `site`, `publication` and `beside`."""
    taxonomies = declared(settings["TAXONOMIES"])
    frame = Frame(settings["SITENAME"], settings["SENTENCE"], tuple(taxonomies.values()))
    every = [*articles, *drafts]
    schemes = {
        name: as_printed(value for article in every for value in article.fields.get(one.field, ()))
        for name, one in taxonomies.items()
    }
    site = assemble(frame, articles, drafts, schemes, settings["LIST_SIZE"], settings["COMBINATION_MINIMUM"])
    catalogue = translations(settings["DEFAULT_LANG"], Path(settings["TRANSLATIONS_PATH"]))
    publisher = publication(settings, catalogue.gettext)
    beside = Beside({}, Citer(publisher), (), settings["LIST_SIZE"])
    return {"site": site, "publication": publisher, "beside": beside}
