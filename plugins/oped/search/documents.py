"""What the index knows of a piece and of the terms it can be narrowed by, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

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
