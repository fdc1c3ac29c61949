"""A correction to a rule: a row in the editor's own tables, and the list of posts that it would change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from oped.errors import VocabularyError
from oped.files import write
from oped.model import Tag
from oped.post import Post
from oped.review.decisions import change
from oped.review.questions import read_again, with_terms
from oped.vocabulary import Vocabulary, load
from oped.vocabulary.load import COLUMNS

Row = tuple[str, tuple[str, ...]]
"""A table's name, and the cells of a row in the order of its columns."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule would do to one post: the terms of a field before and after."""

    file: Path
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    tags: tuple[Tag, ...]

    def __str__(self) -> str:
        """Return the change on one line."""
        return f"{self.file}: {self.field}: {'; '.join(self.before) or '-'} → {'; '.join(self.after) or '-'}"


def blocked(words: str) -> Row:
    """Return the row that keeps `words` from being read as a place."""
    return "names", ("-", "blocked", words)


def alias(words: str, code: str, vocabulary: Vocabulary) -> Row:
    """Return the row by which `words` stand for a region, or speak for a topic."""
    if code in vocabulary.topics:
        return "seeds", (code, "2", words)
    return "names", (vocabulary.term("regions", code).code, "name", words)


def muted(words: str, code: str, vocabulary: Vocabulary) -> Row:
    """Return the row by which `words` no longer speak for a topic."""
    return "seeds", (vocabulary.term("topics", code).code, "0", words)


def with_row(folder: Path, row: Row) -> Vocabulary:
    """Return the vocabulary as it would be with a row more, nothing written. Raises VocabularyError as `load` does."""
    with tempfile.TemporaryDirectory() as trial:
        if folder.is_dir():
            for table in folder.glob("*.tsv"):
                shutil.copy(table, trial)
        add(Path(trial), row)
        return load(Path(trial))


def add(folder: Path, row: Row) -> Path:
    """Write a row at the end of the editor's table, which is made where it is missing, and return the table's path."""
    table, cells = row
    for cell in cells:
        if any(mark in cell for mark in "\t\n\r"):
            raise VocabularyError("a cell holds a tab or line end", value=cell, remedy="write it on one line")
    path = folder / f"{table}.tsv"
    text = path.read_text(encoding="utf-8") if path.exists() else "\t".join(COLUMNS[table]) + "\n"
    text += "" if text.endswith("\n") else "\n"
    write(path, f"{text}{chr(9).join(cells)}\n")
    return path


def changes(posts: Mapping[Path, Post], before: Vocabulary, after: Vocabulary) -> list[Change]:
    """Return what a vocabulary would change in the machine-given terms of posts, by file."""
    found: list[Change] = []
    for file, post in sorted(posts.items(), key=lambda pair: str(pair[0])):
        old, new = read_again(post, before), read_again(post, after)
        for field in ("regions", "topics"):
            was, now = getattr(old, field), getattr(new, field)
            if [each.code for each in was] == [each.code for each in now]:
                continue
            held, wanted = getattr(post, field), getattr(with_terms(post, field, now), field)
            if held != wanted:
                found.append(Change(file, field, held, wanted, now))
    return found


def apply(wanted: Iterable[Change]) -> int:
    """Write changes into the posts, leaving what a person gave; returns how many files were touched."""
    touched: set[Path] = set()
    for each in wanted:
        if change(each.file, partial(with_terms, field=each.field, tags=each.tags)):
            touched.add(each.file)
    return len(touched)
