"""Compiled templates are kept, and never used for what they were not compiled from."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from oped.site.templates import KIND, Compiled
from oped.standing import Standing


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another generator, or build, takes what was compiled; another text or other settings are compiled anew."""
    compiled: list[str] = []
    original = Environment.compile

    def counted(environment: Environment, source: str, *more: object, **others: object) -> object:
        compiled.append(source)
        return original(environment, source, *more, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    aside = Standing(tmp_path).aside(KIND)

    def shown(settings: bytes) -> str:
        loader = FileSystemLoader(tmp_path)
        environment = Environment(loader=loader, bytecode_cache=Compiled(aside, settings), autoescape=True)
        return environment.get_template("page").render(n=7)

    (tmp_path / "page").write_text("{{ n }} pieces", encoding="utf-8")
    assert [shown(b"1"), shown(b"1")] == ["7 pieces"] * 2
    assert len(compiled) == 1
    (tmp_path / "page").write_text("pieces: {{ n }}", encoding="utf-8")
    assert shown(b"1") == "pieces: 7"
    shown(b"2")
    assert len(compiled) == 3
