"""What a build of the index remembers for the next: what a segment came to, and the lists of spellings."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from oped.search.parcels import Parcels
from oped.search.segments import Segment
from oped.standing import Standing

KIND = "search"


class Said(NamedTuple):
    """How often each chunk was printed in a segment, and how many documents its fields count for each term."""

    printed: Counter[str]
    documents: Counter[str]


@dataclass(frozen=True, slots=True)
class Part:
    """What one segment adds to the index: its entry in the manifest, the terms of all its fields, what it says.

    `said` is looked at for the lists of spellings only, and else stays as it was kept.
    """

    described: dict[str, Any]
    totals: dict[str, int]
    said: Callable[[], Said]


def key(segment: Segment, *others: Any) -> str:  # noqa: ANN401 - plain values
    """Return what a segment's part is remembered by: all that it is made of."""
    digest = hashlib.sha256(repr((segment.base, *others)).encode("utf-8", "surrogatepass"))
    for piece in segment.pieces:
        digest.update(piece.digest)
    return digest.hexdigest()


def recall(key: str, parcels: Parcels, standing: Standing) -> Part | None:
    """Return a part of which every file still stands; None else."""
    said = standing.recall(KIND, f"{key} said")
    told = _recall(key, parcels, standing)
    if told is None or said is None:
        return None
    return Part(told["described"], told["totals"], lambda: Said(*map(Counter, json.loads(said))))


def remember(key: str, part: Part, files: Mapping[str, bytes], standing: Standing) -> None:
    """Keep a part, with the hashes of its files by their paths."""
    _remember(key, {"described": part.described, "totals": part.totals}, files, standing)
    standing.remember(KIND, f"{key} said", json.dumps(part.said()).encode())


def recall_spelling(keys: Iterable[str], parcels: Parcels, standing: Standing) -> dict[str, str] | None:
    """Return the lists' names by first letter, as the segments with these keys gave them."""
    told = _recall(_spelling(keys), parcels, standing)
    return None if told is None else told["lists"]


def remember_spelling(
    keys: Iterable[str], lists: Mapping[str, str], files: Mapping[str, bytes], standing: Standing
) -> None:
    """Keep the lists' names, with the hashes of their files by their paths."""
    _remember(_spelling(keys), {"lists": lists}, files, standing)


def _spelling(keys: Iterable[str]) -> str:
    return " ".join(("spelling", *keys))


def _recall(key: str, parcels: Parcels, standing: Standing) -> dict[str, Any] | None:
    value = standing.recall(KIND, key)
    told: dict[str, Any] = json.loads(value) if value else {}
    standing_all = all(parcels.stands(path, bytes.fromhex(digest)) for path, digest in told.get("files", {}).items())
    return told if told and standing_all else None


def _remember(key: str, told: Mapping[str, Any], files: Mapping[str, bytes], standing: Standing) -> None:
    digests = {path: digest.hex() for path, digest in files.items()}
    standing.remember(KIND, key, json.dumps({**told, "files": digests}).encode())
