"""What the vocabularies hold, as values: terms, the names that stand for regions, the seeds that speak for topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from oped.errors import VocabularyError

IPTC = "http://cv.iptc.org/newscodes/mediatopic/"
"""Where the concepts of IPTC Media Topics live; `medtop:20000053` is `…/mediatopic/20000053`."""


class Place(NamedTuple):
    """Where a row stands: the file's name and the line, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """A region or topic: its code, the name readers see, its address, and its place in the tree.

    `kind` is `country`, `area` (UN M49) or `group` (an area of our own, with `members`) for a region, `root` or
    `concept` for a topic. `m49` is the UN's three-digit number, which world maps use, empty where there is none.
    """

    code: str
    name: str
    slug: str
    kind: str
    parent: str = ""
    members: tuple[str, ...] = ()
    description: str = ""
    m49: str = ""

    @property
    def uri(self) -> str:
        """Address of the concept in its own scheme; empty where the scheme gives none."""
        return IPTC + self.code.removeprefix("medtop:") if self.code.startswith("medtop:") else ""


class Name(NamedTuple):
    """Words that stand for regions; `codes` is empty when the words block shorter names inside them."""

    words: str
    kind: str
    codes: tuple[str, ...]
    place: Place


class Sense(NamedTuple):
    """One reading of an ambiguous name: it holds where its cues occur most; the first sense holds without any."""

    words: str
    codes: tuple[str, ...]
    cues: tuple[str, ...]
    place: Place


class Seed(NamedTuple):
    """Words that speak for a topic, and how strongly (1 is ordinary)."""

    words: str
    code: str
    weight: float
    place: Place


@dataclass(frozen=True)
class Vocabulary:
    """Everything known: terms by code, and the words they are recognised by.

    `rules` are word lists that say when a name is no place (see `data/rules.tsv`). `frequency` tells in how many of
    10,000 opinion pieces a seed occurs, `mentioned` in how many a region is. `languages` holds the commonest words of
    each language, `abroad` the words that stand for regions in other languages than English.
    """

    regions: Mapping[str, Term]
    topics: Mapping[str, Term]
    names: tuple[Name, ...]
    senses: Mapping[str, tuple[Sense, ...]]
    seeds: tuple[Seed, ...]
    rules: Mapping[str, frozenset[str]]
    frequency: Mapping[str, int]
    mentioned: Mapping[str, int]
    languages: Mapping[str, frozenset[str]]
    abroad: Mapping[str, tuple[Name, ...]]

    def scheme(self, name: str) -> Mapping[str, Term]:
        """Return the terms of `regions` or `topics`."""
        return {"regions": self.regions, "topics": self.topics}[name]

    def term(self, scheme: str, code: str) -> Term:
        """Return a term. Raises VocabularyError that names the nearest known terms."""
        terms = self.scheme(scheme)
        if code in terms:
            return terms[code]
        raise VocabularyError(f"no such term in {scheme}", value=code, remedy=did_you_mean(code, terms.values()))

    def broader(self, scheme: str, code: str) -> tuple[str, ...]:
        """Return every term that this one is a part of: up the tree, nearest first, then groups it is a member of.

        A group's own place in the tree is not inherited: Egypt is in the Middle East without being in Western Asia.
        """
        terms = self.scheme(scheme)
        up = list(_upwards(terms, code))
        groups = self._groups.get(code, ()) if scheme == "regions" else ()
        return (*up, *(group for group in groups if group not in up))

    def root(self, code: str) -> str:
        """Return the qcode of a topic's root, the code itself where it is one, empty where it is unknown."""
        if code not in self.topics:
            return ""
        return [code, *_upwards(self.topics, code)][-1]

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, tuple[str, ...]] = {}
        for term in self.regions.values():
            for member in term.members:
                groups[member] = (*groups.get(member, ()), term.code)
        return groups

    @cached_property
    def by_name(self) -> Mapping[str, Mapping[str, str]]:
        """Codes by scheme and by the folded name, slug and code of each term: what a person may have written for it."""
        return {
            scheme: {
                fold(form): term.code
                for term in self.scheme(scheme).values()
                for form in (term.slug, term.name, term.code, term.code.removeprefix("medtop:"))
            }
            for scheme in ("regions", "topics")
        }


def _upwards(terms: Mapping[str, Term], code: str) -> Iterator[str]:
    while parent := terms[code].parent:
        yield parent
        code = parent


def fold(words: str) -> str:
    """Return `words` as compared when case and spacing do not matter."""
    return " ".join(words.casefold().split())


def did_you_mean(value: str, terms: Iterable[Term], count: int = 3) -> str:
    """Return a remedy that names the terms nearest to `value` by code or name."""
    forms = {fold(form): f"{term.code} ({term.name})" for term in terms for form in (term.code, term.slug, term.name)}
    near = list(dict.fromkeys(forms[form] for form in get_close_matches(fold(value), forms, count * 2, 0.5)))[:count]
    return f"nearest: {', '.join(near)}" if near else "see the vocabulary's list of codes"
