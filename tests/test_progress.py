"""How long work says how far it has come."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from oped import progress


def test_a_pipe_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe each line stands for itself: no colours, no cursor movements."""
    monkeypatch.setattr(progress, "QUIET", -1)
    heard = io.StringIO()
    assert list(progress.follow(range(3), "pages", 3, Console(file=heard))) == [0, 1, 2]
    assert heard.getvalue() == "pages: 1 of 3\npages: 2 of 3\npages: 3 of 3\n"


def test_short_work_says_nothing() -> None:
    """What is done before anybody wonders needs no words."""
    heard = io.StringIO()
    list(progress.follow(iter("ab"), "pages", None, Console(file=heard)))
    assert not heard.getvalue()


def test_a_terminal_gets_a_bar() -> None:
    """On a terminal the items pass through unchanged while a bar grows, and it is gone at the end."""
    heard = io.StringIO()
    console = Console(file=heard, force_terminal=True, width=80)
    assert list(progress.follow(range(1000), "pages", 1000, console)) == list(range(1000))
    assert "pages" in heard.getvalue()
    assert "1000/1000" in heard.getvalue()
