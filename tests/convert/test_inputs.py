"""Files found and read one by one; bad ones become one-line errors that stop nobody else."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path

from oped.convert.inputs import find_raw, read_pages
from oped.convert.page import Page
from oped.errors import InputError
from tests.convert.pages import error


def test_json_lines_are_read_one_by_one(tmp_path: Path) -> None:
    """Bad lines of a JSON Lines file are errors with their numbers; the good ones are pages with their metadata."""
    rows = [json.dumps({"text": f"Page {n}."}) for n in range(1, 1000)]
    rows[899] = '{"text": "broken'
    rows[900] = '["no object"]'
    rows[901] = '{"text": "half \\ud800 a pair"}'
    rows[902] = json.dumps({"text": "Yes.", "date": "soon"})
    rows[0] = json.dumps(
        {
            "text": "One.",
            "title": "T",
            "author": "Ada Morrow and Ida Fell",
            "date": "2019-05-12",
            "url": "https://t.example",
        }
    )
    for name, data in (("a.jsonl", "\n".join(rows).encode()), ("a.jsonl.gz", gzip.compress("\n".join(rows).encode()))):
        path = tmp_path / name
        path.write_bytes(data)
        got = list(read_pages(path))
        pages = [item for item in got if isinstance(item, Page)]
        errors = [str(item) for item in got if isinstance(item, InputError)]
        assert len(pages) == 995
        assert [f"{name}:{n}:" in message for n, message in zip((900, 901, 902, 903), errors, strict=True)] == [
            True
        ] * 4
        assert pages[1].name == f"{name}#2"
        hints = pages[0].hints
        assert (hints.title, hints.authors, hints.date) == ("T", ("Ada Morrow", "Ida Fell"), date(2019, 5, 12))


def test_damaged_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    """A cut-off `.jsonl.gz` gives the lines before the damage and one error."""
    data = gzip.compress(
        "\n".join(json.dumps({"text": f"Page {n} {os.urandom(40).hex()}."}) for n in range(2000)).encode()
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    *pages, last = read_pages(path)
    assert all(isinstance(page, Page) for page in pages)
    assert isinstance(last, InputError)


def test_strange_names_and_unreadable_files(tmp_path: Path) -> None:
    """Names with quotes and line feeds stay on one line in errors; a missing file is told; hidden ones are left."""
    for name in ('a "b".txt', "c\nd.txt", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    found = list(find_raw([tmp_path]))
    assert [path.name for path in found] == ['a "b".txt', "c\nd.txt"]
    assert all(str(tmp_path.name) in error(path) for path in found)
    assert "cannot be read: No such file" in error(tmp_path / ".." / "none.txt")
