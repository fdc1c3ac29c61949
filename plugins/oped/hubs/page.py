"""One page of the archive as a value: its address, its template, and the words that the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `url` relative to the site's root (`404.html`, or ending in a slash), and what it is made of.

    `shown` tells what the words are made of where making them takes time; else they tell it themselves.
    """

    url: str
    template: str
    words: Mapping[str, Any]
    shown: tuple[Any, ...] = ()

    @property
    def path(self) -> str:
        """The file it is written to."""
        return self.url if self.url.endswith(".html") else f"{self.url}index.html"


class Late(Mapping[str, Any]):
    """Words that are made when somebody reads one: heads and citations take longer than knowing what is in them."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _words(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, word: str) -> Any:  # noqa: ANN401 - whatever templates are given
        """Return a word."""
        return self._words[word]

    def __iter__(self) -> Iterator[str]:
        """Yield the words' names."""
        return iter(self._words)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._words)
