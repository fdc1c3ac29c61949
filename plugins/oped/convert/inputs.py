"""Raw files to pages: each bad file or line becomes an error that does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oped.convert.page import Page
from oped.errors import InputError


def read_pages(path: Path) -> Iterator[Page | InputError]:
    """Yield the pages of one raw file (`.txt`, `.html`, `.jsonl`, `.jsonl.gz`); an InputError stands for a bad one."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        yield InputError("cannot be read", file=path, value=str(error), remedy="check the file")
        return
    yield Page(path.name, text)
