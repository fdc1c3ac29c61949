"""What templates are given: taxonomies, their terms as hubs, and the lists that hubs show.

A taxonomy is a declaration, never a class of its own: adding one takes one entry in `TAXONOMIES` of the settings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from oped.site.article import Article


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One way to browse: which front-matter field feeds it, what its pages are called, where they live.

    `name` is the singular used in templates (`article.terms.region`), `field` the front-matter key, `path` the first
    segment of every address (`/regions/taiwan/`). `scheme` names where terms get their names, order and tree from:
    `regions`, `topics`, `authors`, or empty when the printed value is the term. `combine` lists the taxonomies that get
    combination pages under this one's hubs.
    """

    name: str
    label: str
    plural: str
    field: str
    path: str
    scheme: str = ""
    description: str = ""
    template: str = "hub.html"
    index_template: str = "hubs.html"
    combine: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Address of the index."""
        return f"{self.path}/"


@dataclass(slots=True, eq=False)
class Hub:
    """A term with its pieces: one author, region, topic, or value of any other taxonomy.

    `articles` holds the pieces about the term itself, `below` those about its narrower terms only; both newest first,
    undated last. `parent` and `children` are the tree, `broader` every term that this one is a part of, its
    groups included. `bars` counts both kinds of pieces by year. `related` maps a taxonomy's name to the terms that
    occur with this one, most frequent first. Addresses are relative to SITEURL. `record` carries what the vocabulary or
    authority file knows: kind, members, gloss, aliases, role, affiliation, uri …
    """

    taxonomy: Taxonomy
    code: str
    name: str
    slug: str
    description: str = ""
    parent: Hub | None = None
    children: list[Hub] = field(default_factory=list)
    broader: list[Hub] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    below: list[Article] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    related: dict[str, list[Related]] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Address of the hub's page, with a closing slash."""
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
    def bibtex(self) -> str:
        """Address of the hub's pieces as BibTeX."""
        return f"{self.url}{self.slug}.bib"

    @property
    def ris(self) -> str:
        """Address of the hub's pieces as RIS."""
        return f"{self.url}{self.slug}.ris"

    @property
    def csl(self) -> str:
        """Address of the hub's pieces as CSL-JSON."""
        return f"{self.url}{self.slug}.csl.json"

    @property
    def count(self) -> int:
        """How many pieces are about the term or a narrower one."""
        return len(self.articles) + len(self.below)

    @property
    def last(self) -> date | None:
        """Date of the newest dated piece."""
        return max((pieces[0].day for pieces in (self.articles, self.below) if pieces and pieces[0].day), default=None)

    @property
    def first(self) -> date | None:
        """Date of the oldest dated piece."""
        return min((a.day for pieces in (self.articles, self.below) for a in pieces if a.day), default=None)

    def __repr__(self) -> str:
        """Name the hub without naming all its pieces."""
        return f"Hub({self.url!r}, {self.count} pieces)"


class Group(NamedTuple):
    """Pieces of one year (`anchor` is `y2019`) or one month (`m2019-03`), newest first; `undated` has neither."""

    anchor: str
    year: int | None
    month: int | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Older:
    """A page of a long list, numbered from the oldest end, with the years and the number of its pieces."""

    number: int
    url: str
    first: int | None
    last: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Unsorted:
    """The pieces, newest first, to which nobody gave a term of a taxonomy; browsing by it leads to them too."""

    taxonomy: Taxonomy
    url: str
    articles: tuple[Article, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.articles)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its groups, and the older pages (newest first). It knows nothing of newer ones."""

    groups: tuple[Group, ...]
    older: tuple[Older, ...]

    @property
    def articles(self) -> list[Article]:
        """The pieces on this page."""
        return [article for group in self.groups for article in group.articles]

    @property
    def count(self) -> int:
        """How many pieces are here and on the older pages: on a list's front, all that it has."""
        return sum(len(group.articles) for group in self.groups) + sum(page.count for page in self.older)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many pieces one year has, and the address at which its list begins; `year` is None for the undated."""

    year: int | None
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """All pieces of one year, newest first; `year` is None and `label` `undated` where no date is known."""

    year: int | None
    label: str
    url: str
    articles: tuple[Article, ...]

    @property
    def count(self) -> int:
        """How many pieces."""
        return len(self.articles)

    @property
    def link(self) -> YearLink:
        """The way to it, without its pieces."""
        return YearLink(self.year, self.label, self.url)


class YearLink(NamedTuple):
    """Where the pieces of a year are: what a page may show of a year that stays as it is when a piece is added."""

    year: int | None
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Related:
    """A term that occurs together with the hub shown, how often, and the address where both can be read."""

    hub: Hub
    count: int
    url: str
