"""The tag lint: every region, topic and author that posts carry, held against the vocabularies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from oped.errors import VocabularyError
from oped.post import Post
from oped.slugs import slugify
from oped.vocabulary.authors import Authors, load_authors
from oped.vocabulary.model import Vocabulary, did_you_mean, fold

ALIKE = 0.9
"""Two names of authors at least this alike (0 to 1) are pointed out as perhaps one person's."""


class Level(StrEnum):
    """How bad a finding is: an error stops a build, a warning does not, a note is only told when asked for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful: what, where (line from 1), the value, and the remedy."""

    level: Level
    what: str
    value: str
    remedy: str
    file: Path | None = None
    line: int | None = None

    def error(self) -> VocabularyError:
        """Return the finding as an error, whose message is one line."""
        return VocabularyError(self.what, file=self.file, line=self.line, value=self.value, remedy=self.remedy)

    def __str__(self) -> str:
        """Return the finding on one line, its level first."""
        return f"{self.level}: {self.error()}"


def check(posts: Mapping[Path, Post], vocabulary: Vocabulary, authors: Authors | None = None) -> list[Finding]:
    """Return everything amiss with the terms of `posts`, by file: errors and warnings first, then notes.

    Unknown codes are errors; where the value is a spelling of a known term, the remedy says which. A term twice in one
    line, and author names that may be one person's, are warnings; terms of our own that no post has are notes.
    Cycles, unknown parents and bad codes of the vocabulary itself are found when it is loaded.
    """
    ordered = dict(sorted(posts.items(), key=lambda pair: str(pair[0])))
    found = [*_terms(ordered, vocabulary), *_authors(ordered, authors or load_authors())]
    return [*found, *_empty(ordered, vocabulary)]


def _terms(posts: Mapping[Path, Post], vocabulary: Vocabulary) -> Iterator[Finding]:
    for file, post in posts.items():
        for scheme, key in (("regions", "Regions"), ("topics", "Topics")):
            seen: set[str] = set()
            line = post.lines.get(key)
            for value in getattr(post, scheme):
                if value in seen:
                    yield Finding(Level.WARNING, f"the term stands twice in {key}", value, "keep one", file, line)
                seen.add(value)
                if value not in vocabulary.scheme(scheme):
                    what, remedy = _unknown(value, scheme, vocabulary)
                    yield Finding(Level.ERROR, f"{what} in {key}", value, remedy, file, line)


def _unknown(value: str, scheme: str, vocabulary: Vocabulary) -> tuple[str, str]:
    terms = vocabulary.scheme(scheme)
    if code := vocabulary.by_name[scheme].get(fold(value)):
        return "spelling variant of a term", f"write {code} ({terms[code].name})"
    named = {fold(name.words): name.codes for name in vocabulary.names} if scheme == "regions" else {}
    if codes := named.get(fold(value)):
        return "a name where a code belongs", f"write {'; '.join(codes)}"
    return "unknown term", did_you_mean(value, terms.values())


def _authors(posts: Mapping[Path, Post], authors: Authors) -> Iterator[Finding]:
    first: dict[str, tuple[Path, int | None]] = {}
    for file, post in posts.items():
        for name in post.authors:
            record = authors.resolve(name, post.slug)
            if not record.line:
                first.setdefault(name, (file, post.lines.get("Authors")))
    by_initial: dict[str, list[str]] = defaultdict(list)
    for name in first:
        by_initial[slugify(name)[:1]].append(name)
    for names in by_initial.values():
        for place, name in enumerate(names):
            for other in names[:place]:
                if _alike(name, other):
                    remedy = f"if it is {other!r}, write it so or add an alias to authors.toml"
                    yield Finding(Level.WARNING, "two names of perhaps one author", name, remedy, *first[name])


def _alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 4:
        return False
    matcher = SequenceMatcher(None, slugify(one), slugify(other), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _empty(posts: Mapping[Path, Post], vocabulary: Vocabulary) -> Iterator[Finding]:
    for scheme in ("regions", "topics"):
        used = {value for post in posts.values() for value in getattr(post, scheme)}
        used |= {
            wider for value in used & set(vocabulary.scheme(scheme)) for wider in vocabulary.broader(scheme, value)
        }
        for term in vocabulary.scheme(scheme).values():
            if term.code not in used and term.kind in {"group", "root"}:
                yield Finding(Level.NOTE, f"no post has this term of {scheme}", term.code, f"{term.name} has no page")


def stop_at_errors(findings: Iterable[Finding]) -> None:
    """Raise VocabularyError for the first error among `findings`, saying how many more there are."""
    errors = [finding for finding in findings if finding.level == Level.ERROR]
    if errors:
        more = f"; {len(errors) - 1} more" if len(errors) > 1 else ""
        raise VocabularyError(
            errors[0].what,
            file=errors[0].file,
            line=errors[0].line,
            value=errors[0].value,
            remedy=errors[0].remedy + more,
        )
