"""What an earlier build left that this one need not make again: files of the site, and values that took time.

Rooms ask for it under the settings' word `STANDING`; without a rebuild nothing stands, and all is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

OF_ONE_BUILD = frozenset(
    {
        "STANDING",
        "ORIGINS",
        "REGISTER",
        "OUTPUT_PATH",
        "BUILD_REPORT",
        "REPORT",
        "INPUTS",
        "REST",
        "PATIENT",
        "COMPILED",
    }
)
"""Settings that say how a build is done, not what it makes."""


def of_settings(settings: Mapping[str, Any]) -> bytes:
    """Return a hash of all settings that a site is made of."""
    digest = blake2b(digest_size=16)
    for key in sorted(settings.keys() - OF_ONE_BUILD):
        digest.update(f"{key}\0{settings[key]!r}\0".encode("utf-8", "surrogatepass"))
    return digest.digest()


class Standing:
    """Nothing stands: what a clean build starts from. `folder` is where files of this build are written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def whole(self) -> bool:
        """Tell whether the whole site stands, so that nothing is to be done."""
        return False

    def abandon(self) -> None:
        """Leave all as it was: this build has failed."""

    def stands(self, path: str, fingerprint: bytes | None) -> bool:  # noqa: ARG002 - for those who know more
        """Tell whether the site's file `path` is as a build with this fingerprint left it; then it stays.

        A fingerprint covers all that the file is made of; None means that nobody can tell. Ask before writing the file.
        """
        return False

    def untouched(self, path: str) -> tuple[Path, bytes] | None:  # noqa: ARG002 - for those who know more
        """Return where the site's file `path` is as the last build left it, and with which fingerprint; or None."""
        return None

    def place(self, path: str) -> Path:
        """Return where the site's file `path` can be read, newly made or standing."""
        return self.folder / path

    def stood(self) -> Set[str]:
        """Return the files that stay as they are."""
        return frozenset()

    def recall(self, kind: str, key: str) -> bytes | None:  # noqa: ARG002 - for those who know more
        """Return what an earlier build remembered; None when it did not."""
        return None

    def remember(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value for later builds. `key` covers all that the value is made of."""

    def note(self, kind: str, key: str, digest: bytes) -> None:
        """Say what this build is made of, for the report to tell why it changed: a hash by kind and name."""

    def aside(self, kind: str) -> Aside:
        """Return what stands, for a process of its own that remembers values of one kind; `take` what it was told."""
        return Aside(self, kind, {})

    def memory(self, kind: str) -> Aside:
        """Return the values of one kind, for processes that do not ask what stands."""
        return self.aside(kind)

    def take(self, told: Told) -> None:
        """Do here what another process was asked."""
        for path, fingerprint in told.asked.items():
            self.stands(path, fingerprint)


class Told(NamedTuple):
    """What a process asked and remembered: fingerprints by path, keys of a kind recalled, values of it kept by key."""

    kind: str
    asked: dict[str, bytes | None]
    recalled: set[str]
    kept: dict[str, bytes]


class Aside(Standing):
    """What stands, as another process sees it: it tells what it was asked, and leaves the memory's file alone."""

    def __init__(self, whole: Standing, kind: str, values: Mapping[str, bytes]) -> None:
        super().__init__(whole.folder)
        self._whole, self._values = whole, values
        self.told = Told(kind, {}, set(), {})

    def stands(self, path: str, fingerprint: bytes | None) -> bool:
        """Tell whether a file stands."""
        self.told.asked[path] = fingerprint
        return self._whole.stands(path, fingerprint)

    def place(self, path: str) -> Path:
        """Return where a file can be read."""
        return self._whole.place(path)

    def stood(self) -> Set[str]:
        """Return the files that stay as they are."""
        return self._whole.stood()

    def recall(self, kind: str, key: str) -> bytes | None:  # noqa: ARG002 - there is one kind
        """Return what an earlier build remembered."""
        self.told.recalled.add(key)
        return self.told.kept.get(key) or self._values.get(key)

    def remember(self, kind: str, key: str, value: bytes) -> None:  # noqa: ARG002 - there is one kind
        """Keep a value for later builds."""
        self.told.kept[key] = value
