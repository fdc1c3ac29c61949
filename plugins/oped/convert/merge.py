"""Three ways to one post: what the machine wrote last, what stands in the file, what the machine would write now.

A line or paragraph that a person changed stays; one that nobody touched may improve; where both changed, the person's
stays and the conflict is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from oped.convert.ledger import Base, base_of, short_hash
from oped.post import FIELDS, Sheet

FOLLOWS = {"Title_source": "Title", "Date_source": "Date"}
"""A line that speaks about another line stays when that one stays."""
OF_THE_BODY = ("Kind", "Evidence")
"""Lines that speak about the body stay for good when a conflict keeps the body."""
LARGEST = 4_000_000
"""Pairs of paragraphs that are compared at most; beyond that, an edited body stays as a whole."""

_BREAK = "\n\n"
_DIVISION = re.compile(r"(\n(?:[ \t]*\n)+)")


class Wanted(NamedTuple):
    """What the machine would write: `paragraphs` None for no opinion. `partial`: a missing key is no opinion either."""

    fields: Mapping[str, str]
    paragraphs: tuple[str, ...] | None
    partial: bool = False


class Conflict(NamedTuple):
    """A place that both changed: its line in the file, its key or `paragraph`, and what the machine would write."""

    line: int
    what: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: what the file should say, the base for the next time, and what was not settled."""

    fields: Mapping[str, str]
    body: str
    base: Base
    conflicts: tuple[Conflict, ...]
    edited: bool


class _Stretch(NamedTuple):
    """A paragraph of the file, the white space that follows it, and its line within the body, from 0."""

    text: str
    gap: str
    line: int


def merge(base: Base, sheet: Sheet, wanted: Wanted) -> Merged:
    """Merge what the machine wants into a post; never drops a line or paragraph that is not as `base` has it."""
    stretches = divide(sheet.body)
    body = sheet.body
    clashes: list[tuple[int, str]] = []
    if wanted.paragraphs is not None:
        body, clashes = _merge_body(base.paragraphs, stretches, wanted.paragraphs)
    fields, conflicts, bound = _merge_fields(base, sheet, wanted, OF_THE_BODY if clashes else ())
    first = sheet.lines.get("", 1)
    conflicts += [Conflict(first + line, "paragraph", text) for line, text in clashes]
    edited = base_of(sheet.fields, [one.text for one in stretches]) != base
    return Merged(fields, body, _next_base(base, wanted, bound), tuple(conflicts), edited)


def divide(body: str) -> list[_Stretch]:
    """Return the paragraphs of a body. Their texts and gaps, joined, are the body again."""
    if not body:
        return []
    parts = [*_DIVISION.split(body), ""]
    stretches, line = [], 0
    for text, gap in zip(parts[::2], parts[1::2], strict=True):
        stretches.append(_Stretch(text, gap, line))
        line += text.count("\n") + gap.count("\n")
    return stretches


def _merge_fields(
    base: Base, sheet: Sheet, wanted: Wanted, kept: Sequence[str]
) -> tuple[dict[str, str], list[Conflict], set[str]]:
    """Return the merged front matter, its conflicts, and the keys that stay only as long as another one does."""
    fields, conflicts = dict(sheet.fields), []
    held: set[str] = set(kept)
    bound: set[str] = set()
    keys = [key for key in {**base.fields, **wanted.fields} if key in wanted.fields or not wanted.partial]
    for key in sorted(keys, key=lambda key: key in FOLLOWS):
        current, new, before = sheet.fields.get(key), wanted.fields.get(key), base.fields.get(key)
        if key in kept or current == new:
            continue
        if _hash(current) != before:
            held.add(key)
            if _hash(new) != before:
                conflicts.append(Conflict(sheet.lines.get(key, 1), key, new or "nothing"))
        elif FOLLOWS.get(key) in held:
            bound.add(key)
        elif new is None:
            del fields[key]
        else:
            fields[key] = new
    return _ordered(fields, sheet.fields), conflicts, bound


def _hash(value: str | None) -> str | None:
    return None if value is None else short_hash(value)


def _ordered(fields: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Return fields in the file's own order, each new one behind those that the format puts before it."""
    order = [key for key in own if key in fields]
    formal = [field.key for field in FIELDS]
    for key in sorted(fields.keys() - own.keys(), key=lambda key: (formal.index(key) if key in formal else 99, key)):
        before = formal[: formal.index(key)] if key in formal else order
        order.insert(1 + max((order.index(one) for one in before if one in order), default=-1), key)
    return {key: fields[key] for key in order}


def _next_base(base: Base, wanted: Wanted, bound: set[str]) -> Base:
    new = {key: short_hash(value) for key, value in wanted.fields.items()}
    stays = {key: value for key, value in base.fields.items() if key in bound or (wanted.partial and key not in new)}
    fields = {key: value for key, value in new.items() if key not in bound} | stays
    paragraphs = base.paragraphs if wanted.paragraphs is None else tuple(map(short_hash, wanted.paragraphs))
    return Base(fields, paragraphs)


def _merge_body(
    base: tuple[str, ...], stretches: Sequence[_Stretch], wanted: Sequence[str]
) -> tuple[str, list[tuple[int, str]]]:
    """Return the merged body, and for each conflict the line of the file's side and the machine's words."""
    ours, theirs = tuple(short_hash(one.text) for one in stretches), tuple(map(short_hash, wanted))
    new = [_Stretch(text, "", 0) for text in wanted]
    merged: list[_Stretch] = []
    clashes = []
    for b, o, t in _chunks(base, ours, theirs):
        mine, machine = stretches[o], new[t]
        if theirs[t] == base[b] or ours[o] == theirs[t]:
            merged += mine
        elif ours[o] == base[b]:
            merged += machine
        else:
            merged += mine
            at = stretches[min(o.start, len(stretches) - 1)].line if stretches else 0
            clashes.append((at, " ".join(text for text in wanted[t]) or "nothing"))
    texts = [one.text + (one.gap or _BREAK) for one in merged[:-1]] + [one.text for one in merged[-1:]]
    return "".join(texts), clashes


def _chunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[slice, slice, slice]]:
    """Divide three sequences at the elements that all three share: between those, somebody changed something."""
    if len(base) * max(len(ours), len(theirs)) > LARGEST:
        yield slice(0, len(base)), slice(0, len(ours)), slice(0, len(theirs))
        return
    in_ours, in_theirs = _pairs(base, ours), _pairs(base, theirs)
    b = o = t = 0
    for index in [*range(len(base)), None]:
        if index is None:
            yield slice(b, len(base)), slice(o, len(ours)), slice(t, len(theirs))
        elif index in in_ours and index in in_theirs:
            x, y = in_ours[index], in_theirs[index]
            yield slice(b, index), slice(o, x), slice(t, y)
            yield slice(index, index + 1), slice(x, x + 1), slice(y, y + 1)
            b, o, t = index + 1, x + 1, y + 1


def _pairs(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}
