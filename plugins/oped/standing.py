"""What an earlier build left that this one need not make again: files of the site, and values that took time.

Rooms ask for it under the settings' word `STANDING`; without a rebuild nothing stands, and all is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from hashlib import blake2b
from pathlib import Path
from typing import Any

OF_ONE_BUILD = frozenset({"STANDING", "ORIGINS", "REGISTER", "OUTPUT_PATH", "BUILD_REPORT", "REPORT", "INPUTS", "REST"})
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
