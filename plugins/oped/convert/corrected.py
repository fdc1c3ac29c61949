"""Corrected pages: a piece whose page was changed keeps its post, where most of its paragraphs are still the same.

Hashes propose, texts decide: each paragraph that the new reading lacks must come back in it as a revision of itself, so
that no post ever gives its text up for another piece. Whoever is not sure of that gets a post of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from oped.convert.book import Book
from oped.convert.brief import LEAST, grams, paired_briefs, share
from oped.convert.gather import Gathered
from oped.convert.grow import Group, Known
from oped.convert.ledger import Base, Entry, short_hash
from oped.convert.merge import LARGEST, divide
from oped.convert.moved import moved
from oped.convert.opening import plain
from oped.convert.shelf import Shelf
from oped.convert.write import PAGE, Wording
from oped.errors import PostError
from oped.model import Kind

TELLING = ("Title", "Date", "Authors")
"""Lines that tell pieces apart: where one says something else more of the text must be the same; two are too many."""


@dataclass(slots=True)
class Corrections:
    """The posts whose page has another text now; `claimed` are those that a piece was met of all the same.

    `places` are the meetings of each such page, or those of a JSON Lines file that no post is known of; `pairs` are
    those of them that surely are a post.
    """

    gathered: Gathered
    shelf: Shelf
    entries: Book
    former: Mapping[str, Sequence[Entry]]
    places: Mapping[str, Sequence[int]]
    claimed: set[str]
    pairs: dict[int, Entry] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        groups: Iterable[Group],
        gathered: Gathered,
        shelf: Shelf,
        entries: Book,
        gone: Mapping[str, Sequence[Entry]],
    ) -> Corrections:
        """Return which of the posts that are `gone`, by page, some piece may have been before its page was changed."""
        former: dict[str, Sequence[Entry]] = {}
        claimed: set[str] = set()
        for one in groups if gone else ():
            if not one.known or one.known.gone:
                pages = {gathered.met[index].source.page for index in one.members}
                former |= {page: gone[page] for page in pages & gone.keys()}
                claimed |= {one.known.id} if one.known else set()
        places: dict[str, Sequence[int]] = {}
        for index, met in enumerate(gathered.met if former else ()):
            if (page := met.source.page) in former:
                places[page] = range(places[page][0] if page in places else index, index + 1)
        for file, (found, lost) in moved(groups, gathered, gone).items():
            former[file], places[file] = lost, found
        return cls(gathered, shelf, entries, former, places, claimed)

    def wanted(self) -> Iterable[int]:
        """Yield the meetings whose wordings are needed."""
        return (index for places in self.places.values() for index in places)

    def resumed(self, one: Group) -> Group:
        """Return a group without a post with the post that it had, where one is surely its own."""
        for index in one.members:
            entry = self.pairs.get(index)
            if entry and entry.id not in self.claimed:
                self.claimed.add(entry.id)
                return Group(Known(entry.id, entry.opening, entry.excerpt), one.members)
        return one

    def pair(self) -> None:
        """Find the post of each meeting that is surely the former text of it, before any post is changed."""
        former = (one for posts in self.former.values() for one in posts)
        common = _common(self.entries, {one for entry in former for one in entry.base.paragraphs})
        for page, places in self.places.items():
            if all(self.gathered.places[index] >= 0 for index in places):
                taken = {entry.id for entry in self.pairs.values()}
                posts = [entry for entry in self.former[page] if entry.id not in taken]
                wordings = {index: self.gathered.wording(index) for index in places if index not in self.pairs}
                found = paired(wordings, posts, common, self._untouched)
                left = [entry for entry in posts if entry not in found.values() and entry.id not in self.claimed]
                rest = {index: one for index, one in wordings.items() if index not in found}
                self.pairs |= {**paired_briefs(rest, left, self._untouched, _clashing), **found}

    def _untouched(self, entry: Entry) -> dict[str, str]:
        """Return the paragraphs of a post by their hashes; those that a person wrote are nobody's concern."""
        try:
            return {short_hash(one.text): one.text for one in divide(self.shelf.read(entry.path)[1].body)}
        except PostError:
            return {}


def _clashing(entry: Entry, wording: Wording) -> bool:
    return _clashes(entry.base, wording.fields) > 1


def paired(
    wordings: Mapping[int, Wording],
    posts: Iterable[Entry],
    common: frozenset[str],
    untouched: Callable[[Entry], Mapping[str, str]],
) -> dict[int, Entry]:
    """Return which of a page's pieces, by index, surely is which of the `posts` that its former text gave.

    Paragraphs that several pieces of the page have, or several posts (`common`, hashes), tell nothing; the others must
    be more than half of both texts, so that no piece can be two posts, and no post two pieces.
    """
    hashes = {index: tuple(map(short_hash, one.paragraphs)) for index, one in wordings.items()}
    seen = Counter(h for each in set(hashes.values()) for h in set(each))
    holders: dict[str, list[int]] = {}
    for index, each in hashes.items():
        for one in set(each):
            if seen[one] == 1 and one not in common:
                holders.setdefault(one, []).append(index)
    found = {}
    for entry in posts:
        base = entry.base
        for index in sorted({index for one in base.paragraphs for index in holders.get(one, ())}):
            sizes = {h: len(plain([text])) for h, text in zip(hashes[index], wordings[index].paragraphs, strict=True)}
            shared = sum(sizes[one] for one in set(base.paragraphs) if one in sizes and one in holders)
            larger = max(entry.opening.length, len(plain(wordings[index].paragraphs)))
            alike_enough = shared >= LEAST and _same(shared, larger, base, wordings[index].fields)
            if alike_enough and revised(base.paragraphs, hashes[index], untouched(entry), wordings[index].paragraphs):
                found[index] = entry
    return found


def revised(base: Sequence[str], new: Sequence[str], old_texts: Mapping[str, str], texts: Sequence[str]) -> bool:
    """Return whether the paragraphs with hashes `new` revise those with hashes `base`, and replace none by another.

    `old_texts` has the old paragraphs by hash, but for those that a person changed: they stay anyway. A paragraph may
    be added, or a little left out, but not both.
    """
    if len(base) * len(new) > LARGEST:
        return False
    added, cut = False, 0
    for what, b, b_end, n, n_end in SequenceMatcher(None, base, new, autojunk=False).get_opcodes():
        before = [old_texts[one] for one in base[b:b_end] if one in old_texts]
        if what == "insert":
            added = True
        elif what == "delete":
            cut += len(plain(before))
        elif what == "replace" and len(before) == b_end - b and not alike(before, texts[n:n_end]):
            return False
    return not cut or (not added and 10 * cut <= len(plain(texts)))


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two stretches of text have two thirds of their words in common, wherever they stand.

    >>> alike(["The goverment has failed its teachers."], ["The government has failed its teachers."])
    True
    """
    return 3 * share(grams(plain(one)), grams(plain(other))) >= 2


def _same(shared: int, larger: int, base: Base, fields: Mapping[str, str]) -> bool:
    if fields.get("Kind") == Kind.EXCERPT and base.fields.get("Kind") != short_hash(Kind.EXCERPT):
        return False  # a whole text does not become its own beginning
    clashes = _clashes(base, fields)
    return clashes <= 1 and (4 * shared >= 3 * larger if clashes else 2 * shared > larger)


def _clashes(base: Base, fields: Mapping[str, str]) -> int:
    return sum(1 for key in TELLING if _clash(key, base.fields, fields))


def _clash(key: str, base: Mapping[str, str], fields: Mapping[str, str]) -> bool:
    """Return whether both state something else; a title that was supplied states nothing."""
    if key == "Title" and not (fields.get("Title_source") == PAGE and base.get("Title_source") == short_hash(PAGE)):
        return False
    return key in base and key in fields and base[key] != short_hash(fields[key])


def _common(entries: Iterable[Entry], interesting: set[str]) -> frozenset[str]:
    """Return which of these paragraphs more than one post has."""
    once: set[str] = set()
    often: set[str] = set()
    for entry in entries if interesting else ():
        if not entry.state:
            here = interesting.intersection(entry.base.paragraphs)
            often |= here & once
            once |= here
    return frozenset(often)
