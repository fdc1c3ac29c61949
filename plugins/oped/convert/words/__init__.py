"""Word lists that the stages read: data, one entry a line, `#` opens a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from oped.convert.words.heads import may_begin
from oped.errors import VocabularyError


def entries(name: str) -> list[tuple[int, str]]:
    """Return the entries of a list with their line numbers."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [(n, row.strip()) for n, row in enumerate(text.splitlines(), 1) if row.strip() and not row.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Return a list's entries, lower case."""
    return frozenset(row.lower() for _, row in entries(name))


@cache
def table(name: str) -> dict[str, str]:
    """Return a list of `word = value` rows; the words in lower case."""
    rows = {}
    for number, row in entries(name):
        word, sign, value = row.partition("=")
        if not sign:
            raise VocabularyError("this row has no `=`", file=f"words/{name}.txt", line=number, value=row)
        rows[word.strip().lower()] = value.strip()
    return rows


@cache
def patterns(name: str) -> re.Pattern[str]:
    """Return one expression that matches what any row of the list, an expression itself, matches."""
    return _any_of(name, entries(name))


@cache
def patterns_from(name: str, head: str) -> re.Pattern[str] | None:
    """Return what `patterns` does of the rows that can match from the start of a text of this head, if any can."""
    rows = [(number, row) for number, row in entries(name) if may_begin(row, head)]
    return _any_of(name, rows) if rows else None


@cache
def patterns_holding(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a list of `words = expression` rows: each word, with the expression that is tried on what holds it."""
    pairs: list[tuple[str, re.Pattern[str]]] = []
    for number, row in entries(name):
        held, _, expression = row.partition("=")
        pattern = _any_of(name, [(number, expression.strip())])
        pairs += ((word, pattern) for word in held.strip().split("|"))
    return tuple(pairs)


def _any_of(name: str, rows: Iterable[tuple[int, str]]) -> re.Pattern[str]:
    known = list(rows)
    for number, row in known:
        try:
            re.compile(row)
        except re.error as error:
            raise VocabularyError(
                f"this row is no expression: {error}", file=f"words/{name}.txt", line=number, value=row
            ) from error
    return re.compile("|".join(f"(?:{row})" for _, row in known), re.IGNORECASE)
