"""What templates call to draw: filters and functions bound to the settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from oped.errors import BuildError
from oped.hubs import pictures
from oped.hubs.model import Hub
from oped.vocabulary import load

BLOCK = re.compile(r'(<(p|li|h[2-6]) id="p(\d+)">.*?)(</\2>)', re.DOTALL)
"""A block of text as `oped.site.markdown` writes it: no block within, no unescaped quotation mark in the text."""


def prepare(environment: Environment, settings: Mapping[str, Any]) -> None:
    """Give the templates `columns()`, `sizes()`, `world()`, `locator()` and the filter `anchored`."""
    atlas = Path(settings["NODE_MODULES"]) / "world-atlas"
    vocabulary = Path(settings["VOCABULARY_PATH"])

    def world(hubs: Iterable[Hub]) -> pictures.World:
        chosen = [countries(vocabulary)[code] for code in settings["MAP_AREAS"]]
        return pictures.world(hubs, atlas, frozenset().union(*chosen))

    def locator(hub: Hub) -> pictures.Locator | None:
        return pictures.locator(countries(vocabulary)[hub.code], atlas)

    environment.globals.update(columns=pictures.columns, sizes=pictures.sizes, world=world, locator=locator)
    environment.globals["accuracy"] = accuracy(Path(settings["ACCURACY_FILE"]))
    environment.filters.update(anchored=anchored)


@cache
def countries(vocabulary: Path) -> Mapping[str, frozenset[str]]:
    """Return what each region covers, by code: itself and all that the vocabulary knows to be part of it."""
    known = load(vocabulary)
    covered = {code: {code} for code in known.regions}
    for code in known.regions:
        for broader in known.broader("regions", code):
            covered[broader].add(code)
    return {code: frozenset(codes) for code, codes in covered.items()}


def accuracy(file: Path) -> list[dict[str, Any]]:
    """Return what the evaluation measured: `name`, `value` from 0 to 1, `texts` it was measured on; none without it."""
    if not file.is_file():
        return []
    try:
        return [
            {key: one[key] for key in ("name", "value", "texts")} for one in json.loads(file.read_bytes())["measures"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise BuildError(f"no figures of accuracy: {error}", file=file, remedy="run `inv evaluate`") from error


def anchored(content: str, label: str) -> Markup:
    """Return a body in which each numbered paragraph ends with a link to itself, without text of its own.

    The mark that readers see is drawn by the style sheet, so the words of the piece stay exactly the source's words.

    >>> anchored('<p id="p1">Rates</p>', "Paragraph {number}")
    Markup('<p id="p1">Rates<a class="pilcrow" href="#p1" aria-label="Paragraph 1"></a></p>')
    """
    name = escape(label)

    def link(block: re.Match[str]) -> str:
        inside, _, number, end = block.groups()
        return f'{inside}<a class="pilcrow" href="#p{number}" aria-label="{name.replace("{number}", number)}"></a>{end}'

    return Markup(BLOCK.sub(link, content))  # noqa: S704 - the renderer made this HTML; the label is escaped
