"""The pieces before and after one in its author's list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.site.article import Article


class Neighbours(NamedTuple):
    """What the same author wrote next (`newer`) and before (`older`); None at the ends."""

    hub: Hub
    newer: Article | None
    older: Article | None


def neighbours(authors: Iterable[Hub]) -> dict[str, list[Neighbours]]:
    """Return the neighbours of every piece by its id, one for each author who has written more than this."""
    found: dict[str, list[Neighbours]] = defaultdict(list)
    for hub in authors:
        pieces = hub.articles
        if len(pieces) < 2:
            continue
        for newer, piece, older in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
            found[piece.id].append(Neighbours(hub, newer, older))
    return found
