"""First letters: of many expressions only those need be tried on a text that can begin as it does."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

_OPTIONAL = ("?", "*", "{0")
_DIGITS = frozenset("0123456789")
_ANYTHING = frozenset("[.^$)")
_GROUP = "(?:"


def head_of(text: str) -> str:
    """Return the letter to look expressions up by: empty, for all of them, where it is none of ASCII's."""
    return text[:1].lower() if text[:1].isascii() else ""


def may_begin(expression: str, head: str) -> bool:
    """Return whether an expression without regard to case can match a text of this `head`; yes where that is unclear.

    >>> [may_begin(r"(?:this|an?) version", head) for head in ("t", "a", "v", "")]
    [True, True, False, True]
    """
    known = _heads(expression)
    return not head or known is None or head in known


@cache
def _heads(expression: str) -> frozenset[str] | None:
    """Return what the texts that an expression matches begin with, None where that is anything, or hard to tell."""
    branches = _branches(expression)
    if len(branches) > 1:
        return _union(*map(_heads, branches))
    first, rest = _first_item(expression)
    if not first or first[0] in _ANYTHING:
        return None
    if first.startswith(_GROUP):
        found = _heads(first[len(_GROUP) : -1])
    elif first[0] == "(":
        return None
    elif first[0] == "\\":
        found = _DIGITS if first == r"\d" else None if first[1].isalnum() else frozenset(first[1])
    else:
        found = frozenset(first.lower())
    if rest.startswith(_OPTIONAL):
        return _union(found, _heads(rest[1:])) if rest[0] == "?" else None
    return found


def _union(*several: frozenset[str] | None) -> frozenset[str] | None:
    known = [one for one in several if one is not None]
    return frozenset().union(*known) if len(known) == len(several) else None


def _first_item(expression: str) -> tuple[str, str]:
    """Return the group, escape or character that an expression begins with, and what follows."""
    end = 1
    if expression[:1] == "\\":
        end = 2
    elif expression[:1] == "(":
        end = next(at for at, depth in _depths(expression) if depth == 0) + 1
    return expression[:end], expression[end:]


def _branches(expression: str) -> list[str]:
    """Return the alternatives of an expression, those within its groups left alone."""
    cuts = [at for at, depth in _depths(expression) if depth == 0 and expression[at] == "|"]
    edges = [-1, *cuts, len(expression)]
    return [expression[left + 1 : right] for left, right in pairwise(edges)]


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def _depths(expression: str) -> list[tuple[int, int]]:
    """Return the places of an expression's characters, each with the number of groups that are open behind it."""
    found, depth = [], 0
    for token in _TOKEN.finditer(expression):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        found.append((token.start(), depth))
    return found
