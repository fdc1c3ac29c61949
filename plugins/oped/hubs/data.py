"""The archive as data: files of articles and terms, for spreadsheets, programs and reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from oped.hubs.dictionary import TERM, TEXT, Field, article_fields, flat, translated
from oped.hubs.product import Product
from oped.hubs.records import bibtex, csl
from oped.hubs.tables import Row, article_row, comma_separated, json_lines, term_row

if TYPE_CHECKING:
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


def files(site: Site, publication: Publication) -> Iterator[tuple[DataFile, Iterator[bytes]]]:
    """Yield each file of `data/` with its content, made as it is read; sizes are filled in once it is written."""
    _ = publication.gettext
    columns = article_fields(site.taxonomies, publication)
    whole, cells = (*columns, *translated([TEXT], publication)), flat(columns, publication)
    count = len(site.articles)
    terms = [hub for hubs in site.hubs.values() for hub in hubs]
    what = _("Every piece with its full text.")
    yield (
        DataFile("articles.jsonl", _("Articles as JSON Lines"), "application/x-ndjson", what, 0, count, whole),
        json_lines(whole, with_texts(site.articles, article_rows(site, publication))),
    )
    what = _("Every piece without its text, for a spreadsheet.")
    yield (
        DataFile("articles.csv", _("Articles as CSV"), "text/csv", what, 0, count, cells),
        comma_separated(cells, article_rows(site, publication)),
    )
    what, about = _("Every term that has pieces, of every way to browse."), translated(TERM, publication)
    yield (
        DataFile("terms.csv", _("Terms as CSV"), "text/csv", what, 0, len(terms), about),
        comma_separated(about, (term_row(hub, publication) for hub in terms)),
    )
    what = _("Every piece for reference managers.")
    yield (
        DataFile("articles.bib", "BibTeX", "application/x-bibtex", what, 0, count),
        (bibtex([csl(article, publication)]) + b"\n" for article in site.articles),
    )


def article_rows(site: Site, publication: Publication) -> Iterator[Row]:
    """Yield the pieces as rows, in the order of every list."""
    return (article_row(article, site.taxonomies, publication) for article in site.articles)


def with_texts(articles: Iterable[Article], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of `articles` with their texts, paragraph by paragraph."""
    return (row | {TEXT.name: list(article.paragraphs)} for article, row in zip(articles, rows, strict=True))


def products(site: Site, publication: Publication) -> Iterator[Product]:
    """Yield each file of `data/` as a value."""
    for number, (file, _) in enumerate(files(site, publication)):
        # terms.csv tells counts, which a fingerprint without them leaves out: it is made each time, and is small
        shown = None if file.name == "terms.csv" else (site.frame, site.articles)
        yield Product(f"data/{file.name}", shown, partial(_content, site, publication, number))


def _content(site: Site, publication: Publication, number: int) -> Iterator[bytes]:
    return next(islice(files(site, publication), number, None))[1]
