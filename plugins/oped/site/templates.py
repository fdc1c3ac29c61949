"""Compiled templates, kept from build to build: to compile all takes longer than to render one page of each."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from oped.standing import Aside, Told

KIND = "templates"
"""What `Standing` remembers them as."""


class Compiled(BytecodeCache):
    """Templates as an earlier build compiled them; Jinja checks that the source is the same.

    `made_with` is what they are made of besides: the settings, and the words of the interface that are put in.
    """

    def __init__(self, aside: Aside, made_with: bytes) -> None:
        self._aside, self._made_with = aside, blake2b(made_with, digest_size=16).hexdigest()

    @property
    def told(self) -> Told:
        """What was asked for and compiled."""
        return self._aside.told

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept."""
        if value := self._aside.recall(KIND, self._key(bucket)):
            bucket.bytecode_from_string(value)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._aside.remember(KIND, self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return f"{bucket.key} {self._made_with}"
