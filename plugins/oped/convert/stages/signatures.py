"""Signatures: what may stand below a letter, a name or several, with honours, notes in brackets and places."""

from __future__ import annotations

import re
from itertools import chain

from oped.convert.lines import Line
from oped.convert.names import Name, is_name, read_names, set_case, strip_honours
from oped.convert.places import is_place
from oped.model import Found, Span

LONG = 12
"""Words: a line of more signs nothing."""
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_REVEREND = re.compile(r"(?:the\s+)?rev\.?\s+", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s")


def co_signs(line: Line, end: str = "") -> bool:
    """Return whether a free line holds names and nothing else but a comma, or the mark `end`."""
    if line.words > LONG or not line.free:
        return False
    text = line.text.removesuffix(end).rstrip(",")
    return text[-1:] not in ".?!:" and bool(names_in(text))


def is_place_line(line: Line) -> bool:
    """Return whether a free line may be the place below a name."""
    return line.free and line.words <= 3 and not line.whole and is_place(line.text)


def names_in(text: str) -> tuple[Name, ...]:
    """Return the names of a signature, or none when it holds anything else.

    >>> [n.text for n in names_in("Ada Bell, Hove; the Rev. Carl Dean, York")]
    ['Ada Bell', 'Carl Dean']
    """
    bare = _IN_BRACKETS.sub("", text) if "(" in text else text
    if reverend := _REVEREND.match(bare):
        bare = bare[reverend.end() :]
    if ";" in bare:  # Ada Bell, Hove; Carl Dean, York
        each = [names_in(part.strip()) for part in bare.split(";") if part.strip()]
        return tuple(chain.from_iterable(each)) if all(each) else ()
    head, _, rest = bare.partition(",")
    if not all(is_name(strip_honours(name.strip())) for name in _AND.split(head)):
        return ()
    return read_names(bare if _AND.search(rest) else head)


def found_in(name: Name, line: Line) -> Found:
    """Return a name with its place in the line."""
    start = line.start + max(0, line.text.find(name.text))
    return Found(set_case(name.text), "the signature below the letter", Span(start, start + len(name.text)))


def without_town(name: Name) -> Name:
    """Return a name as far as its second word that is no initial.

    >>> without_town(Name("John E Harrison Chorley")).text
    'John E Harrison'
    """
    parts = name.text.split()
    full = [i for i, part in enumerate(parts) if len(part.strip(".")) > 1]
    return Name(" ".join(parts[: full[1] + 1])) if len(full) > 2 else name
