"""Reads the vocabularies: the package's own tables, then an editor's tables of the same columns, which win."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from oped.errors import VocabularyError
from oped.slugs import slugify
from oped.vocabulary.model import Name, Seed, Sense, Term, Vocabulary, did_you_mean, fold
from oped.vocabulary.tables import Row, read_rows

DATA = Path(__file__).parent / "data"

COLUMNS = {
    "regions": ("code", "m49", "name", "kind", "parent", "members", "description"),
    "topics": ("code", "name", "parent", "description"),
    "names": ("codes", "kind", "words"),
    "senses": ("words", "codes", "cues"),
    "seeds": ("code", "weight", "words"),
    "rules": ("rule", "words"),
    "frequency": ("words", "pieces"),
    "mentioned": ("code", "pieces"),
    "abroad": ("language", "codes", "kind", "words"),
    "languages": ("language", "words"),
}
"""The tables and their columns; an editor's table of the same name adds rows or replaces those with the same key."""

NAME_KINDS = frozenset({"name", "demonym", "capital", "city", "state", "metonym", "leader", "blocked"})
REGION_KINDS = frozenset({"country", "area", "group"})
RULES = frozenset(
    {"given", "person", "ordinary", "heads", "honorific", "speech", "follows", "verb", "objects", "money", "shouted"}
)
_CODES = {
    "country": re.compile("[A-Z]{2}"),
    "area": re.compile(r"\d{3}"),
    "group": re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "topic": re.compile(r"medtop:\d{8}"),
}


def load(extra: Path | None = None) -> Vocabulary:
    """Return the vocabulary, with the tables in the folder `extra` laid over it where that exists.

    Raises VocabularyError with file, line, value and remedy on an unknown parent or code, a duplicate name, a wrong
    code, a missing column, a cycle.
    """
    folder = extra.resolve() if extra is not None and extra.is_dir() else None
    stamp = (
        tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(folder.glob("*.tsv"))) if folder else ()
    )
    return _load(folder, stamp)


@cache
def _load(extra: Path | None, _stamp: object) -> Vocabulary:
    layers = [DATA, *([extra] if extra else [])]
    if extra:
        _check_files(extra)
    regions = _terms(layers, "regions")
    topics = _terms(layers, "topics")
    names: dict[str, Name] = {}
    senses: dict[str, tuple[Sense, ...]] = {}
    seeds: dict[tuple[str, str], Seed] = {}
    rules: dict[str, frozenset[str]] = {rule: frozenset() for rule in RULES}
    frequency: dict[str, int] = {}
    mentioned: dict[str, int] = {}
    languages: dict[str, frozenset[str]] = {}
    abroad: dict[str, dict[str, Name]] = {}
    for layer in layers:
        own_names = _names(_rows(layer, "names"), regions)
        own_senses = _senses(_rows(layer, "senses"), regions)
        senses = {words: found for words, found in senses.items() if words not in own_names} | own_senses
        names |= own_names
        seeds |= _seeds(_rows(layer, "seeds"), topics)
        for row in _rows(layer, "rules"):
            if row["rule"] not in RULES:
                raise row.wrong("unknown rule", row["rule"], f"rules are {', '.join(sorted(RULES))}")
            rules[row["rule"]] |= frozenset(row.items_of("words"))
        mentioned |= {row["code"]: _number(row, "pieces") for row in _rows(layer, "mentioned")}
        for row in _rows(layer, "abroad"):
            abroad.setdefault(row["language"], {}).update(_names([row], regions))
        languages |= {row["language"]: frozenset(row.items_of("words")) for row in _rows(layer, "languages")}
        frequency |= {row["words"]: _number(row, "pieces") for row in _rows(layer, "frequency")}
    return Vocabulary(
        regions,
        topics,
        tuple(names.values()),
        senses,
        tuple(seed for seed in seeds.values() if seed.weight),
        rules,
        frequency,
        mentioned,
        languages,
        {language: tuple(names.values()) for language, names in abroad.items()},
    )


def _check_files(folder: Path) -> None:
    for path in sorted(folder.glob("*.tsv")):
        if path.stem not in COLUMNS:
            raise VocabularyError(
                "no vocabulary has this name",
                file=path,
                value=path.stem,
                remedy=f"tables are {', '.join(f'{name}.tsv' for name in COLUMNS)}",
            )


def _rows(layer: Path, table: str) -> Iterable[Row]:
    path = layer / f"{table}.tsv"
    return read_rows(path, COLUMNS[table]) if layer == DATA or path.exists() else ()


def _terms(layers: Iterable[Path], table: str) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    rows: dict[str, Row] = {}
    for layer in layers:
        own: dict[str, Row] = {}
        for row in _rows(layer, table):
            term = _region(row) if table == "regions" else _topic(row)
            if term.code in own:
                raise row.wrong("the code is given twice", term.code, f"see line {own[term.code].place.line}")
            own[term.code] = row
            terms[term.code] = term
        rows |= own
    _check_tree(terms, rows)
    return terms


def _region(row: Row) -> Term:
    if row["kind"] not in REGION_KINDS:
        raise row.wrong("unknown kind of region", row["kind"], f"kinds are {', '.join(sorted(REGION_KINDS))}")
    _check_code(row, row["code"], row["kind"])
    return Term(
        row["code"],
        _named(row),
        slugify(row["name"]),
        row["kind"],
        row["parent"],
        row.items_of("members"),
        row["description"],
        row["m49"],
    )


def _topic(row: Row) -> Term:
    _check_code(row, row["code"], "topic")
    kind = "concept" if row["parent"] else "root"
    return Term(row["code"], _named(row), slugify(row["name"]), kind, row["parent"], description=row["description"])


def _check_code(row: Row, code: str, kind: str) -> None:
    if not _CODES[kind].fullmatch(code):
        raise row.wrong(f"this is no code of a {kind}", code, f"it has to look like {_CODES[kind].pattern}")


def _named(row: Row) -> str:
    if not row["name"]:
        raise row.wrong("the term has no name", row["code"], "give it one")
    return row["name"]


def _check_tree(terms: Mapping[str, Term], rows: Mapping[str, Row]) -> None:
    taken: dict[str, str] = {}
    for term in terms.values():
        row = rows[term.code]
        if (other := taken.setdefault(fold(term.slug), term.code)) != term.code:
            raise row.wrong("duplicate name", term.name, f"{other} has it already; choose another")
        for code in (term.parent, *term.members):
            if code and code not in terms:
                what = "unknown parent" if code == term.parent else "unknown member"
                raise row.wrong(what, code, did_you_mean(code, terms.values()))
        seen = {term.code}
        parent = term.parent
        while parent:
            if parent in seen:
                raise row.wrong("the term is its own ancestor", term.code, f"give {parent} another parent")
            seen.add(parent)
            parent = terms[parent].parent if parent in terms else ""


def _known(row: Row, codes: Iterable[str], terms: Mapping[str, Term]) -> tuple[str, ...]:
    kept = tuple(code for code in codes if code != "-")
    for code in kept:
        if code not in terms:
            raise row.wrong("unknown code", code, did_you_mean(code, terms.values()))
    return kept


def _names(rows: Iterable[Row], regions: Mapping[str, Term]) -> dict[str, Name]:
    names: dict[str, Name] = {}
    for row in rows:
        if row["kind"] not in NAME_KINDS:
            raise row.wrong("unknown kind of name", row["kind"], f"kinds are {', '.join(sorted(NAME_KINDS))}")
        codes = _known(row, row.items_of("codes"), regions)
        for words in row.items_of("words"):
            if words in names:
                raise row.wrong("duplicate name", words, f"it stands in line {names[words].place.line} too; keep one")
            names[words] = Name(words, row["kind"], codes, row.place)
    return names


def _senses(rows: Iterable[Row], regions: Mapping[str, Term]) -> dict[str, tuple[Sense, ...]]:
    senses: dict[str, tuple[Sense, ...]] = {}
    for row in rows:
        codes = _known(row, row.items_of("codes"), regions)
        for words in row.items_of("words"):
            senses[words] = (*senses.get(words, ()), Sense(words, codes, row.items_of("cues"), row.place))
    return senses


def _seeds(rows: Iterable[Row], topics: Mapping[str, Term]) -> dict[tuple[str, str], Seed]:
    seeds: dict[tuple[str, str], Seed] = {}
    for row in rows:
        (code,) = _known(row, (row["code"],), topics) or ("",)
        try:
            weight = float(row["weight"])
        except ValueError:
            raise row.wrong("the weight is no number", row["weight"], "write 1 for an ordinary seed") from None
        for words in row.items_of("words"):
            if (words, code) in seeds:
                raise row.wrong("duplicate seed", words, f"it stands in line {seeds[words, code].place.line} too")
            seeds[words, code] = Seed(words, code, weight, row.place)
    return seeds


def _number(row: Row, column: str) -> int:
    try:
        return int(row[column])
    except ValueError:
        raise row.wrong("this is no whole number", row[column], "write digits only") from None
