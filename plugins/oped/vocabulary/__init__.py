"""Regions, topics and authors as validated data: terms with codes, and the words they are recognised by."""

from oped.vocabulary.load import load
from oped.vocabulary.model import Name, Seed, Sense, Term, Vocabulary

__all__ = ["Name", "Seed", "Sense", "Term", "Vocabulary", "load"]
