"""What the site knows of one post: everything that its front matter and body say, checked, and nothing of other posts.

Only `terms`, `given` and `card` are filled in later, once every post is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from oped.model import Evidence, Genre, Kind
from oped.site.text import Text

if TYPE_CHECKING:
    from oped.hubs.model import Hub

UNDATED = "undated"
"""The year's address of pieces whose date is not known."""


class Source(NamedTuple):
    """Lines `first` to `last` (from 1) of the raw page `file`; `url` is the page's copy on the site, or empty."""

    file: str
    first: int
    last: int
    url: str = ""


@dataclass(slots=True, eq=False, kw_only=True)
class Article:
    """One piece as templates, hubs, feeds and search see it.

    `fields` holds every front-matter line by lower-case key, divided at `; `, for taxonomies of any name. `lines` tells
    where in `file` each key stands. `evidence` is the machine's, by field and code; a code that is missing there was
    given by a person. `digest` is a hash of the post's bytes and of the path that its links are put below.
    """

    id: str
    slug: str
    title: str
    file: str
    digest: str = ""
    title_source: str = ""
    kind: Kind = Kind.ARTICLE
    genre: Genre = Genre.COLUMN
    day: date | None = None
    date_source: str = ""
    lang: str = "en"
    standfirst: str = ""
    bio: str = ""
    disclaimer: str = ""
    translator: str = ""
    outlet: str = ""
    page: str = ""
    original_url: str = ""
    draft: bool = False
    sources: tuple[Source, ...] = ()
    converted: date | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    evidence: Mapping[str, Mapping[str, tuple[Evidence, ...]]] = field(default_factory=dict)
    text: Text = field(default_factory=Text)
    summary: str = ""
    terms: dict[str, list[Hub]] = field(default_factory=dict)
    given: dict[tuple[str, str], list[Evidence] | None] = field(default_factory=dict)
    card: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """The text as HTML."""
        return self.text.content

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as plain paragraphs."""
        return self.text.paragraphs

    @property
    def url(self) -> str:
        """Address relative to the site's root. Drafts live apart: nothing links to them."""
        return f"{'drafts' if self.draft else 'articles'}/{self.slug}/"

    @property
    def title_supplied(self) -> bool:
        """Whether the archive made the headline out of the text's own words."""
        return self.title_source == "supplied"

    @property
    def excerpt(self) -> bool:
        """Whether only the opening of the piece is in the archive."""
        return self.kind is Kind.EXCERPT

    @property
    def year(self) -> int | None:
        """Year of the piece; None when undated."""
        return self.day.year if self.day else None

    @property
    def year_url(self) -> str:
        """Address of the page that lists the piece by its year."""
        return f"years/{self.year or UNDATED}/"

    @property
    def authors(self) -> tuple[str, ...]:
        """Names as printed."""
        return self.fields.get("authors", ())

    @property
    def signed(self) -> list[str]:
        """Names of who wrote it as the archive shows them: as printed where it has no pages of authors."""
        hubs = self.terms.get("author")
        return list(self.authors) if hubs is None else [hub.name for hub in hubs]

    @property
    def words(self) -> int:
        """How many words the body has."""
        return self.text.words

    def __repr__(self) -> str:
        """Name the piece without its text."""
        return f"Article({self.slug!r})"


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Return the articles in the order of every list: newest first, undated last, one day's by address."""
    return sorted(articles, key=key)


def key(article: Article) -> tuple[int, str]:
    """Return what lists are sorted by; no two articles have the same."""
    return (-article.day.toordinal() if article.day else 1, article.slug)
