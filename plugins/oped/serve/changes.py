"""What has changed since a page was given to the browser, and waiting for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path


class Changes:
    """The state of the site, numbered, and a way for threads to wait for the next one.

    Numbers start at the clock's time, so that a page kept open over a restart sees a number it does not know.
    """

    def __init__(self) -> None:
        """Start with a good build."""
        self._changed = threading.Condition()
        self.number = time.time_ns()
        self.trouble = ""

    def announce(self, trouble: str = "") -> None:
        """Tell every waiting page that the site may have changed, and what is wrong, in words for the page."""
        with self._changed:
            self.number += 1
            self.trouble = trouble
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> tuple[int, str]:
        """Return number and trouble as soon as the number is not `seen`, or after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != seen, seconds)
            return self.number, self.trouble


@dataclass(frozen=True, slots=True)
class Look:
    """What a browser holds of one page, as hashes: the `page` with the scripts, and all style sheets."""

    page: str
    sheets: str

    @classmethod
    def at(cls, site: Path, file: Path) -> Look:
        """Return what stands now: of the page in `file`, or of the one for lost addresses."""
        theme = site / "theme"
        shown = file if file.is_file() else site / "404.html"
        return cls(_hash([shown, *sorted(theme.rglob("*.js"))]), _hash(sorted(theme.rglob("*.css"))))


def _hash(paths: Iterable[Path]) -> str:
    digest = blake2b(digest_size=8)
    for path in paths:
        with suppress(OSError):  # gone since it was listed: its content is no longer there either
            digest.update(path.read_bytes())
    return digest.hexdigest()
