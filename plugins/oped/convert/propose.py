"""What the machine would write for one piece, out of all that its pages say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from oped.convert.grow import Group
from oped.convert.merge import Wanted
from oped.convert.spool import Many
from oped.convert.write import PAGE, Met, Wording
from oped.model import Genre
from oped.post import FIELDS, read_source, write_source

INHERITED = (("Date", "Date_source"), ("Authors",), ("Standfirst",), ("Bio",), ("Translator",))
"""Lines that a piece takes from another of its pages where the chosen one is silent; those of a row go together."""


def propose(wordings: Sequence[Wording], keeps: bool) -> Wanted:
    """Return what the wordings of one piece, the best first, say together.

    A headline or label as printed outranks words supplied by us. `keeps`: the post's own text is the best, so that the
    wordings can only add what is missing there.
    """
    best, *others = wordings
    fields = dict(best.fields)
    for other in others:
        for keys in INHERITED:
            if keys[0] not in fields:
                fields |= {key: other.fields[key] for key in keys if key in other.fields}
        if fields.get("Title_source") != PAGE and other.fields.get("Title_source") == PAGE:
            fields |= {key: other.fields[key] for key in ("Title", "Title_source")}
        if fields.get("Genre") == Genre.COLUMN and "Genre" in other.fields:
            fields["Genre"] = other.fields["Genre"]
    if keeps:
        added = {key for keys in INHERITED for key in keys}
        return Wanted({key: value for key, value in fields.items() if key in added}, None, partial=True)
    return Wanted(fields, best.paragraphs)


def in_order(fields: dict[str, str]) -> dict[str, str]:
    """Return fields in the order of the format."""
    return {field.key: fields[field.key] for field in FIELDS if fields.get(field.key)}


def wording_hash(group: Group, met: Mapping[int, Met]) -> bytes:
    """Return a hash of all that the pages say of a piece; the same teaser on another page adds nothing."""
    distinct = dict.fromkeys(met[index].digest for index in group.members)
    return blake2b(b"".join(distinct) + (b"keeps" if group.keeps else b""), digest_size=6).digest()


def distinct_members(group: Group, met: Many[Met]) -> list[int]:
    """Return the members whose wordings differ, the best first."""
    if len(group.members) == 1:
        return list(group.members)
    first: dict[bytes, int] = {}
    for index in group.members:
        first.setdefault(met[index].digest, index)
    return list(first.values())


def sources(group: Group, met: Mapping[int, Met], former: Iterable[str]) -> tuple[str, ...]:
    """Return where the piece stands: the text's page first, then the others in order.

    Former sources stay where their page brings the piece no more: it was there when it was read.
    """
    members = [met[index].source for index in group.members]
    first, rest = (members[:1], sorted(members[1:])) if not group.keeps else ([], sorted(members))
    pages = {source.page for source in members}
    kept = [source for source in former if read_source(source).page not in pages]
    written = list(dict.fromkeys(write_source(source) for source in [*first, *rest]))
    return tuple([*kept, *written] if group.keeps else [*written, *kept])
