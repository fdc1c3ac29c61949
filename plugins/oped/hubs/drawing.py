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

from oped.errors import BuildError, VocabularyError
from oped.hubs import atlas, charts
from oped.hubs.model import Hub
from oped.vocabulary import load

BLOCK = re.compile(r'(<(p|li|h[2-6]) id="p(\d+)">[^<]*(?:<(?!/\2>)[^<]*)*)(</\2>)')
"""A block of text as `oped.site.markdown` writes it: no block within, no unescaped quotation mark in the text."""


def prepare(environment: Environment, settings: Mapping[str, Any]) -> None:
    """Give the templates `columns()`, `sizes()`, `world()`, `locator()` and the filters `anchored` and `italics`."""
    outlines = Path(settings["NODE_MODULES"]) / "world-atlas"
    vocabulary = Path(settings["VOCABULARY_PATH"])
    shown = areas(settings["MAP_AREAS"], vocabulary)

    def world(hubs: Iterable[Hub]) -> atlas.World:
        return atlas.world(hubs, outlines, shown)

    def locator(hub: Hub) -> atlas.Locator | None:
        return atlas.locator(countries(vocabulary)[hub.code], outlines)

    environment.globals.update(columns=charts.columns, sizes=charts.sizes, world=world, locator=locator)
    environment.globals["accuracy"] = accuracy(Path(settings["ACCURACY_FILE"]))
    environment.filters.update(anchored=anchored, italics=italics)


def areas(codes: Iterable[str], vocabulary: Path) -> frozenset[str]:
    """Return the countries of the areas that the map is to show. Raises BuildError for a code that there is not."""
    codes = [codes] if isinstance(codes, str) else list(codes)
    for code in codes:
        try:
            load(vocabulary).term("regions", code)
        except VocabularyError as error:
            what = f"MAP_AREAS: {error.what}"
            raise BuildError(what, file="pelicanconf.py", value=code, remedy=error.remedy) from error
    return frozenset().union(*(countries(vocabulary)[code] for code in codes))


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
    before, _, after = str(escape(label)).partition("{number}")

    def link(block: re.Match[str]) -> str:
        inside, _, number, end = block.groups()
        return f'{inside}<a class="pilcrow" href="#p{number}" aria-label="{before}{number}{after}"></a>{end}'

    return Markup(BLOCK.sub(link, content))  # noqa: S704 - the renderer made this HTML; the label is escaped


def italics(hubs: Iterable[Hub]) -> Markup:
    """Return the names of terms in italics, divided by commas."""
    return Markup(", ".join(f"<em>{escape(hub.name)}</em>" for hub in hubs))  # noqa: S704 - the names are escaped
