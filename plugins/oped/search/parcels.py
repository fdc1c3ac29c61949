"""Files of the index: named by their content, compressed before they are served, so that no host's settings matter."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable

from oped.errors import BuildError

NAME_BYTES = 6
"""48 bits: two in 36,500 files share a name once in 400,000 archives, and then the build says so."""

Put = Callable[[str, bytes], None]
"""Takes a path below the search folder and the file's bytes."""

Add = Callable[[str, bytes], str]
"""Takes a kind of file and its content; gives what stands for it in the manifest: `Parcels.add` or `within`."""

Stands = Callable[[str, bytes], bool]
"""Takes such a path and the hash of the content before compression; tells whether the file stands there."""


def nothing_stands(path: str, digest: bytes) -> bool:  # noqa: ARG001 - whatever it is
    """Tell of no file that it stands: the index is built from nothing."""
    return False


def name_of(content: bytes) -> str:
    """Return the name of a file with this content before compression: eight letters, digits, `-` or `_`."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()[:NAME_BYTES]).decode()


def directory(names: Iterable[str]) -> bytes:
    """Return names as they stand in a file of names: six bytes each."""
    return b"".join(map(base64.urlsafe_b64decode, names))


def within(kind: str, content: bytes) -> str:  # noqa: ARG001 - what has no file needs no kind
    """Return small content as it stands in the manifest itself, in the place of a file's name: no file, no request.

    >>> within("columns", bytes([0, 1, 255]))
    '(AAH/)'
    """
    return f"({base64.b64encode(content).decode()})"


def packed(content: bytes) -> bytes:
    """Return `content` gzipped, without a time stamp."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def as_json(value: object) -> bytes:
    """Return `value` as compact JSON in UTF-8, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class Parcels:
    """Hands finished files to `put` under their content's name, unless they stand; remembers all by path and hash."""

    def __init__(self, put: Put, stands: Stands = nothing_stands) -> None:
        """Take where the files go, and what tells which of them need not go there again."""
        self._put = put
        self._stands = stands
        self.files: dict[str, bytes] = {}

    def apart(self) -> Parcels:
        """Return parcels of the same place that remember their own files; `include` tells them here afterwards."""
        return Parcels(self._put, self._stands)

    def include(self, other: Parcels) -> None:
        """Count the files of `other` as files of these too."""
        for path, digest in other.files.items():
            self._name(path, digest)

    def stands(self, path: str, digest: bytes) -> bool:
        """Tell whether a file of an earlier build stands, and count it as one of this build's if so."""
        if not self._stands(path, digest):
            return False
        self._name(path, digest)
        return True

    def _name(self, path: str, digest: bytes) -> None:
        if self.files.setdefault(path, digest) != digest:
            raise BuildError("two search files share a name", value=path, remedy="change one of the pieces by a word")

    def add(self, kind: str, content: bytes) -> str:
        """Write one file `KIND/NAME.bin` and return its name. Raises BuildError when two contents share a name."""
        name = name_of(content)
        path = f"{kind}/{name}.bin"
        digest = hashlib.sha256(content).digest()
        if not self.stands(path, digest):
            self._name(path, digest)
            self._put(path, packed(content))
        return name
