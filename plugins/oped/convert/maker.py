"""What decides how a page is read: when any of it changes, nothing that was read before is taken as known."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from oped.vocabulary.standing import fingerprint

MAKERS = ("model.py", "slugs.py", "post.py", "convert", "tagging", "vocabulary")
LIBRARIES = ("babel", "beautifulsoup4", "charset-normalizer", "lxml", "unidecode")


def maker() -> str:
    """Return a hash of all that decides how a page is read: what the package holds, and the editor's own tables."""
    return _package() + fingerprint()


@cache
def _package() -> str:
    """Return a hash of our own modules and word lists, the libraries, Python."""
    here = Path(__file__).parents[1]
    total = blake2b(sys.version.encode(), digest_size=16)
    for name in MAKERS:
        for path in sorted(_sources(here / name)):
            total.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        total.update(f"{library} {metadata.version(library)}".encode())
    return total.hexdigest()


def _sources(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]
