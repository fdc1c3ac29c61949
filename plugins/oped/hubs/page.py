"""One page of the archive as a value: its address, its template, and the words that the template is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `url` relative to the site's root (`404.html`, or ending in a slash), and what it is made of.

    `made` are words that take longer to make than to know what is in them: heads, citations. They wait until the page
    is rendered, and `shown` then names all that they are made of besides the other words. `indexed` tells whether
    search engines are led to it.
    """

    url: str
    template: str
    words: Mapping[str, Any]
    made: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    shown: tuple[Any, ...] = ()
    indexed: bool = True

    @property
    def path(self) -> str:
        """The file it is written to."""
        return self.url if self.url.endswith(".html") else f"{self.url}index.html"

    def all_words(self) -> dict[str, Any]:
        """Return every word, those that take time included."""
        return {**self.words, **{word: make() for word, make in self.made.items()}}
