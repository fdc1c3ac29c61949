"""What a build changed: for people in a sentence, for programs as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Report:
    """The output's files by what became of them; each a sorted list of paths relative to the output."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

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
        return f"Site: {parts}, {self.unchanged} as they were."


def _counted(paths: tuple[str, ...], what: str) -> str:
    rooms = Counter(_room(path) for path in paths)
    detail = ", ".join(f"{count} {room}" for room, count in sorted(rooms.items()))
    return f"{len(paths)} {what}" + (f" ({detail})" if detail else "")


def _room(path: str) -> str:
    parts = PurePosixPath(path).parts
    return parts[0] if len(parts) > 1 else "top level"


def save(report: Report, target: Path) -> None:
    """Write the report as JSON, for scripts that upload or announce only what changed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
