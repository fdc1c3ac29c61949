"""What every page depends on besides what it shows: settings, the interface's words, what pictures are drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from oped.standing import of_settings


def frame(settings: Mapping[str, Any]) -> bytes:
    """Return a hash of it all."""
    digest = blake2b(of_settings(settings), digest_size=16)
    for path in _files(settings):
        digest.update(f"{path}\0".encode("utf-8", "surrogateescape") + path.read_bytes() + b"\0")
    return digest.digest()


def _files(settings: Mapping[str, Any]) -> Iterator[Path]:
    for word in ("TRANSLATIONS_PATH", "VOCABULARY_PATH"):
        yield from sorted(path for path in Path(settings[word]).rglob("*") if path.is_file())
    yield from (path for path in (Path(settings["ACCURACY_FILE"]),) if path.is_file())
