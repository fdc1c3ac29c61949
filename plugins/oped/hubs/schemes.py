"""Where a taxonomy's terms get their names, addresses and tree: the vocabularies, the authors' authority, or as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from oped.slugs import slugify


class Term(NamedTuple):
    """One term: `parent` is its place in the tree, `broader` every term it is a part of, the parent included."""

    code: str
    name: str
    slug: str
    description: str = ""
    parent: str | None = None
    broader: tuple[str, ...] = ()
    record: Mapping[str, Any] = {}


Scheme = Callable[[str], Term]
"""Turns a value of the front matter into its term; raises KeyError when there is no such term."""


def as_printed(values: Iterable[str]) -> Scheme:
    """Return the scheme of a taxonomy without a vocabulary: spellings with one address are one term.

    The term is called by the spelling that occurs most often in `values`, the first in the alphabet among equals.
    """
    spellings: dict[str, dict[str, int]] = {}
    for value in values:
        forms = spellings.setdefault(slugify(value), {})
        forms[value] = forms.get(value, 0) + 1
    names = {slug: min(forms, key=lambda form: (-forms[form], form)) for slug, forms in spellings.items()}
    others = {slug: sorted(set(forms) - {names[slug]}) for slug, forms in spellings.items()}

    def scheme(value: str) -> Term:
        slug = slugify(value)
        return Term(slug, names[slug], slug, record={"signed_as": others[slug]} if others[slug] else {})

    return scheme
