"""What the index knows of a piece and of the terms it can be narrowed by, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from oped.site.article import Article

FIELDS = {"title": 8.0, "byline": 4.0, "terms": 2.0, "text": 1.0, "about": 0.5}
"""lunr's fields and their weights: a hit in a headline counts for eight in the text, one in a bio for half."""

PARAGRAPH_GAP = 10
"""Places left free between paragraphs, so that no phrase reaches over their border."""


class Choice(NamedTuple):
    """A term a reader can narrow by; `parent` is the code of the next wider one, or ""."""

    code: str
    name: str
    slug: str
    parent: str = ""


class Facet(NamedTuple):
    """One taxonomy as the search page shows it; its terms' pages stand at `PATH/SLUG/`."""

    name: str
    label: str
    path: str
    choices: tuple[Choice, ...]


class Piece(Protocol):
    """What must be known of a piece to tell whether its segment stands; its text is asked for when that does not."""

    @property
    def id(self) -> str:
        """The piece's own name, which never changes."""

    @property
    def day(self) -> date | None:
        """The day of publication."""

    @property
    def converted(self) -> date | None:
        """The day on which it came."""

    @property
    def digest(self) -> bytes:
        """A hash of all that its document says."""

    @property
    def document(self) -> Document:
        """The piece as it is searched and shown."""


@dataclass(frozen=True, slots=True)
class Document:
    """One piece: what is searched and what a result shows.

    `codes` maps a facet's name to the codes of its terms; `also` are further names of its authors, by which they are
    found: as printed, in their own script, former ones. `converted`, the day on which it came, decides only in which
    segment it stands.
    """

    id: str
    slug: str
    title: str
    paragraphs: Sequence[str]
    authors: tuple[str, ...] = ()
    day: date | None = None
    kind: str = "article"
    genre: str = "column"
    language: str = "en"
    standfirst: str = ""
    bio: str = ""
    translator: str = ""
    outlet: str = ""
    original_url: str = ""
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    converted: date | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Address of the piece's page, relative to the site's root."""
        return f"articles/{self.slug}/"

    @property
    def digest(self) -> bytes:
        """A hash of all that it says."""
        return _hash(repr(self))

    @property
    def document(self) -> Document:
        """Itself: it is a piece that has been read."""
        return self

    def searched(self, names: dict[str, dict[str, str]]) -> dict[str, list[str]]:
        """Return the texts of each field; `names` maps a facet and a code to the words that find it."""
        about = [self.bio, self.translator, self.outlet]
        return {
            "title": [self.title],
            "byline": [*self.authors, *self.also],
            "terms": [
                names[facet][code]
                for facet, codes in self.codes.items()
                if facet != "author"
                for code in codes
                if code in names.get(facet, {})
            ],
            "text": [self.standfirst, *self.paragraphs],
            "about": [text for text in about if text],
        }


def names_with_parents(facets: Iterable[Facet]) -> dict[str, dict[str, str]]:
    """Return the words for each term: its name and those of all wider terms, so that *Africa* finds Kenya's pieces."""
    words: dict[str, dict[str, str]] = {}
    for facet in facets:
        by_code = {choice.code: choice for choice in facet.choices}
        words[facet.name] = {code: " ".join(_line(code, by_code)) for code in by_code}
    return words


def _line(code: str, by_code: dict[str, Choice]) -> list[str]:
    names: list[str] = []
    seen: set[str] = set()
    while code in by_code and code not in seen:
        seen.add(code)
        names.append(by_code[code].name)
        code = by_code[code].parent
    return names


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of the site: `digest` covers its post, its language and its terms' words: its text stays packed."""

    article: Article
    digest: bytes

    @property
    def id(self) -> str:
        """The piece's own name."""
        return str(self.article.id)

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.article.day

    @property
    def converted(self) -> date | None:
        """The day on which it came."""
        return self.article.converted

    @property
    def document(self) -> Document:
        """The piece as it is searched and shown."""
        return from_article(self.article)


def from_articles(articles: Iterable[Article]) -> list[Piece]:
    """Return the site's articles as pieces; one that was not read from a post is read at once."""
    said: dict[int, str] = {}
    return [
        Unread(article, _hash(f"{article.digest} {article.lang} {_terms(article, said)}"))
        if article.digest
        else from_article(article)
        for article in articles
    ]


def _terms(article: Article, said: dict[int, str]) -> str:
    """Return what a document says of its piece's terms. `said` remembers each, since many pieces share it."""
    words = []
    for name, hubs in article.terms.items():
        words.append(name)
        for hub in hubs:
            if id(hub) not in said:
                said[id(hub)] = repr((hub.code, hub.name, hub.record.get("gloss"), hub.record.get("aliases")))
            words.append(said[id(hub)])
    return "\0".join(words)


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def from_article(article: Article) -> Document:
    """Return the document of a Pelican article that carries the template's words (DESIGN.md)."""
    authors = article.terms.get("author", ())
    return Document(
        id=str(article.id),
        slug=article.slug,
        title=article.title,
        paragraphs=article.text.lines,
        authors=tuple(article.signed),
        also=_other_names(article.authors, authors),
        day=article.day,
        converted=article.converted,
        kind=str(article.kind),
        genre=str(article.genre),
        language=article.lang or "en",
        standfirst=article.standfirst or "",
        bio=article.bio or "",
        translator=article.translator or "",
        outlet=article.outlet or "",
        original_url=article.original_url or "",
        codes={name: tuple(hub.code for hub in hubs) for name, hubs in article.terms.items() if hubs},
    )


def _other_names(printed: Iterable[str], authors: Iterable[Any]) -> tuple[str, ...]:
    names = [*printed]
    for hub in authors:
        names += [hub.record.get("gloss") or "", *hub.record.get("aliases", ())]
    known = {"", *(hub.name for hub in authors)}
    return tuple(dict.fromkeys(name for name in names if name not in known))


def facets_from_hubs(hubs: dict[str, list[Any]]) -> list[Facet]:
    """Return one facet for each taxonomy of the site, its terms in the order the site lists them."""
    return [
        Facet(
            name,
            terms[0].taxonomy.plural,
            terms[0].taxonomy.path,
            tuple(Choice(hub.code, hub.name, hub.slug, hub.parent.code if hub.parent else "") for hub in terms),
        )
        for name, terms in hubs.items()
        if terms
    ]
