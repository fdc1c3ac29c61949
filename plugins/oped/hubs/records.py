"""A piece as a bibliographic record: CSL-JSON first, BibTeX and RIS out of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from oped.hubs.names import inverted, split

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.site.article import Article

Record = dict[str, Any]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_{}"},
    }
)


def csl(article: Article, publication: Publication) -> Record:
    """Return the piece in CSL-JSON. `id` is its slug; what is not known is left out."""
    record = {
        "id": article.slug,
        "type": "article-newspaper",
        "title": article.title,
        "author": _authors(article),
        "translator": [split(article.translator)] if article.translator else [],
        "issued": {"date-parts": [[article.day.year, article.day.month, article.day.day]]} if article.day else None,
        "container-title": article.outlet or publication.name,
        "page": article.page,
        "URL": publication.absolute(article.url),
        "language": article.lang,
        "abstract": article.summary,
        "keyword": ", ".join(hub.name for name in ("topic", "region") for hub in article.terms.get(name, [])),
        "note": "Excerpt: only the opening is in the archive." if article.excerpt else "",
    }
    return {key: value for key, value in record.items() if value}


def _authors(article: Article) -> list[Record]:
    hubs = article.terms.get("author")
    return [dict(split(name)) for name in article.signed] if hubs is None else [_name(hub) for hub in hubs]


def _name(author: Hub) -> Record:
    return dict(split(author.name, author.record.get("kind") or "person", author.record.get("family", "")))


def csl_json(record: Record) -> bytes:
    """Return the record as it stands in a CSL-JSON file, which is a list of them."""
    return orjson.dumps(record)


def bibtex(records: Iterable[Record]) -> bytes:
    """Return the records as one BibTeX file; titles keep their capitals."""
    return "\n".join(map(_bibtex, records)).encode()


def _bibtex(record: Record) -> str:
    year, month, day = record["issued"]["date-parts"][0] if "issued" in record else (None, None, None)
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in record.get("author", ())),
        "title": f"{{{_latex(record['title'])}}}",
        "journal": _latex(record["container-title"]),
        "pages": _latex(record.get("page", "")),
        "date": f"{year:04}-{month:02}-{day:02}" if year else "",
        "year": year and str(year),
        "translator": " and ".join(_bibtex_name(name) for name in record.get("translator", ())),
        "url": record["URL"].replace("%", r"\%"),
        "language": record["language"],
        "keywords": _latex(record.get("keyword", "")),
        "note": _latex(record.get("note", "")),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    if month:
        lines.append(f"  month = {MONTHS[month - 1]},")
    return "\n".join([f"@article{{{record['id']},", *lines, "}", ""])


def _bibtex_name(name: Record) -> str:
    return f"{{{_latex(name['literal'])}}}" if "literal" in name else _latex(_bibtex_order(name))


def _bibtex_order(name: Record) -> str:
    family = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return ", ".join(part for part in (family, name.get("suffix"), name.get("given")) if part)


def _latex(text: str) -> str:
    return text.translate(LATEX)


def ris(records: Iterable[Record]) -> bytes:
    """Return the records as one RIS file."""
    return "".join(map(_ris, records)).encode()


def _ris(record: Record) -> str:
    year, month, day = record["issued"]["date-parts"][0] if "issued" in record else (None, None, None)
    lines = [
        ("TY", "NEWS"),
        ("ID", record["id"]),
        *(("AU", inverted(name)) for name in record.get("author", ())),
        *(("A4", inverted(name)) for name in record.get("translator", ())),
        ("TI", record["title"]),
        ("T2", record["container-title"]),
        ("SP", record.get("page")),
        ("PY", year and str(year)),
        ("DA", f"{year:04}/{month:02}/{day:02}/" if year else ""),
        ("UR", record["URL"]),
        ("LA", record["language"]),
        ("AB", record.get("abstract")),
        *(("KW", word) for word in record.get("keyword", "").split(", ")),
        ("N1", record.get("note")),
    ]
    body = "".join(f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in lines if value)
    return f"{body}ER  - \r\n\r\n"
