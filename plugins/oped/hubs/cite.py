"""How to cite a piece: Chicago, MLA and APA by citeproc from our own style files, and the files for reference managers.

Titles are cited as printed, without the capitals that Chicago and MLA would give them: nothing is rewritten here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markupsafe import Markup

from oped.hubs.records import Record, csl
from oped.site.plain import escape

if TYPE_CHECKING:
    from oped.hubs.publication import Publication
    from oped.site.article import Article

STYLES = {"Chicago": "chicago", "MLA": "mla", "APA": "apa"}
QUOTING = frozenset({"Chicago", "MLA"})
"""Styles that put the title in double quotation marks, so that those within it become single."""
SHORTENING = frozenset({"APA"})
"""Styles that shorten given names to initials. citeproc-py takes only capitals for initials: `Ruo-ting` has two."""
NAME_PART = re.compile(r"(?<![^\W\d_]|['’])[^\W\d_]")
INNER = str.maketrans("“”", "‘’")
TITLE, URL = "\ufdd0", "\ufdd1"
"""Code points that no text can hold, which stand for the two parts that differ in every piece."""
SPECIAL = {"&": "\ufdd2", "<": "\ufdd3", ">": "\ufdd4", '"': "\ufdd5"}
"""citeproc-py does not escape text: HTML's own characters travel through it as code points that no text can hold."""
YEAR, DAY, JANUARY = 7777, 28, 1
"""A date to be filled in, used where no name has these numbers."""
FAMILIES = [chr(code) for code in range(0xFDD6, 0xFDF0)]
"""Code points of the same kind that stand for family names, one after the other."""
STAND_INS = re.compile("[\ufdd0-\ufdef]")
PLAIN = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+)*")
"""A family name that a style prints as it is, whatever stands beside it."""


class Cite(NamedTuple):
    """`styles` are (name, HTML) for reading and copying; `files` are (label, address) for reference managers."""

    styles: tuple[tuple[str, Markup], ...]
    files: tuple[tuple[str, str], ...]


class Parts(NamedTuple):
    """What many pieces have in common: author, translator and publication with stand-ins for family names.

    `names` is the same as text, `families` the names to be filled in.
    """

    constant: Record
    names: str
    families: list[str]


class Citer:
    """Cites pieces; the styles are read once.

    citeproc takes most of a millisecond for an entry, so it sets one for each publication and given names; title,
    address, date and family names are filled in: styles shorten given names, and print the others as they are.
    """

    def __init__(self, publication: Publication) -> None:
        folder = Path(__file__).parent / "styles"
        self.publication = publication
        self.styles = {name: CitationStylesStyle(str(folder / f"{file}.csl")) for name, file in STYLES.items()}
        self._set: dict[tuple[str, str, bool], str] = {}
        self._dates: dict[tuple[str, int], str] = {}

    def __call__(self, article: Article) -> Cite:
        """Return how to cite `article`."""
        record = csl(article, self.publication)
        parts = _parted(record)
        styles = tuple((name, self._format(name, record, parts)) for name in self.styles)
        base = f"{article.url}{article.slug}"
        return Cite(styles, (("BibTeX", f"{base}.bib"), ("RIS", f"{base}.ris"), ("CSL-JSON", f"{base}.csl.json")))

    def _format(self, style: str, record: Record, parts: Parts) -> Markup:
        year, month, day = record["issued"]["date-parts"][0] if "issued" in record else (0, 0, 0)
        if str(YEAR) in parts.names or str(DAY) in parts.names:
            text = self._entry(style, parts.constant, (year, month, day))
        else:
            text = self._set_once(style, parts.constant, parts.names, month)
            text = text.replace(str(YEAR), str(year)).replace(str(DAY), str(day))
        title = record["title"].translate(INNER) if style in QUOTING else record["title"]
        for stand_in, family in zip(FAMILIES, parts.families, strict=False):
            text = text.replace(stand_in, family)
        text = text.replace(TITLE, escape(title)).replace(URL, escape(record["URL"]))
        return Markup(re.sub(r"([?!….])\.(?=[”\s])", r"\1", text))  # noqa: S704 - every part is escaped

    def _set_once(self, style: str, constant: Record, names: str, month: int) -> str:
        """Return the entry of these names in a month, day and year to be filled in."""
        key = (style, names, bool(month))
        if key not in self._set:
            self._set[key] = self._entry(style, constant, (YEAR, JANUARY if month else 0, DAY))
        text = self._set[key]
        if month in (0, JANUARY):
            return text
        return text.replace(self._date(style, JANUARY), self._date(style, month))

    def _date(self, style: str, month: int) -> str:
        """Return a date as the style writes it: what is found between the two digits that only the date has."""
        if (style, month) not in self._dates:
            text = self._entry(style, {"container-title": "X"}, (YEAR, month, DAY))
            places = sorted((text.index(str(number)), len(str(number))) for number in (YEAR, DAY))
            self._dates[style, month] = text[_word_before(text, places[0][0]) : places[1][0] + places[1][1]]
        return self._dates[style, month]

    def _entry(self, style: str, constant: Record, day: tuple[int, int, int]) -> str:
        """Return the entry's HTML with `TITLE` and `URL` to be filled in."""
        issued = {"issued": {"date-parts": [list(day)]}} if day[1] else {}
        guarded: Record = _guarded(constant)
        for role in {"author", "translator"} & guarded.keys() if style in SHORTENING else ():
            guarded[role] = [_capitalized(name) for name in guarded[role]]
        item = {"id": "piece", "type": "article-newspaper", "title": TITLE, "URL": URL, **guarded, **issued}
        bibliography = CitationStylesBibliography(self.styles[style], CiteProcJSON([item]), formatter.html)
        bibliography.register(Citation([CitationItem("piece")]))
        text = str(bibliography.bibliography()[0]).replace("&amp;", "&").replace("&", "&amp;")
        for character, stand_in in SPECIAL.items():
            text = text.replace(stand_in, escape(character))
        return text


def _parted(record: Record) -> Parts:
    """Return what the styles set of a record, and the family names that are filled in."""
    families: list[str] = []
    kept = {key: record[key] for key in ("author", "translator", "container-title") if key in record}
    constant: Record = orjson.loads(STAND_INS.sub("", orjson.dumps(kept).decode()))
    for role in ("author", "translator"):
        if role in constant:
            constant[role] = [_without_family(name, families) for name in constant[role]]
    return Parts(constant, orjson.dumps(constant).decode(), families)


def _without_family(name: Record, families: list[str]) -> Record:
    """Return the name with a stand-in for its family name, which is added to `families`, where it is a plain one."""
    if len(families) == len(FAMILIES) or not PLAIN.fullmatch(name.get("family", "")):
        return name
    families.append(name["family"])
    return {**name, "family": FAMILIES[len(families) - 1]}


def _capitalized(name: Record) -> Record:
    """Return the name with a capital at the head of each part of the given names."""
    if "given" not in name:
        return name
    return {**name, "given": NAME_PART.sub(lambda first: first[0].upper(), name["given"])}


def _word_before(text: str, end: int) -> int:
    """Return where the word before `end` starts if a blank divides them; `end` where none is there."""
    found = re.search(r"[^\W\d_]+\.? $", text[:end])
    return found.start() if found else end


def _guarded(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    if isinstance(value, dict):
        return {key: _guarded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_guarded(one) for one in value]
    return re.sub('[&<>"]', lambda special: SPECIAL[special[0]], value)
