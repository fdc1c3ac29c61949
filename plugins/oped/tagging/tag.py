"""The one way in: a piece's title and paragraphs go in; its language, regions and topics come out, with evidence."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from oped.model import Tag
from oped.tagging.abroad import Abroad
from oped.tagging.language import recognise
from oped.tagging.places import Gazetteer
from oped.tagging.regions import regions_of
from oped.tagging.topics import Lexicon
from oped.tagging.words import Words, opening
from oped.vocabulary import Vocabulary, load
from oped.vocabulary.standing import standing


class Tagged(NamedTuple):
    """What a piece is about, and the BCP 47 tag of its language."""

    language: str
    regions: tuple[Tag, ...]
    topics: tuple[Tag, ...]


def tag(
    title: str,
    paragraphs: Sequence[str],
    language: str | None = None,
    *,
    vocabulary: Vocabulary | None = None,
    every: bool = False,
) -> Tagged:
    """Tag a piece. `paragraphs` are the body's alone: no bio, no furniture. The language is recognised if not given.

    Topics are given only where a lexicon exists, which is English; regions in every language that CLDR knows.
    `every` gives the terms that were too weak, too: the runners-up that a review shows. Without `vocabulary` the
    tables in force are used (see `oped.vocabulary.standing`).
    """
    vocabulary = vocabulary or load(standing())
    language = language or recognise(paragraphs or [title], vocabulary.languages)
    key = _ById(vocabulary)
    lede = opening(paragraphs[0]) if paragraphs else 0
    if language.split("-")[0] != "en":
        abroad = _abroad(key, language)
        texts = _texts(title, paragraphs, abroad.beginnings)
        return Tagged(language, regions_of(abroad.mentions(texts), lede, vocabulary, every=every), ())
    gazetteer, lexicon, beginnings = _tools(key)
    texts = _texts(title, paragraphs, beginnings)
    return Tagged(
        language,
        regions_of(gazetteer.mentions(texts), lede, vocabulary, every=every),
        lexicon.topics(texts, lede, every=every),
    )


def _texts(title: str, paragraphs: Sequence[str], beginnings: Container[str]) -> list[Words]:
    texts = [Words(title, 0, beginnings)] if title else []
    return texts + [Words(paragraph, number, beginnings) for number, paragraph in enumerate(paragraphs, 1)]


def root_name(code: str, vocabulary: Vocabulary | None = None) -> str:
    """Return the name of a topic's root, as in "conflict, war and peace"; empty where the code is unknown."""
    vocabulary = vocabulary or load(standing())
    root = vocabulary.root(code)
    return vocabulary.topics[root].name if root else ""


class _ById:
    """A vocabulary as a key: two are the same only if they are one object."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=4)
def _tools(key: _ById) -> tuple[Gazetteer, Lexicon, Container[str]]:
    """Return what finds places and topics, and the words that either looks for."""
    gazetteer, lexicon = Gazetteer(key.vocabulary), Lexicon(key.vocabulary)
    return gazetteer, lexicon, gazetteer.beginnings | lexicon.beginnings


@lru_cache(maxsize=16)
def _abroad(key: _ById, language: str) -> Abroad:
    return Abroad(language, key.vocabulary)
