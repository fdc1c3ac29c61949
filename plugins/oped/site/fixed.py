"""What does not change from page to page is done once.

The interface's words are put in as a template is compiled; a part that many pages have alike is rendered once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser
from jinja2.runtime import Context

PARTS = 2048
"""Parts that are kept, some half a kilobyte each: of a list's pieces, most stand in the next term's list too."""


class Lean(Context):
    """A template's words, without a list of the globals' names made for each part that is taken in.

    Jinja asks for that where a template is imported without context and the importing one was given globals of its own:
    here all templates have the environment's.
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,  # noqa: ARG002 - Jinja's own words
    ) -> None:
        super().__init__(environment, parent, name, blocks)


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
    """`{% kept KEY, … %} … {% endkept %}` renders what is within once for each key, which covers all that it reads.

    It is compiled to a look at what is kept and a plain condition: a macro or a call would cost more than most parts.
    """

    tags = {"kept"}  # noqa: RUF012 - Jinja's own form

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._parts: dict[Hashable, str] = {}
        environment.filters.update(part_kept=self._part, keep_part=self._keep)

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Return the tag as: look for the part; where there is none, render the body and keep it; print the part."""
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{line}")
        wanted = nodes.Tuple([place, parser.parse_tuple(with_condexpr=True)], "load")
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        key, part = parser.free_identifier(), parser.free_identifier()
        look = nodes.Assign(part, nodes.Filter(key, "part_kept", [], [], None, None))
        render = nodes.AssignBlock(part, None, body)
        keep = nodes.Assign(part, nodes.Filter(part, "keep_part", [key], [], None, None))
        missing = nodes.Compare(part, [nodes.Operand("eq", nodes.Const(None))])
        made = [
            nodes.Assign(key, wanted),
            look,
            nodes.If(missing, [render, keep], [], []),
            nodes.Output([part]),
        ]
        return [one.set_lineno(line) for one in made]

    def _part(self, key: Hashable) -> str | None:
        """Return a part; those asked for lately are kept longest."""
        part = self._parts.pop(key, None)
        if part is not None:
            self._parts[key] = part
        return part

    def _keep(self, part: str, key: Hashable) -> str:
        if len(self._parts) == PARTS:
            del self._parts[next(iter(self._parts))]
        self._parts[key] = part
        return part
