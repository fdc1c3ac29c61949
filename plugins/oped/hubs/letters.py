"""An index from A to Z; one that is too long for a page has a page for each letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.model import Hub, Taxonomy
from oped.hubs.names import split
from oped.slugs import slugify

if TYPE_CHECKING:
    from oped.site.article import Article

NEWEST = 3
"""Pieces shown with a term."""
OTHER = "other"
"""What stands for digits and signs in an address."""


class Link(NamedTuple):
    """Where the terms of a letter are."""

    letter: str
    url: str


class Entry(NamedTuple):
    """A term as an index shows it, with the newest of its pieces."""

    hub: Hub
    latest: tuple[Article, ...]

    @classmethod
    def of(cls, hub: Hub) -> Entry:
        """Return a term's entry; one without pieces of its own shows those of narrower terms."""
        return cls(hub, tuple((hub.articles or hub.below)[:NEWEST]))


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms of a taxonomy that stand under one letter, or under `#`, and the page that they would have."""

    letter: str
    url: str
    hubs: tuple[Hub, ...]

    @property
    def link(self) -> Link:
        """The way to it, without its terms."""
        return Link(self.letter, self.url)

    @property
    def entries(self) -> list[Entry]:
        """The terms as the index shows them."""
        return [Entry.of(hub) for hub in self.hubs]

    @property
    def anchor(self) -> str:
        """The id of its heading where all letters stand on one page."""
        return f"at-{OTHER if self.letter == '#' else self.letter}"


def letters(taxonomy: Taxonomy, hubs: Iterable[Hub]) -> tuple[Letter, ...]:
    """Return the hubs by the first letter of what they are sorted by; digits and signs under `#`."""
    keyed = [(sort_key(hub), hub.slug, hub) for hub in hubs]
    ordered = sorted(keyed, key=lambda one: (not one[0][:1].isalpha(), one[:2]))
    runs = groupby(ordered, key=lambda one: one[0][0].upper() if one[0][:1].isalpha() else "#")
    return tuple(Letter(letter, _address(taxonomy, letter), tuple(hub for *_, hub in run)) for letter, run in runs)


def parted(codes: Mapping[str, Mapping[str, Hub]], most: int) -> dict[str, tuple[Letter, ...]]:
    """Return the letters of each taxonomy that has more than `most` terms: too many for one page."""
    long = {name: hubs for name, hubs in codes.items() if len(hubs) > most}
    return {name: letters(next(iter(hubs.values())).taxonomy, hubs.values()) for name, hubs in long.items()}


def sort_key(hub: Hub) -> str:
    """Return what an index sorts a term by: a person's family name, any other term's first word."""
    if hub.taxonomy.scheme != "authors":
        return slugify(hub.name)
    parts = split(hub.name, hub.record.get("kind") or "person", hub.record.get("family", ""))
    return slugify(f"{parts.get('family', '')} {hub.name}")


def _address(taxonomy: Taxonomy, letter: str) -> str:
    return f"{taxonomy.url}letters/{OTHER if letter == '#' else letter.lower()}/"
