"""What every page depends on besides what it shows: settings, the interface's words, what pictures are drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

OF_ONE_BUILD = frozenset({"STANDING", "ORIGINS", "REGISTER", "OUTPUT_PATH", "BUILD_REPORT"})
"""Settings that say how a build is done, not what it makes."""


def frame(settings: Mapping[str, Any]) -> bytes:
    """Return a hash of it all."""
    digest = blake2b(digest_size=16)
    for key in sorted(settings.keys() - OF_ONE_BUILD):
        digest.update(f"{key}\0{settings[key]!r}\0".encode("utf-8", "surrogatepass"))
    for path in _files(settings):
        digest.update(f"{path}\0".encode("utf-8", "surrogateescape") + path.read_bytes() + b"\0")
    return digest.digest()


def _files(settings: Mapping[str, Any]) -> Iterator[Path]:
    for word in ("TRANSLATIONS_PATH", "VOCABULARY_PATH"):
        yield from sorted(path for path in Path(settings[word]).rglob("*") if path.is_file())
    yield from (path for path in (Path(settings["ACCURACY_FILE"]),) if path.is_file())
