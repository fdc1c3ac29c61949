"""What went wrong, where, with which value, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class OpedError(Exception):
    """Base of every error this project raises on bad input.

    The message reads `FILE:LINE: what (value): remedy` on one line, each part left out when it is not known.
    """

    def __init__(
        self,
        what: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        value: object = None,
        remedy: str | None = None,
    ) -> None:
        """Keep the parts for programs and compose the one-line message for people."""
        self.what, self.file, self.line, self.value, self.remedy = what, file, line, value, remedy
        place = [printable(str(part)) for part in (file, line) if part is not None]
        where = ":".join([*place, ""])
        shown = f" ({printable(repr(value))})" if value is not None else ""
        super().__init__(f"{where + ' ' if where else ''}{what}{shown}{f': {remedy}' if remedy else ''}")


class InputError(OpedError):
    """Raised when a raw page, a sidecar or a JSON line cannot be read."""


class PostError(OpedError):
    """Raised when a post's front matter or a ledger entry cannot be understood."""


class VocabularyError(OpedError):
    """Raised when a vocabulary row is not valid or a term is unknown."""


class BuildError(OpedError):
    """Raised when a built site would lose or mislabel something."""


SHOWN = 50
"""Errors listed at most: a person mends them one by one anyway."""


def listed(errors: Sequence[str]) -> BuildError:
    """Return one error that says all of `errors`, a line each."""
    more = [f"… and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else []
    return BuildError("\n".join([*errors[:SHOWN], *more]))


def printable(text: str) -> str:
    r"""Return `text` with control characters escaped, so that a hostile name cannot rewrite a terminal line.

    >>> printable("a\nb")
    'a\\nb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)
