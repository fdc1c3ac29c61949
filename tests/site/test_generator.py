"""The folder of posts, read at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from oped.site import generator
from oped.site.article import Article
from oped.site.generator import read_all
from oped.site.markdown import Renderer
from oped.site.read import digest_of, read
from oped.standing import Standing


class Memory(Standing):
    """Remembers, and nothing more."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.kept: dict[str, bytes] = {}

    def recall(self, kind: str, key: str) -> bytes | None:  # noqa: ARG002 - there is one kind
        """Return what was kept."""
        return self.kept.get(key)

    def remember(self, kind: str, key: str, value: bytes) -> None:  # noqa: ARG002 - there is one kind
        """Keep a value."""
        self.kept[key] = value


def test_a_post_saved_while_it_is_read_is_remembered_as_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put back to what it was, it comes out as that, not as what stood there in between."""
    former, between = b"Title: Former\n\nText.\n", b"Title: Between\n\nText.\n"
    post = tmp_path / "posts" / "a.md"
    post.parent.mkdir()
    post.write_bytes(former)

    def saved_first(path: Path, name: str, render: Renderer, today: date) -> Article:
        path.write_bytes(between)
        return read(path, name, render, today)

    memory, today = Memory(tmp_path), date(2026, 1, 1)
    with monkeypatch.context() as patch:
        patch.setattr(generator, "read", saved_first)
        (article,) = read_all(post.parent, "", today, memory)
    assert article.title == "Between"
    assert [*memory.kept] == [article.digest] == [digest_of(between, "posts/a.md", "")]
    post.write_bytes(former)
    (article,) = read_all(post.parent, "", today, memory)
    assert article.title == "Former"
