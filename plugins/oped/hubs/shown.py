"""Fingerprints over all that a page shows, so that a page that would come out the same need not be made.

A fingerprint may cover more than a template shows today, never less: then a page is made that comes out as it was, and
is not written. What an article's page shows of a term are its own words; any other page may show counts and kin too.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from oped.hubs.letters import Letter
from oped.hubs.model import Hub, Listing, Year
from oped.hubs.related import Reasons, RelatedPiece
from oped.hubs.site import Frame, Site
from oped.site.article import Article

PRINT = 16
"""Bytes of a fingerprint."""


class Shown:
    """Hashes what pages show. Remembers articles and terms, which many pages share: use one for each build."""

    def __init__(self) -> None:
        self._articles: dict[int, bytes] = {}
        self._terms: dict[int, bytes] = {}
        self._counted: dict[int, bytes] = {}
        self._frames: dict[int, bytes] = {}
        self._lists: dict[int, tuple[list[Article], bytes]] = {}
        self._reasons: dict[int, tuple[Reasons, bytes]] = {}
        self._kinds: dict[type, Callable[[Any], bytes]] = {
            Article: self.article,
            RelatedPiece: self.related,
            Site: lambda site: self.frame(site.frame),
            Frame: self.frame,
            Listing: self.listing,
            Letter: self.letter,
            Year: lambda year: _hash([repr((year.year, year.label, year.url, year.count)).encode()]),
        }

    def fingerprint(self, *things: Any, counts: bool = True) -> bytes | None:  # noqa: ANN401 - whatever templates are given
        """Return the hash of everything that a page is made of; None where a piece has no digest of its own.

        Without `counts` of a term its own words alone count.
        """
        hub = self.page_of if counts else self.term
        try:
            return _hash([self._bytes(thing, hub) for thing in things])
        except Unknown:
            return None

    def article(self, article: Article) -> bytes:
        """Return the hash of a piece: its post's bytes, its terms' own words, its card, its sources' pages."""
        key = id(article)
        if key not in self._articles:
            if not article.digest:
                raise Unknown(article.slug)
            terms = [self.term(hub) for hubs in article.terms.values() for hub in hubs]
            own = repr((article.digest, article.card, article.sources, list(map(len, article.terms.values()))))
            self._articles[key] = _hash([own.encode(), *terms])
        return self._articles[key]

    def term(self, hub: Hub) -> bytes:
        """Return the hash of a term's own words: name, address, description, record. No counts."""
        key = id(hub)
        if key not in self._terms:
            own = (hub.taxonomy, hub.code, hub.name, hub.slug, hub.description, sorted(hub.record.items()))
            self._terms[key] = _hash([repr(own).encode("utf-8", "surrogatepass")])
        return self._terms[key]

    def counted(self, hub: Hub) -> bytes:
        """Return the hash of a term as lists show it: its words, and how many pieces it has, from when to when."""
        key = id(hub)
        if key not in self._counted:
            self._counted[key] = _hash([self.term(hub), repr((hub.count, hub.first, hub.last)).encode()])
        return self._counted[key]

    def page_of(self, hub: Hub) -> bytes:
        """Return the hash of a term as its own page shows it: with kin, company and years; its pieces are in lists.

        Narrower terms are shown with their counts, wider ones and company by their own words.
        """
        line = []
        above = hub.parent
        while above:
            line.append(above)
            above = above.parent
        company = [other for ones in hub.related.values() for other in ones]
        own = (hub.bars, len(line), len(hub.children), len(hub.broader), [(one.count, one.url) for one in company])
        wider = [*line, *hub.broader, *(one.hub for one in company)]
        return _hash(
            [
                self.counted(hub),
                repr(own).encode("utf-8", "surrogatepass"),
                *map(self.counted, hub.children),
                *map(self.term, wider),
            ]
        )

    def listing(self, listing: Listing) -> bytes:
        """Return the hash of a page of a list: its groups and pieces, and the older pages."""
        groups = [(group.anchor, len(group.articles)) for group in listing.groups]
        own = repr((groups, listing.older)).encode()
        return _hash([own, *(self.article(article) for article in listing.articles)])

    def letter(self, letter: Letter) -> bytes:
        """Return the hash of a letter of an index: its terms as lists show them, each with its newest pieces."""
        shown = [(self.counted(entry.hub), *map(self.article, entry.latest)) for entry in letter.entries]
        return _hash([repr(letter.link).encode(), *(_hash(list(one)) for one in shown)])

    def pieces(self, articles: list[Article]) -> bytes:
        """Return the hash of a list of pieces; a term's are in many files, so that it is remembered, list and all."""
        key = id(articles)
        if key not in self._lists:
            self._lists[key] = articles, _hash([self.article(article) for article in articles])
        return self._lists[key][1]

    def related(self, piece: RelatedPiece) -> bytes:
        """Return a hash of a piece to read next and one of its reasons, terms by their own words.

        Many pieces have the same reasons, which are one object then.
        """
        key = id(piece.reasons)
        if key not in self._reasons:
            reasons = [self.term(reason) if isinstance(reason, Hub) else reason.encode() for _, reason in piece.reasons]
            kinds = ",".join(kind for kind, _ in piece.reasons)
            self._reasons[key] = piece.reasons, _hash([kinds.encode(), *reasons])
        return self.article(piece.article) + self._reasons[key][1]

    def frame(self, frame: Frame) -> bytes:
        """Return the hash of what every page shows of the archive."""
        key = id(frame)
        if key not in self._frames:
            self._frames[key] = _hash([self._bytes(getattr(frame, name), self.term) for name in _names(Frame)])
        return self._frames[key]

    def _bytes(self, thing: Any, hub: Callable[[Hub], bytes]) -> bytes:  # noqa: ANN401, PLR0911 - a case for each kind
        kind = type(thing)
        if isinstance(thing, str):
            return b"s" + thing.encode("utf-8", "surrogatepass")
        if kind is Hub:
            return hub(thing)
        if own := self._kinds.get(kind):
            return own(thing)
        if isinstance(thing, bytes):
            return b"b" + thing
        if kind is list and thing and type(thing[0]) is Article:
            return self.pieces(thing)
        if isinstance(thing, list | tuple):
            return _hash([self._bytes(one, hub) for one in thing])
        if isinstance(thing, Mapping):
            return _hash([self._bytes(one, hub) for item in thing.items() for one in item])
        if is_dataclass(kind):
            return _hash([self._bytes(getattr(thing, name), hub) for name in _names(kind)])
        return repr(thing).encode("utf-8", "surrogatepass")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


class Unknown(Exception):
    """A piece was not read from a post."""


def _hash(parts: list[bytes]) -> bytes:
    """Return the hash of a sequence of parts, told apart by their lengths."""
    lengths = struct.pack(f">{len(parts) + 1}Q", len(parts), *map(len, parts))
    return blake2b(b"".join([lengths, *parts]), digest_size=PRINT).digest()
