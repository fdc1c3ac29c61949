"""The archive as data: files of articles and terms, for spreadsheets, programs and reference managers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.dictionary import TERM, TEXT, Field, article_fields, flat, translated
from oped.hubs.product import Product
from oped.hubs.records import bibtex, csl
from oped.hubs.rows import Rows
from oped.hubs.tables import Row, article_row, cells_line, json_line, names_line, term_row

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site
    from oped.site.article import Article


class DataFile(NamedTuple):
    """One file of `data/`; `rows` is 0 and `fields` empty where the format has none."""

    name: str
    label: str
    media_type: str
    description: str
    bytes: int = 0
    rows: int = 0
    fields: tuple[Field, ...] = ()


def files(site: Site, publication: Publication) -> Iterator[tuple[DataFile, Rows | Product]]:
    """Yield each file of `data/` and how it is made; sizes are filled in once it is written."""
    _ = publication.gettext
    columns = article_fields(site.taxonomies, publication)
    whole, cells = (*columns, *translated([TEXT], publication)), flat(columns, publication)
    count = len(site.articles)

    def row(article: Article) -> Row:
        return article_row(article, site.taxonomies, publication)

    def file(name: str, head: bytes, line: Callable[[Article], bytes]) -> Rows:
        return Rows(f"data/{name}", head, lambda: site.articles, line, (site.articles,))

    what = _("Every piece with its full text.")
    yield (
        DataFile("articles.jsonl", _("Articles as JSON Lines"), "application/x-ndjson", what, 0, count, whole),
        file("articles.jsonl", b"", lambda one: json_line(whole, row(one) | {TEXT.name: list(one.paragraphs)})),
    )
    what = _("Every piece without its text, for a spreadsheet.")
    yield (
        DataFile("articles.csv", _("Articles as CSV"), "text/csv", what, 0, count, cells),
        file("articles.csv", names_line(cells), lambda one: cells_line(cells, row(one))),
    )
    terms = [hub for hubs in site.hubs.values() for hub in hubs]
    what, about = _("Every term that has pieces, of every way to browse."), translated(TERM, publication)
    yield (
        DataFile("terms.csv", _("Terms as CSV"), "text/csv", what, 0, len(terms), about),
        # it tells counts, which a fingerprint without them leaves out: it is made each time, and is small
        Product("data/terms.csv", None, partial(_terms, about, terms, publication)),
    )
    what = _("Every piece for reference managers.")
    yield (
        DataFile("articles.bib", "BibTeX", "application/x-bibtex", what, 0, count),
        file("articles.bib", b"", lambda one: bibtex([csl(one, publication)]) + b"\n"),
    )


def _terms(fields: Sequence[Field], hubs: Sequence[Hub], publication: Publication) -> bytes:
    rows = (cells_line(fields, term_row(hub, publication)) for hub in hubs)
    return b"".join([names_line(fields), *rows])
