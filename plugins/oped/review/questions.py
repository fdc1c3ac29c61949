"""What to ask an editor: every value that a machine gave, the least sure first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from oped.model import Evidence, Kind, Tag
from oped.post import Post
from oped.slugs import slugify
from oped.tagging import Tagged, tag
from oped.vocabulary import Vocabulary

FIELDS = ("regions", "topics", "authors", "title")
"""The fields asked about."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Question:
    """One value to look at: how sure it is (0 to 1), what else it could have been, why it was given, where it stands.

    `value` is a code for regions and topics; empty where the field has no value at all.
    """

    field: str
    value: str
    sure: float
    runner_up: str
    evidence: tuple[Evidence, ...]
    file: Path
    line: int
    post: Post


def questions(posts: Mapping[Path, Post], vocabulary: Vocabulary) -> list[Question]:
    """Return the questions about posts, the least sure first, then by file and field."""
    asked = [question for file, post in posts.items() for question in _about(file, post, vocabulary)]
    return sorted(asked, key=lambda each: (each.sure, str(each.file), FIELDS.index(each.field), each.value))


def chosen(asked: Iterable[Question], *, field: str = "", author: str = "", source: str = "") -> list[Question]:
    """Return the questions about one field, of one author, from pages whose name holds `source`; empty means any."""
    return [
        each
        for each in asked
        if (not field or each.field == field)
        and (not author or slugify(author) in map(slugify, each.post.authors))
        and (not source or any(source in page.page for page in each.post.sources))
    ]


def read_again(post: Post, vocabulary: Vocabulary, *, every: bool = False) -> Tagged:
    """Tag a post's text again: what a machine would say of it today. `every` gives what it would leave out, too."""
    title = "" if post.title_source == "supplied" else post.title
    return tag(title, paragraphs(post), post.language or None, vocabulary=vocabulary, every=every)


def paragraphs(post: Post) -> list[str]:
    """Return the text of a post's body, paragraph by paragraph, its Markdown escapes undone."""
    return [_ESCAPED.sub(r"\1", part.strip()) for part in _BREAK.split(post.body) if part.strip()]


def _about(file: Path, post: Post, vocabulary: Vocabulary) -> Iterator[Question]:
    every = read_again(post, vocabulary, every=True)
    for field, tags in (("regions", every.regions), ("topics", every.topics)):
        yield from _terms(file, post, field, tags)
    if not post.authors and post.kind == Kind.ARTICLE:
        yield Question("authors", "", 0.4, _named_in(post), (), file, 1, post)
    if post.title_source == "supplied":
        yield Question("title", post.title, 0.6, "", (), file, post.lines.get("Title", 1), post)


def _terms(file: Path, post: Post, field: str, every: Sequence[Tag]) -> Iterator[Question]:
    given = {each.code: each for each in post.evidence.get(field, ())}
    held: tuple[str, ...] = getattr(post, field)
    line = post.lines.get(field.capitalize(), 1)
    # A runner-up of the same root as a term given would be no other choice.
    roots = {each.root for each in every if each.root and each.code in held}
    others = [each for each in every if each.code not in held and each.root not in roots]
    runner_up = max(others, key=lambda each: (each.score, each.code), default=None)
    for code in held:
        if code in given:
            rival = runner_up.score if runner_up else 0.0
            sure = given[code].score / ((given[code].score + rival) or 1.0)
            name = runner_up.code if runner_up else ""
            yield Question(field, code, round(sure, 3), name, given[code].evidence, file, line, post)
    if not held and (field == "topics" or runner_up):
        name = runner_up.code if runner_up else ""
        seen = runner_up.evidence if runner_up else ()
        yield Question(field, "", 0.3, name, seen, file, line, post)


def _named_in(post: Post) -> str:
    found = re.match(r"(?:[•*–—-]\s*)?((?:[A-Z][\w’'.-]+\s){1,3}[A-Z][\w’'-]+)\s+(?:is|was|teaches|writes)\b", post.bio)
    return found[1] if found else ""


def with_terms(post: Post, field: str, tags: Sequence[Tag]) -> Post:
    """Return a post whose machine-given terms of a field are `tags`; those a person gave stay, at their place."""
    given = {each.code for each in post.evidence.get(field, ())}
    own = [code for code in getattr(post, field) if code not in given]
    new = [each for each in tags if each.code not in own]
    values: dict[str, Any] = {field: (*own, *(each.code for each in new))}
    return replace(post, evidence={**post.evidence, field: tuple(new)}, **values)
