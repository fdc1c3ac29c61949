"""From meetings to changes: which posts have to be made, brought up to date or withdrawn, and which stay."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from oped.convert.book import Book
from oped.convert.corrected import Corrections
from oped.convert.gather import NOT_MADE, Gathered
from oped.convert.grow import Group, group, groups_in, verified
from oped.convert.heirs import by_first_page, by_page, heir, resembling
from oped.convert.identity import BEGINNING, Posts, continued, is_gone, new_id
from oped.convert.ledger import DELETED, RETIRED, Entry
from oped.convert.opening import beginning, plain
from oped.convert.outcome import Outcome
from oped.convert.propose import distinct_members, propose, sources, wording_hash
from oped.convert.register import Register
from oped.convert.settle import Settlement, Taken, created, updated, withdrawn
from oped.convert.shelf import Shelf
from oped.convert.spool import Rows
from oped.errors import PostError


@dataclass(slots=True)
class Plan:
    """What a run has learnt so far, and the changes that follow from it, to be made on `day`.

    `renew` are posts to write afresh, by path. `gone` are posts by the page whose text they had; `left` those that
    nothing was met of though their page is as it was: it is read differently now.
    """

    gathered: Gathered
    entries: Book
    shelf: Shelf
    outcome: Outcome
    day: date
    renew: frozenset[str] = frozenset()
    ids: Register = field(default_factory=Register)
    gone: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    left: list[Entry] = field(default_factory=list)
    groups: Rows[Group] = field(init=False)
    corrections: Corrections = field(init=False)

    def divide(self) -> None:
        """Find the pieces, each with its post where it has one, and the posts that are gone or left."""
        met, texts = self.gathered.met, self.gathered.texts
        strangers = [one for one in self.shelf.strangers.values() if one.id not in self.entries]
        posts = Posts(self.entries, texts, strangers)
        claimed = self._take(group(met, posts, posts.kin() + self.gathered.kin))
        gone, left = self._missed(claimed)
        self.gone, self.left = by_first_page(gone), left
        if left:
            claimed = self._take(continued(self.groups, met, left))
            self.left = [one for one in left if one.id not in claimed]
        self.corrections = Corrections.of(self.groups, self.gathered, self.shelf, self.entries, self.gone)

    def _take(self, groups: Iterable[Group]) -> Register:
        """Keep groups in the order of their first meeting, and return which posts they have."""
        rows, firsts, claimed = groups_in(self.gathered.spool), array("Q"), Register()
        for one in groups:
            rows.append(one)
            firsts.append(min(one.members))
            if one.known:
                claimed.add(one.known.id)
        rows.sort(firsts)
        self.groups = rows
        return claimed

    def _missed(self, claimed: Register) -> tuple[list[Entry], list[Entry]]:
        """Return the posts whose page is gone, and those that nothing was met of though their page is as it was."""
        gone: list[Entry] = []
        left: list[Entry] = []
        for entry in self.entries:
            if entry.state:
                continue
            if is_gone(entry, self.gathered.texts):
                gone.append(entry)
            elif entry.id not in claimed:
                left.append(entry)
        return gone, left

    def open(self) -> array[int]:
        """Return the places of the groups that need a look, and count the others."""
        looks = array("Q")
        for place, one in enumerate(self.groups):
            entry = self.entries.get(one.known.id) if one.known else None
            if entry and entry.state == DELETED:
                self.outcome.deleted += 1
                self.outcome.merged += len(one.members) - 1
            elif entry and self._settled(one, entry):
                self.outcome.unchanged += 1
                self.outcome.merged += len(one.members) - 1
            else:
                looks.append(place)
        return looks

    def wanted(self, looks: Iterable[int]) -> Iterator[int]:
        """Yield the meetings whose wordings these groups need."""
        for place in looks:
            yield from distinct_members(self.groups[place], self.gathered.met)
        yield from self.corrections.wanted()

    def changes(self, looks: array[int]) -> Iterator[Settlement]:
        """Yield what has to be done for groups that need a look. Bad posts are among the errors."""
        taken = Taken(Register(self.shelf.slugs), {})
        for entry in self.entries if looks else ():
            self.ids.add(entry.id)
            taken.slugs.add(entry.slug)
        self.corrections.pair()
        for place in looks:
            proposed = self.groups[place]
            if any(self.gathered.places[index] == NOT_MADE for index in distinct_members(proposed, self.gathered.met)):
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
                if settlement.before is None and not one.known and (old := resembling(settlement.entry, self.gone)):
                    self._tell_twice(settlement.entry, old)
                yield settlement

    def withdrawals(self) -> Iterator[Settlement]:
        """Yield the removal of posts that their unchanged page brings no more, unless a person edited them.

        To be called when all changes are made, so that each is sent to the post that has its text now.
        """
        standing = by_page(self.entries) if self.left else {}
        for entry in self.left:
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
        return entry.path not in self.renew and not entry.state and self._entry(one, entry.id, entry) == entry

    def _entry(self, one: Group, known: str, old: Entry | None) -> Entry:
        """Return the ledger's line for a group, with the base of the last time, which `old` has."""
        met = {index: self.gathered.met[index] for index in one.members}
        best = met[one.members[0]]
        entry = Entry(
            id=known,
            path=old.path if old else self.shelf.ids.get(known, ""),
            own_slug=old.own_slug if old else "",
            sources=sources(one, met, old.sources if old else ()),
            opening=best.opening,
            excerpt=best.excerpt,
            text=self.gathered.text(best.source.page),
            wording=wording_hash(one, met),
            written=old.written if old else b"",
            apart=one.apart,
            state=old.state if old else "",
        )
        if one.keeps and old:
            return replace(entry, opening=old.opening, excerpt=old.excerpt, text=old.text)
        return entry

    def _verified(self, one: Group) -> list[Group]:
        if len(one.members) == 1 and not one.known:  # as nearly all are in a first run
            return [one]

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
        entry = self._entry(one, known, self.entries.get(known))
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
