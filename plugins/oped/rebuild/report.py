"""What a build changed: for people in a sentence, for programs as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

SHOWN = 5
"""Reasons given in words; the file has them all."""


@dataclass(frozen=True, slots=True)
class Report:
    """The output's files by what became of them; each a sorted list of paths relative to the output. `why` in words."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    why: tuple[str, ...] = ()

    def words(self) -> str:
        """Say what changed in one line.

        >>> Report(added=("articles/a/index.html", "index.html"), unchanged=3).words()
        'Site: 2 files added (1 articles, 1 top level), 0 changed, 0 removed, 3 as they were.'
        """
        if not (self.added or self.changed or self.removed):
            return f"Site: nothing changed, {self.unchanged} files as they were."
        parts = (
            f"{_counted(self.added, 'files added')}, {_counted(self.changed, 'changed')}, "
            f"{_counted(self.removed, 'removed')}"
        )
        return f"Site: {parts}, {self.unchanged} as they were.{self._because()}"

    def _because(self) -> str:
        more = f" and {len(self.why) - SHOWN} more reasons" if len(self.why) > SHOWN else ""
        return f" Why: {'; '.join(self.why[:SHOWN])}{more}." if self.why else ""


WORDS = {
    "piece": ("new piece", "piece edited", "piece gone"),
    "template": ("template first used", "template edited", "template no longer used"),
    "settings": ("first build", "the settings, the interface's words or the vocabulary changed", ""),
}
"""For each kind of thing that a site is made of: what is said when one came, changed, went."""


def reasons(before: Mapping[str, bytes], after: Mapping[str, bytes], new: bool) -> Iterator[str]:
    r"""Yield why a site changed: what came, changed and went of all that it is made of, by `KIND<tab>NAME`.

    >>> list(reasons({"piece\ta.md": b"1"}, {"piece\ta.md": b"2", "piece\tb.md": b"1"}, new=False))
    ['piece edited: a.md', 'new piece: b.md']
    """
    if new:
        yield "nothing was known of an earlier build"
        return
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            kind, _, key = name.partition("\t")
            came, edited, gone = WORDS[kind]
            word = edited if name in before and name in after else came if name in after else gone
            yield f"{word}: {key}" if key else word


def _counted(paths: tuple[str, ...], what: str) -> str:
    rooms = Counter(_room(path) for path in paths)
    detail = ", ".join(f"{count} {room}" for room, count in sorted(rooms.items()))
    return f"{len(paths)} {what}" + (f" ({detail})" if detail else "")


def _room(path: str) -> str:
    top, slash, _ = path.partition("/")
    return top if slash else "top level"


def save(report: Report, target: Path) -> None:
    """Write the report as JSON, for scripts that upload or announce only what changed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
