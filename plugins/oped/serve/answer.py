"""What a keeper answers when it is told of a saved post."""

from __future__ import annotations

from typing import NamedTuple


class Answer(NamedTuple):
    """Whether the post's page stands as saved; or the `trouble` that keeps it from being published, in words.

    Neither means: only a build can tell.
    """

    shown: bool = False
    trouble: str = ""


LATER = Answer()
