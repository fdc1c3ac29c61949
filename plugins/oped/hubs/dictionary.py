"""The data dictionary: every column of the tables, its type in the words of Table Schema, and what it means.

The files of `data/`, their page and `datapackage.json` are all made from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oped.hubs.model import Taxonomy
    from oped.hubs.publication import Publication

DIVIDER = "; "
"""Between the values of a list in a CSV file."""


def _(text: str) -> str:
    """Mark a string for the catalogue of the interface's languages."""
    return text


class Field(NamedTuple):
    """One column."""

    name: str
    type: str
    description: str


ARTICLE = (
    Field("id", "string", _("Permanent number, 12 hex digits; never changes")),
    Field("url", "string", _("Address of the piece in the archive")),
    Field("title", "string", _("Headline")),
    Field("title_supplied", "boolean", _("True when the archive made the headline from the text's own words")),
    Field("kind", "string", _("article: whole; excerpt: only its opening is in the archive")),
    Field("genre", "string", _("column, editorial or letter")),
    Field("date", "date", _("Day of publication; empty when not known")),
    Field("language", "string", _("BCP 47 tag")),
    Field("authors", "array", _("Names, in the order printed")),
    Field("regions", "array", _("Codes: ISO 3166-1 alpha-2, UN M49, or areas of the archive's own; see terms.csv")),
    Field("topics", "array", _("IPTC Media Topics qcodes; see terms.csv")),
    Field("outlet", "string", _("Newspaper, where the source names it")),
    Field("translator", "string", _("Translator's name")),
    Field("original_url", "string", _("Where the piece was first published, when known")),
    Field("words", "integer", _("Length of the body")),
    Field("summary", "string", _("Standfirst, or the first sentences")),
)
TEXT = Field("text", "array", _("The body, one string for each paragraph"))
OWN = _("Codes of this way of browsing; see terms.csv")
"""What is said of a column that an archive's own taxonomy adds."""
TERM = (
    Field("taxonomy", "string", _("Way of browsing the term belongs to")),
    Field("code", "string", _("Code as used in the articles' columns")),
    Field("name", "string", _("Name shown")),
    Field("parent", "string", _("Code of the next broader term")),
    Field("url", "string", _("Address of the term's page")),
    Field("pieces", "integer", _("Pieces about the term itself")),
    Field("below", "integer", _("Pieces about narrower terms only")),
    Field("first", "date", _("Day of the oldest dated piece")),
    Field("last", "date", _("Day of the newest dated piece")),
    Field("description", "string", _("What the term covers")),
)


def article_fields(taxonomies: Iterable[Taxonomy], publication: Publication) -> tuple[Field, ...]:
    """Return the columns of an article, in the interface's language; a taxonomy of the archive's own adds one."""
    standing = {field.name for field in ARTICLE}
    own = (Field(one.field, "array", OWN) for one in taxonomies if one.field not in standing)
    return translated((*ARTICLE, *own), publication)


def translated(fields: Iterable[Field], publication: Publication) -> tuple[Field, ...]:
    """Return the columns described in the interface's language."""
    return tuple(field._replace(description=publication.gettext(field.description)) for field in fields)


def flat(fields: Iterable[Field], publication: Publication) -> tuple[Field, ...]:
    """Return the columns as a CSV file has them: lists become text divided by `; `."""
    divided = publication.gettext("divided by semicolons")
    return tuple(
        Field(one.name, "string", f"{one.description}; {divided}") if one.type == "array" else one for one in fields
    )
