"""The sidecar: `NAME.toml` beside a raw page, where a person states what the page does not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from oped.convert.page import Sidecar
from oped.errors import InputError


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar. Raises InputError, naming file and line, on a key or value that it cannot have."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _broken(text, path, error) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=path, remedy="check the file and its rights") from error
    given: dict[str, Any] = {}
    for key, value in values.items():
        line = _line_of(text, key)
        if key not in KEYS:
            raise InputError("unknown key", file=path, line=line, value=key, remedy=f"the keys are {', '.join(KEYS)}")
        check, wanted = KEYS[key]
        try:
            given[key] = check(value)
        except (ValueError, TypeError) as error:
            raise InputError(
                f"{key} is not {wanted}", file=path, line=line, value=value, remedy=f"write {wanted}"
            ) from error
    return Sidecar(**given)


def _broken(text: str, path: Path, error: tomllib.TOMLDecodeError) -> InputError:
    """Return the error for what is no TOML: what a known key wants says more than what the parser expected."""
    found = re.search(r"at line (\d+)", str(error))
    lines = text.replace("\r\n", "\n").split("\n")
    line = int(found[1]) if found else len(lines)
    key, equals, value = (part.strip() for part in lines[line - 1].partition("="))
    if equals and key in KEYS:
        wanted = KEYS[key][1]
        return InputError(f"{key} is not {wanted}", file=path, line=line, value=value, remedy=f"write {wanted}")
    return InputError(f"not valid TOML: {error}", file=path, line=line, remedy='write `key = "value"` lines')


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise ValueError(value)
    return value.strip()


def _page(value: object) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _address(value: object) -> str:
    address = _text(value)
    if not re.fullmatch(r"https?://[^\s/]+\S*", address):
        raise ValueError(address)
    return address


def _language(value: object) -> str:
    tag = _text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag):
        raise ValueError(tag)
    return tag


def _cuts(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(n) is int and n >= 1 for n in value):
        raise ValueError(value)
    return tuple(sorted(set(value)))


KEYS: dict[str, tuple[Callable[[object], Any], str]] = {
    "outlet": (_text, "the newspaper's name in quotes"),
    "date": (_day, "a day as YYYY-MM-DD"),
    "page": (_page, "a page number, or a label in quotes"),
    "language": (_language, 'a language tag like "en" or "pt-BR"'),
    "url": (_address, 'an address like "https://…"'),
    "cuts": (_cuts, "a list of line numbers like [1, 12]"),
}
"""What a sidecar may state: each key's reader, and the value it wants in words."""


def _line_of(text: str, key: str) -> int:
    match = re.search(rf"^\s*(?:\[+\s*)?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1 if match else 1
