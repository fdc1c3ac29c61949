"""From meetings to changes: which posts have to be made, brought up to date or withdrawn, and which stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from oped.convert.corrected import Corrections
from oped.convert.gather import Gathered
from oped.convert.grow import Group, group, verified
from oped.convert.heirs import by_first_page, by_page, heir, resembling
from oped.convert.identity import BEGINNING, continued, is_gone, known_posts, new_id
from oped.convert.ledger import DELETED, RETIRED, Entry
from oped.convert.opening import beginning, plain
from oped.convert.outcome import Outcome
from oped.convert.propose import distinct_members, propose, sources, wording_hash
from oped.convert.settle import Settlement, Taken, created, updated, withdrawn
from oped.convert.shelf import Shelf
from oped.errors import PostError


@dataclass(slots=True)
class Plan:
    """What a run has learnt so far, and the changes that follow from it, to be made on `day`.

    `renew` are posts to write afresh, by path.
    """

    gathered: Gathered
    entries: dict[str, Entry]
    shelf: Shelf
    outcome: Outcome
    day: date
    renew: frozenset[str] = frozenset()
    ids: set[str] = field(default_factory=set)
    corrections: Corrections = field(init=False)

    def groups(self) -> list[Group]:
        """Return the pieces, each with its post where it has one."""
        met, texts = self.gathered.met, self.gathered.texts
        strangers = [one for one in self.shelf.strangers.values() if one.id not in self.entries]
        groups = group(met, [*known_posts(self.entries.values(), texts), *strangers])
        groups = continued(groups, met, self.left(groups))
        self.corrections = Corrections.of(groups, self.gathered, self.shelf, self.entries)
        return groups

    def left(self, groups: Iterable[Group]) -> list[Entry]:
        """Return the posts that nothing was met of though their page is as it was: it is read differently now."""
        claimed = {one.known.id for one in groups if one.known}
        entries = (entry for entry in self.entries.values() if entry.id not in claimed and not entry.state)
        return [entry for entry in entries if not is_gone(entry, self.gathered.texts)]

    def open(self, groups: Iterable[Group]) -> list[Group]:
        """Return the groups that need a look, and count the others."""
        looks = []
        for one in groups:
            entry = self.entries.get(one.known.id) if one.known else None
            if entry and entry.state == DELETED:
                self.outcome.deleted += 1
                self.outcome.merged += len(one.members) - 1
            elif entry and self._settled(one, entry):
                self.outcome.unchanged += 1
                self.outcome.merged += len(one.members) - 1
            else:
                looks.append(one)
        return looks

    def wanted(self, groups: Iterable[Group]) -> Iterator[int]:
        """Yield the meetings whose wordings the groups need."""
        for one in groups:
            yield from distinct_members(one, self.gathered.met)
        yield from self.corrections.wanted()

    def changes(self, groups: list[Group]) -> Iterator[Settlement]:
        """Yield what has to be done for groups that need a look, and use them up. Bad posts are among the errors."""
        self.ids = set(self.entries)
        texts = self.gathered.texts
        taken = Taken({entry.slug for entry in self.entries.values()} | self.shelf.slugs, {})
        overwritten = by_first_page(one for one in self.entries.values() if not one.state and is_gone(one, texts))
        self.corrections.pair()
        groups.reverse()
        while groups:
            proposed = groups.pop()
            if any(self.gathered.places[index] < 0 for index in distinct_members(proposed, self.gathered.met)):
                self._fail(proposed, PostError("a page was changed while this run went on", remedy="run again"))
                continue
            for one in self._resumed(proposed, self._verified(proposed)):
                try:
                    settlement = self._settle(one, taken)
                except PostError as error:
                    self._fail(one, error)
                    continue
                self.outcome.merged += len(one.members) - 1
                taken.slugs.add(settlement.entry.slug)
                if settlement.before is None and not one.known and (old := resembling(settlement.entry, overwritten)):
                    self._tell_twice(settlement.entry, old)
                yield settlement
            self.gathered.settle(proposed.members)  # ledger lines take their place in memory

    def withdrawals(self, left: Iterable[Entry]) -> Iterator[Settlement]:
        """Yield the removal of posts that their unchanged page brings no more, unless a person edited them.

        To be called when all changes are made, so that each is sent to the post that has its text now.
        """
        left = list(left)
        standing = by_page(self.entries.values()) if left else {}
        for entry in left:
            try:
                settlement = withdrawn(entry, self.shelf, heir(entry, standing))
            except PostError as error:
                self.outcome.errors.append(error)
                continue
            if settlement:
                yield settlement
            else:
                place = self.shelf.root / entry.path
                what = "its page is read differently now; kept, since you changed it: delete it if it is not wanted"
                self.outcome.notices.append(f"{place}:1: {what}")

    def _settled(self, one: Group, entry: Entry) -> bool:
        return entry.path not in self.renew and not entry.state and self._entry(one, entry.id) == entry

    def _entry(self, one: Group, known: str) -> Entry:
        """Return the ledger's line for a group, with the base of the last time."""
        met, old = self.gathered.met, self.entries.get(known)
        best = met[one.members[0]]
        entry = Entry(
            id=known,
            path=old.path if old else self.shelf.ids.get(known, ""),
            own_slug=old.own_slug if old else "",
            sources=sources(one, met, old.sources if old else ()),
            opening=best.opening,
            excerpt=best.excerpt,
            text=self.gathered.texts[best.source.page],
            wording=wording_hash(one, met),
            written=old.written if old else b"",
            apart=one.apart,
            state=old.state if old else "",
        )
        if one.keeps and old:
            return replace(entry, opening=old.opening, excerpt=old.excerpt, text=old.text)
        return entry

    def _verified(self, one: Group) -> list[Group]:
        @cache
        def text(index: int) -> bytes:
            return plain(self.gathered.wording(index).paragraphs)

        def own() -> bytes:
            entry = self.entries.get(one.known.id) if one.known else None
            path = entry.path if entry else self.shelf.ids[one.known.id] if one.known else ""
            return plain([self.shelf.read(path)[1].body])

        try:
            found = verified(one, self.gathered.met, text, own)
        except PostError as error:
            self._fail(one, error)
            return []
        for other in found[1:]:
            source = self.gathered.met[other.members[0]].source
            what = "opens like another piece and then differs: made a post of its own"
            self.outcome.notices.append(f"{source.page}:{source.first}: {what}")
        return found

    def _resumed(self, proposed: Group, found: Iterable[Group]) -> list[Group]:
        """Return what was found in a group, with the posts that its pieces had before their page was changed."""
        held = {one.known.id for one in found if one.known}
        if proposed.known and proposed.known.id not in held:
            self.corrections.claimed.discard(proposed.known.id)
        return [one if one.known else self.corrections.resumed(one) for one in found]

    def _settle(self, one: Group, taken: Taken) -> Settlement:
        wordings = [self.gathered.wording(index) for index in distinct_members(one, self.gathered.met)]
        wanted = propose(wordings, one.keeps)
        words = wordings[0].paragraphs or (wanted.fields["Title"],)
        known = one.known.id if one.known else new_id(beginning(words, BEGINNING), self.ids)
        entry = self._entry(one, known)
        self.ids.add(known)
        if not entry.path or entry.state == RETIRED:
            return created(entry, wanted, taken, self.shelf, self.day)
        base = entry.base if entry.written else None
        if entry.path in self.renew:
            return updated(entry, None, wanted, self.shelf, self.day, afresh=True)
        return updated(entry, base, wanted, self.shelf, self.day)

    def _tell_twice(self, new: Entry, old: Entry) -> None:
        """Say that a page was changed so that its piece is not known again: two posts hold it now."""
        root = self.shelf.root
        what = f"its page was changed, so {root / new.path} is a new post; this one keeps the former text"
        self.outcome.notices.append(f"{root / old.path}:1: {what}: if both are one piece, delete one of them")

    def _fail(self, one: Group, error: PostError) -> None:
        self.outcome.errors.append(error)
        self.outcome.failed += 1
        self.outcome.merged += len(one.members) - 1
