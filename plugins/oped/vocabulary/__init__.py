"""Regions, topics and authors as validated data: terms with codes, and the words they are recognised by."""

from oped.vocabulary.authors import AuthorKind, AuthorRecord, Authors, load_authors
from oped.vocabulary.check import Finding, Level, check, stop_at_errors
from oped.vocabulary.load import load
from oped.vocabulary.model import Name, Seed, Sense, Term, Vocabulary

__all__ = [
    "AuthorKind",
    "AuthorRecord",
    "Authors",
    "Finding",
    "Level",
    "Name",
    "Seed",
    "Sense",
    "Term",
    "Vocabulary",
    "check",
    "load",
    "load_authors",
    "stop_at_errors",
]
