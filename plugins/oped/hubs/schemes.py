"""Where a taxonomy's terms get their names, addresses and tree: a vocabulary, the authors' authority, or as printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

from oped.slugs import slugify
from oped.vocabulary import Vocabulary


class Term(NamedTuple):
    """One term: `parent` is its place in the tree, `broader` all terms that it is a part of, at every height."""

    code: str
    name: str
    slug: str
    description: str = ""
    parent: str | None = None
    broader: tuple[str, ...] = ()
    record: Mapping[str, Any] = {}


class Scheme(Protocol):
    """Turns a value of the front matter into its term."""

    def __call__(self, value: str, post: str = "") -> Term:
        """Return the term of `value` as it stands in `post` (its slug): two people may sign with one name.

        Raises VocabularyError when there is none, naming the nearest.
        """
        ...


def as_printed(values: Iterable[str]) -> Scheme:
    """Return the scheme of a taxonomy without a vocabulary: spellings with one address are one term.

    The term is called by the spelling that occurs most often in `values`, the first in the alphabet among equals; one
    that occurs nowhere there, by itself.
    """
    spellings: dict[str, dict[str, int]] = {}
    for value in values:
        forms = spellings.setdefault(slugify(value), {})
        forms[value] = forms.get(value, 0) + 1
    names = {slug: min(forms, key=lambda form: (-forms[form], form)) for slug, forms in spellings.items()}
    others = {slug: sorted(set(forms) - {names[slug]}) for slug, forms in spellings.items()}

    @cache
    def known(value: str) -> Term:
        slug = slugify(value)
        return Term(slug, names.get(slug, value), slug, record={"kind": "", "aliases": others.get(slug, [])})

    def scheme(value: str, post: str = "") -> Term:  # noqa: ARG001 - spelling alone counts
        return known(value)

    return scheme


def controlled(vocabulary: Vocabulary, name: str) -> Scheme:
    """Return the scheme of a vocabulary's `regions` or `topics`, whose values are codes."""

    @cache
    def known(code: str) -> Term:
        term = vocabulary.term(name, code)
        record = {"kind": term.kind, "m49": term.m49, "members": term.members, "uri": term.uri}
        broader = vocabulary.broader(name, code)
        return Term(code, term.name, term.slug, term.description, term.parent or None, broader, record)

    def scheme(value: str, post: str = "") -> Term:  # noqa: ARG001 - a code means the same everywhere
        return known(value)

    return scheme
