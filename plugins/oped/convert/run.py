"""`run`: a raw folder to a posts folder, from the first page to the last line of the ledger."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from oped.convert import ledger
from oped.convert.book import Book
from oped.convert.cache import Cache
from oped.convert.clock import today
from oped.convert.gather import Gathered, Hand, complete, gather
from oped.convert.handout import Workers
from oped.convert.journal import Journal, recover
from oped.convert.ledger import DELETED, RETIRED, Entry, placed
from oped.convert.outcome import Outcome
from oped.convert.plan import Plan
from oped.convert.register import Register
from oped.convert.rest import Rest, look_of
from oped.convert.settle import Settlement
from oped.convert.shelf import Shelf, claimed
from oped.convert.spool import Spool
from oped.convert.work import Item, Result, jobs, work
from oped.errors import OpedError, PostError

Follow = Callable[[Iterable[Any], str, int | None], Iterable[Any]]
"""`follow(items, what, total)` yields the items and shows how far they have come."""
BATCH = 200
"""Posts whose ledger lines are journalled and forced to the disk at once."""


def quietly(items: Iterable[Any], _what: str, _total: int | None) -> Iterable[Any]:
    """Follow without a word."""
    return items


def run(
    raw: Path,
    posts: Path,
    *,
    executor: Executor | None = None,
    workers: int = 0,
    follow: Follow = quietly,
    renew: Iterable[Path] = (),
) -> Outcome:
    """Convert all pages of `raw` into posts and return what was done; bad pages and posts are among its errors.

    The work is done by `executor`, else by `workers` processes (0: one a processor). The posts in `renew` are written
    afresh, a person's changes given up. Same pages, same ledger, same day: same posts, whatever does the work.
    """
    outcome = Outcome()
    try:
        with (
            claimed(posts) as private,
            Workers(executor, workers) as hands,
            tempfile.TemporaryFile(dir=private, buffering=1 << 16) as spool,
        ):
            again, look = frozenset(_relative(renew, posts)), look_of(raw)
            book, rest, journal = posts / ledger.NAME, Rest(private / "rest.json"), Journal(private / "journal.jsonl")
            shelf = Shelf.survey(posts)
            if not again and not journal.left() and (still := rest.outcome(look, shelf.seal, book)):
                return still
            rows = Spool(spool)
            plan = Plan(Gathered(rows, raw), Book.load(book, rows), shelf, outcome, today(), again)
            _run(plan, journal, Cache(private / "cache.jsonl"), partial(_hand, hands, follow), hands.release)
            del plan, shelf  # what is known of many posts
            if not outcome.errors:
                rest.mark(look, Shelf.survey(posts).seal, book, outcome)
    except OpedError as error:
        outcome.errors.append(error)
    except OSError as error:
        remedy = "free some space or check the rights, and run again: it goes on where it stopped"
        outcome.errors.append(PostError("writing failed", file=posts, value=error.strerror, remedy=remedy))
    return outcome


def _run(plan: Plan, journal: Journal, cache: Cache, hand: Hand, release: Callable[[], None]) -> None:
    """Bring the posts up to date, given the ledger and the shelf as they stand."""
    shelf, outcome, gathered, book = plan.shelf, plan.outcome, plan.gathered, plan.entries
    due = journal.left()
    for entry in due:
        shelf.clear(entry.path)
    shelf.meet(Register(entry.path for entry in book))
    _recover(book, due, shelf)
    book.revise(partial(_reconciled, shelf, outcome))
    gather(gathered, cache, hand)
    cache.close()
    release()  # the workers' memory is needed now, and hardly ever they
    outcome.pages, outcome.pieces, outcome.doubts = len(gathered.texts), len(gathered.met), gathered.doubtful
    outcome.notices += [f"{page}:{line}: {message}" for page, line, message in gathered.doubts]
    plan.divide()
    looks = plan.open()
    complete(gathered, plan.wanted(looks), hand)
    release()
    try:
        _perform(plan.changes(looks), plan, journal)
        _perform(plan.withdrawals(), plan, journal)
    finally:
        outcome.errors += [*gathered.errors, *shelf.errors]
    if book.changed:
        os.sync()  # the ledger must not speak of posts that a power cut could still take
        ledger.save(shelf.root / ledger.NAME, book.by_id())
    journal.close()


def _recover(book: Book, left: Iterable[Entry], shelf: Shelf) -> None:
    """Bring the ledger to what it would be, had the last run not been killed."""
    for due in left:
        entry = recover(book.get(due.id), due, shelf)
        if entry:
            book.put(entry)


def _reconciled(shelf: Shelf, outcome: Outcome, entry: Entry) -> Entry:
    """Return a line of the ledger with what people did to its file: renamed, deleted, or brought back."""
    path = entry.path if entry.path in shelf.paths else shelf.ids.get(entry.id)
    if path is None and not entry.state:
        remedy = f"deleted by hand: it stays so (to have it back, remove the line {entry.id} of the ledger)"
        outcome.notices.append(f"{shelf.root / entry.path}: {remedy}")
    state = "" if path else entry.state or DELETED
    unchanged = (path or entry.path) == entry.path and state == entry.state
    return entry if unchanged else placed(replace(entry, state=state), path or entry.path, entry.slug)


def _perform(changes: Iterable[Settlement], plan: Plan, journal: Journal) -> None:
    """Make the changes, a batch at a time: first the journal, then the posts."""
    stream = iter(changes)
    while batch := list(islice(stream, BATCH)):
        writing = [one for one in batch if one.content is not None]
        if writing:
            journal.announce(one.entry for one in writing)
        for one in batch:
            try:
                one.perform(plan.shelf.root)
            except PostError as error:
                plan.outcome.errors.append(error)
                plan.outcome.failed += 1
                continue
            plan.entries.put(one.entry)
            _count(one, plan.shelf.root, plan.outcome)


def _count(one: Settlement, posts: Path, outcome: Outcome) -> None:
    outcome.edited += one.edited
    if one.notice:
        outcome.notices.append(f"{posts / one.entry.path}:1: {one.notice}")
    for conflict in one.conflicts:
        words = conflict.wanted if len(conflict.wanted) <= 60 else f"{conflict.wanted[:60]}…"
        what = f"{conflict.what} was changed by hand, and the converter now reads {words!r}: kept as it is"
        outcome.conflicts.append(f"{posts / one.entry.path}:{conflict.line}: {what} (--renew takes the converter's)")
    if one.entry.state == RETIRED:
        outcome.retired += 1
    elif one.content is None:
        outcome.unchanged += 1
    elif one.before is None:
        outcome.created += 1
    else:
        outcome.changed += 1


def _hand(workers: Workers, follow: Follow, items: Iterable[Item]) -> Iterator[Result]:
    results = (result for portion in workers.do(work, jobs(iter(items))) for result in portion)
    yield from follow(results, "reading pages", None)


def _relative(paths: Iterable[Path], posts: Path) -> Iterator[str]:
    for path in paths:
        try:
            yield path.resolve().relative_to(posts.resolve()).as_posix()
        except ValueError as error:
            raise PostError(
                "the post to renew is not among the posts", file=path, remedy=f"name one in {posts}"
            ) from error
