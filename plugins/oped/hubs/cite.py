"""How to cite a piece: Chicago, MLA and APA by citeproc from our own style files, and the files for reference managers.

Titles are cited as printed, without the capitals that Chicago and MLA would give them: nothing is rewritten here.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markupsafe import Markup

from oped.hubs.records import Record, csl

if TYPE_CHECKING:
    from oped.hubs.publication import Publication
    from oped.site.article import Article

STYLES = {"Chicago": "chicago", "MLA": "mla", "APA": "apa"}
QUOTING = frozenset({"Chicago", "MLA"})
"""Styles that put the title in double quotation marks, so that those within it become single."""
INNER = str.maketrans("“”", "‘’")
SPECIAL = {"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2", '"': "\ufdd3"}
"""citeproc-py does not escape text: HTML's own characters travel through it as code points that no text can hold."""
ENTITIES = {"\ufdd0": "&amp;", "\ufdd1": "&lt;", "\ufdd2": "&gt;", "\ufdd3": "&quot;"}


class Cite(NamedTuple):
    """`styles` are (name, HTML) for reading and copying; `files` are (label, address) for reference managers."""

    styles: tuple[tuple[str, Markup], ...]
    files: tuple[tuple[str, str], ...]


class Citer:
    """Cites pieces; the styles are read once."""

    def __init__(self, publication: Publication) -> None:
        folder = Path(__file__).parent / "styles"
        self.publication = publication
        self.styles = {name: CitationStylesStyle(str(folder / f"{file}.csl")) for name, file in STYLES.items()}

    def __call__(self, article: Article) -> Cite:
        """Return how to cite `article`."""
        record = csl(article, self.publication)
        styles = tuple((name, self._format(name, record)) for name in self.styles)
        base = f"{article.url}{article.slug}"
        return Cite(styles, (("BibTeX", f"{base}.bib"), ("RIS", f"{base}.ris"), ("CSL-JSON", f"{base}.csl.json")))

    def _format(self, style: str, record: Record) -> Markup:
        title = record["title"].translate(INNER) if style in QUOTING else record["title"]
        item = _guarded({**record, "title": title})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of every variable of CSL-JSON that it does not know
            bibliography = CitationStylesBibliography(self.styles[style], CiteProcJSON([item]), formatter.html)
            bibliography.register(Citation([CitationItem(item["id"])]))
            text = str(bibliography.bibliography()[0])
        text = text.replace("&amp;", "&").replace("&", "&amp;")
        text = re.sub(r"([?!…])\.(?=[”\s])", r"\1", text)
        return Markup(re.sub("[\ufdd0-\ufdd3]", lambda code: ENTITIES[code[0]], text))  # noqa: S704 - escaped above


def _guarded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _guarded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_guarded(one) for one in value]
    if isinstance(value, str):
        clean = re.sub("[\ufdd0-\ufdd3]", "", value)
        return re.sub('[&<>"]', lambda special: SPECIAL[special[0]], clean)
    return value
