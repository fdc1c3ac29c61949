"""Pieces and terms as rows of tables, and the tables as CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from oped.hubs.dictionary import DIVIDER, Field

if TYPE_CHECKING:
    from oped.hubs.model import Hub, Taxonomy
    from oped.hubs.publication import Publication
    from oped.site.article import Article

Row = dict[str, Any]


def article_row(article: Article, taxonomies: Iterable[Taxonomy], publication: Publication) -> Row:
    """Return a piece by column but for its text; a taxonomy of the archive's own has a column named after its field."""
    own = {one.field: [hub.code for hub in article.terms.get(one.name, [])] for one in taxonomies}
    return {
        **own,
        "id": article.id,
        "url": publication.absolute(article.url),
        "title": article.title,
        "title_supplied": article.title_supplied,
        "kind": str(article.kind),
        "genre": str(article.genre),
        "date": article.day.isoformat() if article.day else None,
        "language": article.lang,
        "authors": article.signed,
        "regions": [hub.code for hub in article.terms.get("region", [])],
        "topics": [hub.code for hub in article.terms.get("topic", [])],
        "outlet": article.outlet,
        "translator": article.translator,
        "original_url": article.original_url,
        "words": article.words,
        "summary": article.summary,
    }


def term_row(hub: Hub, publication: Publication) -> Row:
    """Return a term by column."""
    return {
        "taxonomy": hub.taxonomy.name,
        "code": hub.code,
        "name": hub.name,
        "parent": hub.parent.code if hub.parent else "",
        "url": publication.absolute(hub.url),
        "pieces": len(hub.articles),
        "below": len(hub.below),
        "first": hub.first,
        "last": hub.last,
        "description": hub.description,
    }


def json_line(fields: Iterable[Field], row: Row) -> bytes:
    """Return a row as a line of JSON, with the columns in the order of `fields`."""
    return orjson.dumps({field.name: row[field.name] for field in fields}) + b"\n"


def names_line(fields: Iterable[Field]) -> bytes:
    """Return the first line of a table in CSV (RFC 4180): the names of the columns."""
    return _line(field.name for field in fields)


def cells_line(fields: Iterable[Field], row: Row) -> bytes:
    """Return a row as a line of CSV."""
    return _line(_cell(row[field.name]) for field in fields)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return DIVIDER.join(map(str, value))
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()
