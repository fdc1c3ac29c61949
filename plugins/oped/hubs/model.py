"""What templates are given: taxonomies, their terms as hubs, and the lists that hubs show.

A taxonomy is a declaration, never a class of its own: adding one takes one entry in `TAXONOMIES` of the settings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pelican.contents import Article


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One way to browse: which front-matter field feeds it, what its pages are called, where they live.

    `name` is the singular used in templates (`article.terms.region`), `field` the front-matter key, `path` the first
    segment of every address (`/regions/taiwan/`), `combine` the taxonomies that get combination pages with this one.
    """

    name: str
    label: str
    plural: str
    field: str
    path: str
    template: str = "hub.html"
    index_template: str = "hubs.html"
    combine: tuple[str, ...] = ()
    tree: bool = False


@dataclass(slots=True, eq=False)
class Hub:
    """A term with its pieces: one author, region, topic, or value of any other taxonomy.

    `articles` holds the pieces about the term itself, `below` those about its narrower terms only; both newest first,
    undated last. `years` groups `articles` by year, newest first, `None` for the undated. `related` maps a taxonomy's
    name to the terms that occur with this one, most frequent first. `url` and the feeds' are relative to SITEURL.
    `record` carries what the vocabulary or authority file knows: role, affiliation, gloss, aliases, scheme, uri …
    """

    taxonomy: Taxonomy
    code: str
    name: str
    slug: str
    description: str = ""
    parent: Hub | None = None
    children: list[Hub] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    below: list[Article] = field(default_factory=list)
    years: list[YearGroup] = field(default_factory=list)
    related: dict[str, list[Related]] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Address of the hub's page, relative to the site's root, with a closing slash."""
        return f"{self.taxonomy.path}/{self.slug}/"

    @property
    def atom(self) -> str:
        """Address of the hub's Atom feed."""
        return f"{self.url}feed.atom"

    @property
    def json_feed(self) -> str:
        """Address of the hub's JSON Feed."""
        return f"{self.url}feed.json"

    @property
    def count(self) -> int:
        """How many pieces are about the term or a narrower one."""
        return len(self.articles) + len(self.below)

    @property
    def last(self) -> date | None:
        """Date of the newest dated piece."""
        return max((a.day for a in [*self.articles, *self.below] if a.day), default=None)

    @property
    def first(self) -> date | None:
        """Date of the oldest dated piece."""
        return min((a.day for a in [*self.articles, *self.below] if a.day), default=None)


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The pieces of one year, newest first; `year` is None for the undated."""

    year: int | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A term that occurs together with the hub shown, how often, and the address where both can be read."""

    hub: Hub
    count: int
    url: str
