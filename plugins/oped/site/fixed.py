"""What does not change from page to page is done once.

The interface's words are put in as a template is compiled; a part that many pages have alike is rendered once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser

PARTS = 2048
"""Parts that are kept, some half a kilobyte each: of a list's pieces, most stand in the next term's list too."""


class Said(Extension):
    """Puts the interface's words into templates as they are compiled: `_("Topics")` becomes what it says.

    The environment's `words` look them up. Only calls whose one argument is written out are done here.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template, each call of a known form exchanged for a string that is safe in HTML."""
        look_up: Callable[[str], str] = self.environment.words  # type: ignore[attr-defined] # given by `prepare`
        waiting: list[Token] = []
        for token in stream:
            waiting.append(token)
            if len(waiting) < len(CALL):
                continue
            if _is_call(waiting):
                yield from _safe(waiting[2].lineno, look_up(waiting[2].value))
                waiting.clear()
            else:
                yield waiting.pop(0)
        yield from waiting


CALL = ("name", "lparen", "string", "rparen")


def _is_call(tokens: list[Token]) -> bool:
    return tokens[0].value == "_" and tuple(token.type for token in tokens) == CALL


def _safe(line: int, text: str) -> Iterator[Token]:
    """Yield `("text" | safe)`, which the compiler turns into a constant. `%%` stands for `%`, as in every message."""
    yield Token(line, "lparen", "(")
    yield Token(line, "string", text % {})
    yield Token(line, "pipe", "|")
    yield Token(line, "name", "safe")
    yield Token(line, "rparen", ")")


class Kept(Extension):
    """`{% kept KEY, … %} … {% endkept %}` renders what is within once for each key, which covers all that it reads."""

    tags = {"kept"}  # noqa: RUF012 - Jinja's own form

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._parts: dict[Hashable, str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the tag as a call of `_kept` with its key and its body."""
        line = next(parser.stream).lineno
        key = parser.parse_tuple(with_condexpr=True)
        place = nodes.Const(f"{parser.name}:{line}")
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_kept", [place, key]), [], [], body).set_lineno(line)

    def _kept(self, place: str, key: Any, caller: Callable[[], str]) -> str:  # noqa: ANN401 - whatever is hashable
        part = self._parts.pop((place, key), None)
        if part is None:
            part = caller()
            if len(self._parts) == PARTS:
                del self._parts[next(iter(self._parts))]
        self._parts[place, key] = part
        return part
