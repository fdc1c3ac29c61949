"""How many pieces a term has, for the pages of its pieces: a style sheet says it, so that no page has to.

"Nigeria (41)" in a page would make every new piece about Nigeria rewrite the forty-one others. Generated content (CSS
Generated Content Module 3, section 1) puts the number behind each link to the term, and one small file changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from oped.hubs.product import Product
from oped.site.language import locale_of

if TYPE_CHECKING:
    from oped.hubs.site import Site

ADDRESS = "theme/counts.css"


def product(site: Site, language: str) -> Product:
    """Return the sheet: a rule for every term that an article lists, numbers written as the language does."""
    counts = [
        (hub.url, format_decimal(hub.count, locale=locale_of(language)))
        for name, hubs in site.hubs.items()
        if name != "author"
        for hub in hubs
    ]
    return Product(ADDRESS, tuple(counts), partial(_sheet, counts), framed=False)


def _sheet(counts: Iterable[tuple[str, str]]) -> bytes:
    return "".join(_rules(counts)).encode()


def _rules(counts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for url, count in counts:
        yield f'.terms [href$="/{url}"]::after {{ content: "({count})"; }}\n'
