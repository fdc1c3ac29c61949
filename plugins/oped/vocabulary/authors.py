"""Who wrote: the authority file that an editor keeps, and the record of every author it does not name.

[[author]]
name = "Nuria Valdivieso"            # as the archive shows it
aliases = ["N. Valdivieso"]          # other forms under by-lines
gloss = "努麗亞"                      # the name in another script
family = "Valdivieso"                # the part that lists sort by, where the name alone does not tell (`Wang Yi`)
role = "columnist"                   # with affiliation: as last stated, by the page named in `stated`
affiliation = "the Harbour Notebook"
stated = "2018-05-18-letters.txt"
kind = "person"                      # or "board", "agency"
note = "the poet"                    # tells two people of one name apart
slug = "nuria-valdivieso-poet"       # default: from the name
posts = ["the-tide"]                 # where two share a name: the posts (by slug or id) that are this one's
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from oped.errors import VocabularyError
from oped.slugs import slugify
from oped.vocabulary.model import fold
from oped.vocabulary.tables import read_rows

KEYS = frozenset(
    ["name", "aliases", "gloss", "family", "role", "affiliation", "stated", "kind", "note", "slug", "posts"]
)
LISTS = frozenset({"aliases", "posts"})
_BYLINES = Path(__file__).parent / "data" / "bylines.tsv"
_ENTRY = re.compile(r"\s*\[\[\s*author\s*\]\]")
_CREDIT = re.compile(r"\s*(?:/|\||,\s*for\b|\bfor\b|\bvia\b)\s*")
_BY = re.compile(r"^\s*by\s*:?\s+", re.IGNORECASE)


class AuthorKind(StrEnum):
    """Whether an author is one person, a newspaper's board, or an agency."""

    PERSON = "person"
    BOARD = "board"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """What is known of an author. `line` is the entry's in the authority file, 0 where the record is automatic."""

    name: str
    slug: str
    kind: AuthorKind = AuthorKind.PERSON
    aliases: tuple[str, ...] = ()
    gloss: str = ""
    family: str = ""
    role: str = ""
    affiliation: str = ""
    stated: str = ""
    note: str = ""
    posts: tuple[str, ...] = ()
    line: int = 0


class Authors:
    """The authority file's entries, found by any form of the name."""

    def __init__(self, entries: Iterable[AuthorRecord], bylines: Mapping[str, frozenset[str]]) -> None:
        """Index the entries by name, alias, gloss and slug."""
        self.entries = tuple(entries)
        self._bylines = bylines
        self._by_form: dict[str, list[AuthorRecord]] = {}
        for entry in self.entries:
            for form in {fold(form) for form in (entry.name, *entry.aliases, entry.gloss, entry.slug) if form}:
                self._by_form.setdefault(form, []).append(entry)
        self._read = cache(self._readings)

    def resolve(self, name: str, post: str = "") -> AuthorRecord:
        """Return the record of an author as printed in a by-line, in the post with this slug or id.

        Where several share the name, the one whose `posts` holds the post is meant, else the first without `posts`.
        A name that no entry has gets an automatic record, titles and agencies taken off.
        """
        found, automatic = self._read(name)
        for entries in found:
            ordered = [entry for entry in entries if post and post in entry.posts]
            ordered += [entry for entry in entries if not entry.posts]
            if ordered:
                return ordered[0]
        return automatic

    def _readings(self, name: str) -> tuple[list[list[AuthorRecord]], AuthorRecord]:
        """Return the entries that `name` can mean, as printed and cleaned, and the record where none is meant."""
        plain = clean(name, self._bylines)
        found = [entries for form in (name, plain) if (entries := self._by_form.get(fold(form)))]
        return found, AuthorRecord(plain, slugify(plain), kind_of(plain, self._bylines))


def load_authors(path: Path | None = None) -> Authors:
    """Read the authority file; none is as good as an empty one. Raises VocabularyError with file, line and remedy."""
    bylines = {row["rule"]: frozenset(row.items_of("words")) for row in read_rows(_BYLINES, ("rule", "words"))}
    if path is None or not path.exists():
        return Authors((), bylines)
    try:
        text = path.read_text(encoding="utf-8-sig")
        entries = tomllib.loads(text).get("author", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(
            "the authority file cannot be read", file=path, value=str(error), remedy="see the form in CONTRIBUTING"
        ) from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _ENTRY.match(line)]
    if not isinstance(entries, list) or len(lines) != len(entries):
        raise VocabularyError("entries are no [[author]] tables", file=path, remedy="begin each entry with [[author]]")
    return Authors(_checked([_entry(path, *pair) for pair in zip(lines, entries, strict=True)], path), bylines)


def _entry(path: Path, line: int, entry: Mapping[str, Any]) -> AuthorRecord:
    def wrong(what: str, value: object, remedy: str) -> VocabularyError:
        return VocabularyError(what, file=path, line=line, value=value, remedy=remedy)

    for key, value in entry.items():
        if key not in KEYS:
            raise wrong("unknown key of an author", key, f"keys are {', '.join(sorted(KEYS))}")
        good = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if not (good if key in LISTS else isinstance(value, str)):
            raise wrong(
                f"`{key}` has the wrong type", value, "write a list of texts" if key in LISTS else "write a text"
            )
    name = str(entry.get("name", "")).strip()
    if not name:
        raise wrong("an author without a name", dict(entry), 'write name = "…"')
    kind = str(entry.get("kind", AuthorKind.PERSON))
    if kind not in set(AuthorKind):
        raise wrong("unknown kind of author", kind, f"kinds are {', '.join(AuthorKind)}")
    family = str(entry.get("family", "")).strip()
    if family not in name:
        raise wrong("`family` is no part of the name", family, f"write the words of {name!r} that are the family's")
    default = f"{name} {entry['note']}" if entry.get("note") else name
    slug = str(entry.get("slug", "")) or slugify(default)
    if slug != slugify(slug):
        raise wrong("the slug is no address", slug, f"write {slugify(slug)!r}")
    return AuthorRecord(
        name,
        slug,
        AuthorKind(kind),
        aliases=tuple(entry.get("aliases", ())),
        posts=tuple(entry.get("posts", ())),
        line=line,
        **{
            key: str(entry.get(key, "")).strip() for key in ("gloss", "family", "role", "affiliation", "stated", "note")
        },
    )


def _checked(entries: list[AuthorRecord], path: Path) -> list[AuthorRecord]:
    slugs: dict[str, AuthorRecord] = {}
    forms: dict[str, AuthorRecord] = {}
    for entry in entries:
        if other := slugs.get(entry.slug):
            raise VocabularyError(
                "two authors have one address",
                file=path,
                line=entry.line,
                value=entry.slug,
                remedy=f"line {other.line} has it too; give one of them a `note` or `slug`",
            )
        slugs[entry.slug] = entry
        for form in sorted({fold(form) for form in (entry.name, *entry.aliases)}):
            other = forms.get(form)
            if other and not entry.posts and not other.posts:
                raise VocabularyError(
                    "duplicate name",
                    file=path,
                    line=entry.line,
                    value=form,
                    remedy=f"line {other.line} has it too; list the `posts` of one of them",
                )
            forms[form] = entry
    return entries


def clean(name: str, bylines: Mapping[str, frozenset[str]]) -> str:
    """Return the name alone: without `By`, titles before it, or the agency behind it.

    >>> clean("By Dr. Jane Roe / Reuters", {"honorific": frozenset({"dr"}), "agency": frozenset({"reuters"})})
    'Jane Roe'
    """
    name = " ".join(_BY.sub("", name).split()).rstrip(",;|/")
    first, *rest = _CREDIT.split(name, maxsplit=1)
    if rest and fold(rest[0]) in bylines.get("agency", frozenset()) and first:
        name = first
    parts = name.split()
    while len(parts) > 2 and fold(parts[0]).rstrip(".") in bylines.get("honorific", frozenset()):
        parts = parts[1:]
    return " ".join(parts)


def kind_of(name: str, bylines: Mapping[str, frozenset[str]]) -> AuthorKind:
    """Return whether a name is a person's, a board's or an agency's, by the words in it."""
    folded = fold(name)
    if folded in bylines["agency"]:
        return AuthorKind.AGENCY
    if any(re.search(rf"\b{re.escape(words)}\b", folded) for words in bylines["board"]):
        return AuthorKind.BOARD
    return AuthorKind.PERSON
