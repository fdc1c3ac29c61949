"""The preview's work: a saved post is shown at once, and a build in the background makes everything else right."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from oped import files
from oped.chores import commands
from oped.chores.commands import HOUSE
from oped.serve.changes import Changes
from oped.serve.keeper import Keeper
from oped.serve.watching import is_older, saved

FEW = 8
"""Posts shown one by one; more of them at once are a program's work, and come with the build."""
THEME = HOUSE / "theme"
LAST = "The last build failed: the terminal says why. This is the last good site."


@dataclass
class Preview:
    """The folders of one preview, and what is under way.

    One thread takes notice of saved files, another builds; what is saved during a build comes into the next one.
    """

    raw: Path
    posts: Path
    output: Path
    theme: Path = THEME
    changes: Changes = field(default_factory=Changes)
    _keeper: Keeper | None = None
    _new: Keeper | None = None
    _began: int = 0
    """When the last build began (the clock's nanoseconds)."""
    _waiting: set[Path] = field(default_factory=set)
    """Files saved and not yet in a build."""
    _saved: threading.Condition = field(default_factory=threading.Condition)
    _troubles: dict[Path, str] = field(default_factory=dict)

    def refresh(self, saved: Set[Path] | None = None) -> bool:
        """Build what was `saved` (None: everything may be new), converting first where raw pages are among it.

        Returns whether there is a new site. What is wrong is said on the terminal and in the page.
        """
        if saved is None or any(file.is_relative_to(self.raw) for file in saved):
            commands.run(commands.convert(self.raw, self.posts))  # a bad page is named, the others are shown
        self._began = time.time_ns()
        only_posts = saved is not None and all(file.is_relative_to(self.posts) for file in saved)
        good = (only_posts or commands.run(commands.check(self.posts)) == 0) and self._build()
        with self._saved:
            self._waiting = {file for file in self._waiting if not self._is_built(file)}
            waiting = set(self._waiting)
        if good:
            self._troubles.clear()
            self._show(waiting)  # saved during the build, which has put the page back to what it read
        self._announce("" if good else LAST)
        return good

    def watch(self) -> Iterator[set[Path]]:
        """Return the sets of saved files as they come; nothing that is saved from now on is missed."""
        own = (HOUSE / part for part in ("content", "plugins", "pelicanconf.py"))
        batches = saved(dict.fromkeys([self.raw, self.posts, self.theme, *own]), [self.output])
        next(batches)
        return batches

    def follow(self, batches: Iterable[set[Path]]) -> None:
        """Show and build on every saved change, for ever."""
        threading.Thread(target=self._build_for_ever, daemon=True).start()
        for batch in batches:
            if news := {file for file in batch if not self._is_built(file)}:
                self.notice(news)

    def notice(self, news: Set[Path]) -> None:
        """Show what can be shown at once, and leave the rest to the next build."""
        if any([self._show(news), self._dress(news)]):
            self._announce()
        with self._saved:
            self._waiting |= news
            self._saved.notify()

    def end(self) -> None:
        """End the processes that were started here."""
        for keeper in {self._keeper, self._new} - {None}:
            if keeper:
                keeper.end()

    def _build_for_ever(self) -> None:
        while True:
            with self._saved:
                self._saved.wait_for(lambda: self._waiting)
                batch, self._waiting = self._waiting, set()
            self.refresh(batch)

    def _build(self) -> bool:
        """Build in a process of its own, which then takes the place of the one before."""
        others = {} if self.theme == THEME else {"THEME": str(self.theme)}
        self._new = Keeper(self.raw, self.posts, self.output, others)
        good = self._new.built()
        former = self._keeper if good else self._new
        if good:
            self._keeper = self._new
        self._new = None
        if former:
            former.end()
        return good

    def _show(self, news: Set[Path]) -> bool:
        """Show saved posts from what is known; return whether any page or trouble is new."""
        posts = [file for file in sorted(news) if file.suffix == ".md" and file.is_relative_to(self.posts)]
        if not self._keeper or len(posts) > FEW:
            return False
        answers = {post: self._keeper.show(post) for post in posts}
        for post, answer in answers.items():
            if answer.trouble:
                self._troubles[post] = answer.trouble
            else:
                self._troubles.pop(post, None)
        return any(answer.shown or answer.trouble for answer in answers.values())

    def _dress(self, news: Iterable[Path]) -> bool:
        """Carry saved style sheets to where the page looks for them, as the build will; return whether any is new."""
        new = []
        for sheet, to in self._sheets(news):
            self._join(to.read_bytes(), sheet.read_bytes())
            new.append(files.write_if_different(to, sheet.read_bytes(), durable=False))
        return any(new)

    def _join(self, former: bytes, now: bytes) -> None:
        """Exchange a sheet in the one of all pages, where the build has joined it word for word."""
        joined = self.output / "theme" / "site.css"
        if former and joined.is_file():
            files.write_if_different(joined, joined.read_bytes().replace(former, now, 1), durable=False)

    def _sheets(self, news: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
        for file in news:
            if file.suffix == ".css" and file.is_relative_to(self.theme / "static") and file.is_file():
                there = self.output / "theme" / file.relative_to(self.theme / "static")
                if there.is_file():
                    yield file, there

    def _announce(self, trouble: str = "") -> None:
        wrong = "; ".join(self._troubles.values())
        told = f"This cannot be published: {wrong}. What you see is the last good page." if wrong else trouble
        self.changes.announce(told)

    def _is_built(self, file: Path) -> bool:
        """Tell whether `file` is a post that stands as it did before the last build began: conversion wrote it."""
        return file.is_relative_to(self.posts) and is_older(file, self._began)
