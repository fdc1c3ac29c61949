"""What is needed of every document at once: dates and kinds, lengths, the terms it can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence

from oped.search.documents import Document, Facet
from oped.search.parcels import Parcels, as_json
from oped.search.rice import rice
from oped.search.varint import varint, varints

GENRES = ("column", "editorial", "letter")
"""In the order of their number in the `core` column; an unknown genre counts as the first."""


def core_column(documents: Sequence[Document]) -> bytes:
    """Return dates and kinds.

    The number of dated documents, their days as gaps (day 1 is 1 January of year 1), then a byte a document: 1 for an
    excerpt, plus twice the number of its genre.
    """
    days = [document.day.toordinal() for document in documents if document.day]
    gaps = [day - before for before, day in zip([0, *days], days, strict=False)]
    kinds = bytes(
        (document.kind == "excerpt") + 2 * (GENRES.index(document.genre) if document.genre in GENRES else 0)
        for document in documents
    )
    return varint(len(days)) + varints(gaps) + kinds


def length_column(lengths: Sequence[int]) -> bytes:
    """Return one field's lengths: the middle one, then how far each is from it, doubled, less one when below."""
    middle = sorted(lengths)[len(lengths) // 2]
    apart = [2 * (n - middle) if n >= middle else 2 * (middle - n) - 1 for n in lengths]
    return varint(middle) + rice(apart)


def facet_column(documents: Sequence[Document], facet: str) -> bytes:
    """Return one facet's terms.

    The codes that occur, as JSON with its size before it; then for each document how many it has and their numbers in
    that list. The list is the segment's own, so that a new author anywhere in the alphabet leaves the frozen segment
    alone.
    """
    codes = sorted({code for document in documents for code in document.codes.get(facet, ())})
    number = {code: index for index, code in enumerate(codes)}
    listed = as_json(codes)
    out = bytearray(varint(len(listed)) + listed)
    for document in documents:
        own = document.codes.get(facet, ())
        out += varint(len(own)) + varints(number[code] for code in own)
    return bytes(out)


def write_facets(facets: Sequence[Facet], parcels: Parcels) -> list[dict[str, str]]:
    """Write one file a facet with its terms as `[code, name, slug, number of the parent or -1]`; return names."""
    written = []
    for facet in facets:
        number = {choice.code: index for index, choice in enumerate(facet.choices)}
        terms = [[c.code, c.name, c.slug, number.get(c.parent, -1)] for c in facet.choices]
        name = parcels.add("facets", as_json(terms))
        written.append({"name": facet.name, "label": facet.label, "path": facet.path, "terms": name})
    return written
