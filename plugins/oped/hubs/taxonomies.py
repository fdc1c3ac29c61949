"""Reads `TAXONOMIES` of the settings: one entry is one way to browse.

TAXONOMIES = {
    "outlet": {                  # the singular, used in templates and in the search form
        "label": "Newspaper",    # shown to readers; default: the name with a capital
        "plural": "Newspapers",  # default: label + "s"
        "field": "outlet",       # front-matter key, in lower case; default: the name
        "path": "newspapers",    # first segment of its addresses; default: name + "s"
        "scheme": "",            # where names and tree come from: "regions", "topics", "authors" or "" (as printed)
        "description": "",       # a sentence for the index page
        "template": "hub.html",  # and "index_template": "hubs.html"
        "combine": ["topic"],    # pages /newspapers/a/topics/b/ for pairs with COMBINATION_MINIMUM pieces or more
    },
}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from oped.errors import BuildError
from oped.hubs.model import Taxonomy

KEYS = frozenset(entry.name for entry in fields(Taxonomy)) - {"name"}
TAKEN = frozenset({"articles", "years", "search", "data", "feeds", "about", "sources", "drafts", "theme", "page"})


def declared(settings: Mapping[str, Mapping[str, Any]]) -> dict[str, Taxonomy]:
    """Return the taxonomies by name, in the order of the settings.

    Raises BuildError on an unknown key, a path that is no address or is used twice, and an unknown name in `combine`.
    """
    taxonomies = {name: _taxonomy(name, entry) for name, entry in settings.items()}
    paths: dict[str, str] = {}
    for taxonomy in taxonomies.values():
        if other := paths.get(taxonomy.path):
            raise _wrong(taxonomy.name, f"the path is that of {other!r} too", taxonomy.path, "choose another")
        paths[taxonomy.path] = taxonomy.name
        for partner in taxonomy.combine:
            if partner not in taxonomies or partner == taxonomy.name:
                raise _wrong(taxonomy.name, "combine names no other taxonomy", partner, _nearest(partner, taxonomies))
    return taxonomies


def _taxonomy(name: str, entry: Mapping[str, Any]) -> Taxonomy:
    for key in entry:
        if key not in KEYS:
            raise _wrong(name, "unknown key", key, _nearest(key, KEYS))
    label = entry.get("label", name.capitalize())
    taxonomy = Taxonomy(
        name,
        **{
            "label": label,
            "plural": f"{label}s",
            "field": name,
            "path": f"{name}s",
            **entry,
            "combine": tuple(entry.get("combine", ())),
        },
    )
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", taxonomy.path) or taxonomy.path in TAKEN:
        raise _wrong(name, "the path is no free address", taxonomy.path, "use lower-case letters, digits and hyphens")
    return taxonomy


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, known, 1, 0)
    return f"did you mean {near[0]!r}?" if near else "leave it out"


def _wrong(name: str, what: str, value: str, remedy: str) -> BuildError:
    return BuildError(f"TAXONOMIES[{name!r}]: {what}", file="pelicanconf.py", value=value, remedy=remedy)
