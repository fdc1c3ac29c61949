"""Files of the index: named by their content, compressed before they are served, so that no host's settings matter."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable

from oped.errors import BuildError

NAME_BYTES = 6
"""48 bits: two in 36,500 files share a name once in 400,000 archives, and then the build says so."""

Put = Callable[[str, bytes], None]
"""Takes a path below the search folder and the file's bytes."""


def name_of(content: bytes) -> str:
    """Return the name of a file with this content before compression: eight letters, digits, `-` or `_`."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()[:NAME_BYTES]).decode()


def packed(content: bytes) -> bytes:
    """Return `content` gzipped, without a time stamp."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def as_json(value: object) -> bytes:
    """Return `value` as compact JSON in UTF-8, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class Parcels:
    """Hands finished files to `put` under their content's name and remembers their sizes by kind of file."""

    def __init__(self, put: Put) -> None:
        """Take where the files go."""
        self._put = put
        self._contents: dict[str, bytes] = {}
        self.bytes_by_kind: dict[str, int] = {}

    def add(self, kind: str, content: bytes) -> str:
        """Write one file `KIND/NAME.bin` and return its name. Raises BuildError when two contents share a name."""
        name = name_of(content)
        path = f"{kind}/{name}.bin"
        digest = hashlib.sha256(content).digest()
        if self._contents.setdefault(path, digest) != digest:
            raise BuildError("two search files share a name", value=path, remedy="change one of the pieces by a word")
        data = packed(content)
        self.bytes_by_kind[kind] = self.bytes_by_kind.get(kind, 0) + len(data)
        self._put(path, data)
        return name
