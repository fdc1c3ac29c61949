"""What templates read, by their text alone: whether a page can be known before it is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from oped.hubs.site import Frame

FRAME = frozenset(Frame.__dataclass_fields__)
OWN = frozenset({"listing", "group", "source"})
"""Words whose pieces are those of the page itself."""
PIECES = frozenset({"articles", "below"})
TERMS = frozenset({"hub", "other"})
"""Words that are a term."""
OWN_WORDS = frozenset({"taxonomy", "code", "name", "slug", "url", "description", "record"})
"""What a term says of itself, whatever pieces it has."""
WHOLE = frozenset({"articles", "drafts", "pages", "beside", "publication", "generated_content", "static_content"})
"""Words of the context that hold the whole archive."""


class Sources(NamedTuple):
    """A template with all it is made of: a hash of their text, and what they read.

    `bounded` tells that they read no more than they are given: one that reads of the whole archive, or takes in another
    by a name that is not written out, is rendered each time. `counts` tells that they read more of the page's own terms
    than name, address and record. `names` are the words that they ask
    the context for, globals apart.
    """

    digest: bytes
    bounded: bool
    counts: bool
    names: frozenset[str]


class Reader:
    """Tells what templates read; each file is parsed once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._part = cache(self._read)
        self.of = cache(self._of)

    def _of(self, name: str) -> Sources:
        digest = blake2b(digest_size=16)
        bounded, counts = True, False
        names: set[str] = set()
        seen: set[str] = set()
        waiting = [(name, False)]
        while waiting:
            one, imported = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            part = self._part(one)
            digest.update(part.text)
            bounded = bounded and part.bounded
            counts = counts or (part.macros_count if imported else part.counts)
            names |= part.names
            waiting += [(other, imported or by_import) for other, by_import in part.taken_in]
        return Sources(digest.digest(), bounded, counts, frozenset(names))

    def _read(self, name: str) -> _Part:
        environment = self._environment
        source, file, _ = environment.loader.get_source(environment, name) if environment.loader else ("", None, None)
        tree = environment.parse(source, name, file)
        taken_in = []
        bounded = not _reads_more(tree)
        for kind, named in _taken_in(tree):
            if isinstance(named, nodes.Const) and isinstance(named.value, str):
                taken_in.append((named.value, kind in (nodes.Import, nodes.FromImport)))
            else:
                bounded = False
        names = find_undeclared_variables(tree)
        macros_count = not TERMS.isdisjoint(names)
        return _Part(f"{name}\0{source}\0".encode(), tuple(taken_in), bounded, _reads_counts(tree), macros_count, names)


class _Part(NamedTuple):
    """One file: its text, the files it takes in and whether by import, what it reads by itself."""

    text: bytes
    taken_in: tuple[tuple[str, bool], ...]
    bounded: bool
    counts: bool
    macros_count: bool
    names: set[str]


def _taken_in(tree: nodes.Template) -> Iterator[tuple[type[nodes.Node], nodes.Expr]]:
    """Yield how a template takes in others (extends, includes, imports) and what names them."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        yield from ((kind, link.template) for link in tree.find_all(kind))  # type: ignore[attr-defined] # each has it


def _reads_more(tree: nodes.Template) -> bool:
    read = [(_named(one.node), one.attr) for one in tree.find_all(nodes.Getattr)]
    read += [(_named(one.node), _constant(one.arg)) for one in tree.find_all(nodes.Getitem)]
    names = [one.name for one in tree.find_all(nodes.Name)]
    return (
        names.count("site") > sum(word == "site" for word, _ in read)
        or any(word == "site" and attribute not in FRAME for word, attribute in read)
        or any(word not in OWN and attribute in PIECES for word, attribute in read)
        or not WHOLE.isdisjoint(names)
    )


def _reads_counts(tree: nodes.Template) -> bool:
    """Tell whether more is read of the page's terms than their own words."""
    own = [one for one in tree.find_all(nodes.Getattr) if _named(one.node) in TERMS]
    named = sum(one.name in TERMS for one in tree.find_all(nodes.Name))
    return named > len(own) or any(one.attr not in OWN_WORDS for one in own)


def _constant(node: nodes.Expr) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _named(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""
