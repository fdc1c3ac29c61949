"""Whether anything that a site is made of has changed since it was built, by a look at files' stamps alone.

A stamp is believed unless the file was saved in the very moment it was looked at, or in a future that the clock has yet
to reach: then a second change could have left it as it is.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from oped.rebuild.stamps import Stamp, stamps
from oped.standing import of_settings

PLACES = (
    "PATH",
    "POSTS_PATH",
    "RAW_PATH",
    "AUTHORS_FILE",
    "VOCABULARY_PATH",
    "REDIRECTS_FILE",
    "ACCURACY_FILE",
    "THEME",
    "TRANSLATIONS_PATH",
)
"""Settings that name files and folders that a build reads."""
REGISTER = "addresses.tsv"
"""Beside the posts; a build reads it and adds to it."""
TICK = 20_000_000
"""Nanoseconds within which two changes of a file may leave the same times."""


class Inputs:
    """The files that a build is made of, as they were before it read the first of them."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        now = time.time_ns()
        self._settings = of_settings(settings)
        self._found = dict(_found(settings))
        self._past = now - TICK
        self._believed = all(map(self._is_past, self._found.values()))
        self._register = Path(settings["POSTS_PATH"]) / REGISTER

    def stamp(self, path: Path) -> bytes:
        """Return the stamp of an input; empty when it is not to be believed, or the file came since."""
        stamp = self._found.get(str(path))
        return stamp.packed() if stamp and self._is_past(stamp) else b""

    def _is_past(self, stamp: Stamp) -> bool:
        return max(stamp.changed, stamp.moved) < self._past

    def hash(self) -> bytes:
        """Return what tells these inputs from any others; empty when a stamp is not to be believed."""
        if not self._believed:
            return b""
        digest = blake2b(self._settings, digest_size=16)
        for path in sorted(self._found):
            digest.update(f"{path}\0".encode("utf-8", "surrogateescape") + self._found[path].packed())
        return digest.digest()

    def after(self) -> bytes:
        """Return the hash as it is once the build has written the register of addresses."""
        if self._register.is_file():
            self._found[str(self._register)] = Stamp.of(self._register.lstat())
        return self.hash()


def _found(settings: Mapping[str, Any]) -> Iterator[tuple[str, Stamp]]:
    places = [settings[key] for key in PLACES if settings.get(key)]
    for place in [*places, *settings["THEME_TEMPLATES_OVERRIDES"]]:
        path = Path(place)
        if path.is_dir():
            yield from ((f"{place}/{name}", stamp) for name, stamp in stamps(path))
        elif path.is_file():
            yield str(path), Stamp.of(path.stat())
