"""The whole archive in one value: what templates may read of it, and what pages are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from oped.hubs.build import Hubs, build, roots
from oped.hubs.combine import Pairs, pairs, relate
from oped.hubs.letters import Letter, parted
from oped.hubs.model import Hub, Taxonomy, Unsorted, Year
from oped.hubs.schemes import Scheme
from oped.site.article import UNDATED
from oped.slugs import unique

if TYPE_CHECKING:
    from oped.site.article import Article


UNSORTED = "unsorted"
"""The segment of the address where a taxonomy's pieces without a term are, unless a term is called so."""


@dataclass(frozen=True, slots=True)
class Frame:
    """All of the site that an article's page may read: it stays the same when another piece is added."""

    name: str
    sentence: str
    taxonomies: tuple[Taxonomy, ...]


@dataclass(slots=True, eq=False)
class Site:
    """The archive: `articles` newest first, undated last; `hubs` and `roots` by taxonomy, each ordered by name.

    `unsorted` has the taxonomies in which some piece has no term, `letters` those with more terms than a page can show.
    """

    frame: Frame
    articles: Sequence[Article]
    drafts: Sequence[Article]
    codes: Mapping[str, Hubs]
    pairs: Mapping[tuple[str, str], Pairs]
    years: list[Year]
    latest: list[Article] = field(default_factory=list)
    unsorted: Mapping[str, Unsorted] = field(default_factory=dict)
    letters: Mapping[str, tuple[Letter, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The archive's name."""
        return self.frame.name

    @property
    def sentence(self) -> str:
        """What it is, in a sentence."""
        return self.frame.sentence

    @property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """The ways to browse, in the order of the settings."""
        return self.frame.taxonomies

    @property
    def hubs(self) -> dict[str, list[Hub]]:
        """Every term that has pieces, by taxonomy; a taxonomy that the settings do not have is empty."""
        return defaultdict(list, {name: list(hubs.values()) for name, hubs in self.codes.items()})

    @property
    def roots(self) -> dict[str, list[Hub]]:
        """The tops of each taxonomy's tree."""
        return defaultdict(list, {name: roots(hubs) for name, hubs in self.codes.items()})

    @property
    def counts(self) -> dict[str, int]:
        """Pieces, whole ones, excerpts, undated ones, and the terms in each taxonomy."""
        excerpts = sum(article.excerpt for article in self.articles)
        return {
            "articles": len(self.articles),
            "whole": len(self.articles) - excerpts,
            "excerpts": excerpts,
            "undated": sum(article.day is None for article in self.articles),
            **{name: len(hubs) for name, hubs in self.codes.items()},
        }


def assemble(
    frame: Frame,
    articles: Sequence[Article],
    drafts: Sequence[Article],
    schemes: Mapping[str, Scheme],
    size: int,
    minimum: int,
    longest: int,
) -> Site:
    """Return the archive of `articles` (newest first), whose `terms` are set on the way.

    `size` is a list's page, `minimum` what a pair needs, `longest` the most terms of an index on one page.
    """
    codes = {one.name: build(articles, one, schemes[one.name], size) for one in frame.taxonomies}
    for one in frame.taxonomies:
        build(drafts, one, schemes[one.name], size)
    found = pairs(articles, frame.taxonomies, minimum)
    relate(codes, found)
    rest = (unsorted(articles, one, codes[one.name]) for one in frame.taxonomies)
    without = {one.taxonomy.name: one for one in rest if one.articles}
    return Site(
        frame, articles, drafts, codes, found, list(years(articles)), latest(articles), without, parted(codes, longest)
    )


def unsorted(articles: Iterable[Article], taxonomy: Taxonomy, hubs: Hubs) -> Unsorted:
    """Return the pieces without a term of `taxonomy`, and an address that none of its terms has."""
    slug = unique(UNSORTED, {hub.slug for hub in hubs.values()})
    without = tuple(article for article in articles if not article.terms[taxonomy.name])
    return Unsorted(taxonomy, f"{taxonomy.url}{slug}/", without)


def years(articles: Sequence[Article]) -> Iterable[Year]:
    """Yield the years that have pieces, newest first, the undated last."""
    for year, run in groupby(articles, key=lambda article: article.year):
        label = str(year or UNDATED)
        yield Year(year, label, f"years/{label}/", tuple(run))


def latest(articles: Sequence[Article], count: int = 6) -> list[Article]:
    """Return the newest whole pieces; excerpts only where there are too few."""
    whole = [article for article in articles if not article.excerpt]
    return (whole + [article for article in articles if article.excerpt])[:count]
