"""The archive as data: tables of articles and terms, their dictionary, and a Data Package that describes them.

`FIELDS` is the dictionary: the files, the page `data/` and `datapackage.json` are all made from it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from oped.hubs.product import Product
from oped.hubs.records import bibtex, csl

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site
    from oped.site.article import Article

DIVIDER = "; "
Rows = Iterator[dict[str, Any]]


class Field(NamedTuple):
    """One column: its type in the words of Table Schema, and what it means."""

    name: str
    type: str
    description: str


class DataFile(NamedTuple):
    """One file of `data/`; `rows` is 0 and `fields` empty where the format has none."""

    name: str
    label: str
    media_type: str
    description: str
    bytes: int = 0
    rows: int = 0
    fields: tuple[Field, ...] = ()


ARTICLE = (
    Field("id", "string", "Permanent number, 12 hex digits; never changes"),
    Field("url", "string", "Address of the piece in the archive"),
    Field("title", "string", "Headline"),
    Field("title_supplied", "boolean", "True when the archive made the headline from the text's own words"),
    Field("kind", "string", "article: whole; excerpt: only its opening is in the archive"),
    Field("genre", "string", "column, editorial or letter"),
    Field("date", "date", "Day of publication; empty when not known"),
    Field("language", "string", "BCP 47 tag"),
    Field("authors", "array", "Names, in the order printed"),
    Field("regions", "array", "Codes: ISO 3166-1 alpha-2, UN M49, or areas of the archive's own; see terms.csv"),
    Field("topics", "array", "IPTC Media Topics qcodes; see terms.csv"),
    Field("outlet", "string", "Newspaper, where the source names it"),
    Field("translator", "string", "Translator's name"),
    Field("original_url", "string", "Where the piece was first published, when known"),
    Field("words", "integer", "Length of the body"),
    Field("summary", "string", "Standfirst, or the first sentences"),
)
TEXT = Field("text", "array", "The body, one string for each paragraph")
TERM = (
    Field("taxonomy", "string", "Way of browsing the term belongs to"),
    Field("code", "string", "Code as used in the articles' columns"),
    Field("name", "string", "Name shown"),
    Field("parent", "string", "Code of the next broader term"),
    Field("url", "string", "Address of the term's page"),
    Field("pieces", "integer", "Pieces about the term itself"),
    Field("below", "integer", "Pieces about narrower terms only"),
    Field("first", "date", "Day of the oldest dated piece"),
    Field("last", "date", "Day of the newest dated piece"),
    Field("description", "string", "What the term covers"),
)


def files(site: Site, publication: Publication) -> Iterator[tuple[DataFile, Iterator[bytes]]]:
    """Yield each file of `data/` with its content, made as it is read; sizes are filled in once it is written."""
    _ = publication.gettext
    count = len(site.articles)
    terms = sum(len(hubs) for hubs in site.codes.values())
    yield (
        DataFile(
            "articles.jsonl",
            _("Articles as JSON Lines"),
            "application/x-ndjson",
            _("Every piece with its full text."),
            0,
            count,
            (*ARTICLE, TEXT),
        ),
        (_json_line({**_article(one, publication), "text": list(one.paragraphs)}) for one in site.articles),
    )
    yield (
        DataFile(
            "articles.csv",
            _("Articles as CSV"),
            "text/csv",
            _("Every piece without its text, for a spreadsheet."),
            0,
            count,
            _flat(ARTICLE),
        ),
        _csv(ARTICLE, (_article(article, publication) for article in site.articles)),
    )
    yield (
        DataFile(
            "terms.csv",
            _("Terms as CSV"),
            "text/csv",
            _("Every author, region and topic that has pieces."),
            0,
            terms,
            TERM,
        ),
        _csv(TERM, (_term(hub, publication) for hubs in site.hubs.values() for hub in hubs)),
    )
    yield (
        DataFile("articles.bib", "BibTeX", "application/x-bibtex", _("Every piece for reference managers."), 0, count),
        (bibtex([csl(article, publication)]) + b"\n" for article in site.articles),
    )


def products(site: Site, publication: Publication) -> Iterator[Product]:
    """Yield each file of `data/` as a value."""
    for number, (file, _) in enumerate(files(site, publication)):
        path, terms = f"data/{file.name}", [hubs for hubs in site.codes.values() if file.name == "terms.csv"]
        # terms.csv tells counts, which a fingerprint without them leaves out: it is made each time, and is small
        yield Product(path, None if terms else (site.articles,), partial(_content, site, publication, number))


def _content(site: Site, publication: Publication, number: int) -> Iterator[bytes]:
    return next(islice(files(site, publication), number, None))[1]


def description(publication: Publication) -> DataFile:
    """Return what is said of the package's own description."""
    return DataFile(
        "datapackage.json",
        publication.gettext("Data Package"),
        "application/json",
        publication.gettext("The files and their columns, described for programs."),
    )


def package(written: tuple[DataFile, ...], publication: Publication) -> bytes:
    """Return `datapackage.json` for the files written, by the Data Package standard (version 1)."""
    described = {
        "profile": "data-package",
        "name": "opinion-archive",
        "title": publication.name,
        "description": publication.sentence,
        "homepage": publication.absolute(""),
        "licenses": [{"title": publication.licence or publication.licence_url, "path": publication.licence_url}],
        "resources": [_resource(file) for file in written],
    }
    if not publication.licence_url.startswith("http"):
        del described["licenses"]
    return (json.dumps({k: v for k, v in described.items() if v}, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(file: DataFile) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "title": file.label,
        "description": file.description,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
    }
    if file.fields:
        resource |= {"profile": "tabular-data-resource", "format": file.name.rpartition(".")[2]}
        resource["schema"] = {"fields": [field._asdict() for field in file.fields], "missingValues": [""]}
    return resource


def _article(article: Article, publication: Publication) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": publication.absolute(article.url),
        "title": article.title,
        "title_supplied": article.title_supplied,
        "kind": str(article.kind),
        "genre": str(article.genre),
        "date": article.day.isoformat() if article.day else None,
        "language": article.lang,
        "authors": [hub.name for hub in article.terms.get("author", [])],
        "regions": [hub.code for hub in article.terms.get("region", [])],
        "topics": [hub.code for hub in article.terms.get("topic", [])],
        "outlet": article.outlet,
        "translator": article.translator,
        "original_url": article.original_url,
        "words": article.words,
        "summary": article.summary,
    }


def _term(hub: Hub, publication: Publication) -> dict[str, Any]:
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


def _json_line(row: dict[str, Any]) -> bytes:
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()


def _flat(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields as a CSV file has them: lists become text divided by `; `."""
    return tuple(
        Field(one.name, "string", f"{one.description}; divided by `; `") if one.type == "array" else one
        for one in fields
    )


def _csv(fields: tuple[Field, ...], rows: Rows) -> Iterator[bytes]:
    yield _line(field.name for field in fields)
    for row in rows:
        yield _line(_cell(row[field.name]) for field in fields)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return DIVIDER.join(map(str, value))
    return "" if value is None else str(value)


def _line(cells: Iterator[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()
