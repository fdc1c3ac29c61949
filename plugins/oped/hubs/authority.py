"""Authors: one hub for all spellings of a name, with role and affiliation as last stated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from oped.hubs.model import Hub
from oped.hubs.schemes import Scheme, Term, as_printed
from oped.tagging.roles import role_of
from oped.vocabulary import AuthorRecord, Authors

BIOS = 5
"""An author's newest bios that a role is looked for in."""


def authority(authors: Authors, names: Iterable[tuple[str, str]]) -> Scheme:
    """Return the scheme of authors, for the `names` printed and the posts (by slug) that they stand in.

    What the authority file says wins; names that it does not have are one author where they have one address.
    """
    entries = {entry.slug: entry for entry in authors.entries}
    free = [record.name for name, post in names if (record := authors.resolve(name, post)).slug not in entries]
    printed = as_printed(free)

    @cache
    def term(record: AuthorRecord) -> Term:
        if entry := entries.get(record.slug):
            return _term(entry)
        automatic = printed(record.name)
        return automatic._replace(record={**automatic.record, "kind": str(record.kind)})

    def scheme(value: str, post: str = "") -> Term:
        return term(authors.resolve(value, post))

    return scheme


def _term(entry: AuthorRecord) -> Term:
    words = ("gloss", "family", "role", "affiliation", "stated", "note")
    known = {word: getattr(entry, word) for word in words if getattr(entry, word)}
    return Term(entry.slug, entry.name, entry.slug, record={**known, "kind": str(entry.kind), "aliases": entry.aliases})


def state_roles(authors: Iterable[Hub]) -> None:
    """Give authors without a role the one that their newest bio states, and say which page it stands in."""
    for hub in authors:
        if hub.record.get("role") or hub.record.get("affiliation") or hub.record.get("kind") != "person":
            continue
        bios = [piece for piece in hub.articles if piece.bio][:BIOS]
        for piece in bios:
            if found := role_of(piece.bio, hub.name):
                stated = piece.sources[0].file if piece.sources else piece.file
                hub.record |= {"role": found.role, "affiliation": found.affiliation, "stated": stated}
                break
