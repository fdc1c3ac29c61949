"""Any string typed, any file damaged: an answer or a clear message, never a wrong answer."""

from __future__ import annotations

import base64
import gzip
import json

import library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Node, Open

HOSTILE = [
    "Ukraine:",
    "10:30",
    "https://example.org/a?b=c#d",
    "+",
    "-",
    '"',
    '""',
    "constructor __proto__ hasOwnProperty",
    "x" * 10_000,
    "a " * 5_000,
    "\ud800 \udfff",
    "*" * 40,
    "a*" * 40,
    "*a" * 40 + "*",
    "money~9 money~2^999",
    "~1 ^2 ~ ^",
    "year:0000-9999 year: author: region:::",
    "<img src=x onerror=alert(1)>",
    "\0\u202e\u2028",
    "(((((((((",
    "\\ \\\\ \\:",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_strings_are_answered(pieces: Node, query: str) -> None:
    """No string breaks the search."""
    answer = pieces.search(query, counts=True)
    assert "error" not in answer
    assert answer["total"] == len(answer["hits"]) or answer["total"] > 10


@settings(max_examples=500)
@given(st.text(max_size=80), st.sampled_from(["", "newest", "nonsense"]))
def test_any_string_is_answered(pieces: Node, query: str, sort: str) -> None:
    """Nor does any that Hypothesis makes."""
    assert "error" not in pieces.search(query, sort=sort)


def paths(node: Node, query: str) -> list[str]:
    """Return the files that a query asks for."""
    node.ask("requests")
    node.search(query)
    return [path for path in node.ask("requests") if path != "manifest.bin"]


@pytest.mark.parametrize("damage", ["missing", "truncated", "foreign", "foreign and packed", "empty"])
@pytest.mark.parametrize("kind", ["postings", "columns", "cards", "directories", "places"])
def test_a_damaged_file_is_named_and_nothing_else_is_shown(open_index: Open, kind: str, damage: str) -> None:
    """A missing, cut or exchanged file gives a message with its name; once it is whole again, so is the answer."""
    query = '"rule of law"'
    path = next(path for path in paths(open_index(library.PIECES), query) if path.startswith(kind))
    node = open_index(library.PIECES)
    other = gzip.compress(b"something else entirely", mtime=0)
    content = {
        "missing": None,
        "truncated": base64.b64encode(other[: len(other) // 2]).decode(),
        "foreign": base64.b64encode(b"<!doctype html><title>Not found</title>").decode(),
        "foreign and packed": base64.b64encode(other).decode(),
        "empty": "",
    }[damage]
    node.ask("disk", path=path, bytes=content)
    answer = node.search(query)
    assert answer["path"] == path
    assert answer["error"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 99, "segments": []}', b"<!doctype html>"])
def test_a_foreign_manifest_is_refused(open_index: Open, content: bytes) -> None:
    """A list that is not ours is not worked with."""
    node = open_index(library.PIECES)
    node.ask("disk", path="manifest.bin", bytes=base64.b64encode(content).decode())
    answer = node.search("money")
    assert answer["path"] == "manifest.bin"


def test_a_new_build_takes_over_without_mixing(open_index: Open) -> None:
    """When a file is gone because a new build stands there, the question is asked of the new build alone."""
    node = open_index(library.PIECES)
    assert node.slugs("maize") == ["piece-4"]
    fresh = [*library.PIECES, library.piece(99, "Bread again", "Odesa bakes bread and maize.", year=2025)]
    folder = open_index(fresh).folder / "search"
    node.ask("publish", folder=str(folder))
    answer = node.search("*desa")  # in need of a file that only the build of before had
    assert answer["build"] == json.loads(gzip.decompress((folder / "manifest.bin").read_bytes()))["build"]
    assert {hit["slug"] for hit in answer["hits"]} == {"piece-1", "piece-99"}
    assert set(node.slugs("maize")) == {"piece-4", "piece-99"}
