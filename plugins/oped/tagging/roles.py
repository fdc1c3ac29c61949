"""What an author is and for whom, as a bio states it: "Jane Roe is a columnist for the Harbour Notebook"."""

from __future__ import annotations

import re
from typing import NamedTuple

_VERB = r"(?:is|was|are|were|has been|serves as|works as|teaches|writes|edits|covers|heads|leads|directs|runs|chairs)"
_LEAD = re.compile(rf"^[\s•*–—-]*(?:The (?:writer|author)|He|She|They)?\s*\b({_VERB})\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:also\s+|currently\s+|now\s+)*(?:an?|the|one of the)\s+", re.IGNORECASE)
_END = re.compile(
    r"(?:[.;!?]\s|[.;!?]$|\s[–—]\s|,?\s+(?:and|who|whose|where|which|covering|specializing|specialising|focusing|based)\b"
    r"|,\s+(?=[a-z])|\s\()"
)
_PLACE = re.compile(r"\s+(?:at|for|with|of|in|on)\s+(?=(?:the\s+|The\s+)?[A-Z])|,\s+(?=[A-Z])")
_NOT_SURNAME_END = re.compile(r"(?<=\b[A-Z])\.\s|(?<=\b(?:Dr|Mr|Ms|St|Jr|Sr))\.\s")
_VERBS_AS_ROLES = {
    "teaches": "teacher",
    "writes": "writer",
    "edits": "editor",
    "heads": "head",
    "leads": "head",
    "directs": "director",
    "runs": "head",
    "chairs": "chair",
}
_ASIDE = re.compile(
    r"^(?:\s*\([^)]*\)|,\s*(?:[A-Z][A-Za-z]?\.?){2,4},(?=\s)|\s+and\s+[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3})"
)
LONGEST = 90
"""Characters: a role or affiliation longer than this was not understood."""


class Role(NamedTuple):
    """What somebody is (`columnist`) and for whom (`the Harbour Notebook`), in the bio's words; either may be empty."""

    role: str
    affiliation: str


def role_of(bio: str, name: str) -> Role | None:
    """Return the role and affiliation that a bio states for `name`, None where it states neither.

    >>> role_of("Jane Roe is a columnist for the Harbour Notebook. She lives in Turku.", "Jane Roe")
    Role(role='columnist', affiliation='the Harbour Notebook')
    >>> role_of("The writer teaches history at the University of Turku.", "Jane Roe")
    Role(role='teaches history', affiliation='the University of Turku')
    >>> role_of("Follow her on social media.", "Jane Roe") is None
    True
    """
    rest = _after_name(" ".join(bio.split()), name)
    if rest is None:
        return None
    lead = _LEAD.match(rest)
    if lead:
        verb, said = lead[1].lower(), rest[lead.end() :]
        said = f"{verb} {said}" if verb in _VERBS_AS_ROLES else said
    elif rest.startswith(","):
        said = rest[1:].strip()
    else:
        return None
    return _split(said)


def _after_name(bio: str, name: str) -> str | None:
    bare = bio.lstrip("•*–—- ")
    surname = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    for known in (name, f"Dr {name}", f"Dr. {name}", f"Prof {name}", f"Professor {name}"):
        if known and bare.startswith(known):
            return _ASIDE.sub("", bare[len(known) :])
    if re.match(r"(?:The (?:writer|author)|He|She)\s", bare):
        return bare
    place = bare.find(f"{surname} ") if surname else -1
    return bare[place + len(surname) :] if 0 <= place < LONGEST else None


def _split(said: str) -> Role | None:
    said = _ARTICLE.sub("", said)
    masked = _NOT_SURNAME_END.sub("\0 ", said)
    end = _END.search(masked)
    first = masked[: end.start()] if end else masked.rstrip(".")
    place = _PLACE.search(first)
    role = first[: place.start()] if place else first
    affiliation = first[place.end() :] if place else ""
    role, affiliation = (part.replace("\0", ".").strip(" ,.") for part in (role, affiliation))
    if not role or len(role) > LONGEST or len(affiliation) > LONGEST:
        return None
    return Role(role, affiliation)
