"""Hostile pages: each is read as what it is or told in one line; the rest goes on; work grows with size, no faster."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from oped.convert.page import Page
from oped.convert.pipeline import take_apart
from oped.convert.run import run
from oped.convert.write import take
from oped.errors import InputError
from oped.post import parse

REFUSED = {
    "empty.txt": (b"", "there is no text in it"),
    "blank.txt": (" \n\t\u2003\n".encode(), "there is no text in it"),
    "binary.txt": (bytes(range(256)) * 8, "binary data"),
    "nul.txt": (b"The first.\nThe sec\0ond.\n", "nul.txt:2: this is binary data"),
    "control.txt": (b"The first.\nThe second\x1b[31m.\n", "control.txt:2: a control character"),
    "noncharacter.txt": ("The first.\nThe second\ufffe.\n".encode(), "noncharacter.txt:2: a control character"),
    "utf16-half.txt": (
        b"\xff\xfe" + "The first.\nTwo ".encode("utf-16-le") + b"\x00\xd8" + " more.".encode("utf-16-le"),
        "utf16-half.txt:2: it looks like utf-16 but is not valid",
    ),
    "cesu.txt": (b"The first.\nThe second \xed\xa0\xbd\xed\xb8\x80.\n", "cesu.txt:2: damaged UTF-8"),
    "cut-utf8.txt": ("L’été à Paris — déjà.\nÉté".encode()[:-1], "cut-utf8.txt:2: damaged UTF-8"),
    "half.jsonl": (b'{"text": "Half \\ud83d a pair."}\n', "half.jsonl:1: half a surrogate pair"),
    "lonely.toml": (b'outlet = "A"\n', "a sidecar without a page"),
}
SHOWN = {
    "bidi.txt": "The \u202eharbour\u202c opens, and \u2066nobody\u2069 knows why the market was moved.",
    "joined.txt": "A family \U0001f469\u200d\U0001f469\u200d\U0001f467, a flag \U0001f3f4\u200d\u2620 on a quay.",
    "arabic.txt": "قال الوزير إن الميناء سيفتح أبوابه غدا أمام السفن القادمة من الشمال.",
    "soft.txt": "A har\u00adbour with a zero\u200bwidth space and a no\u00a0break one stands here.",
    "combining.txt": "Zalgo z\u0335\u0321\u031b\u0300a\u0336l\u0337go writes of the market as others do.",
}
NAMES = [
    "a \"quoted\" 'name'.txt",
    "a\nline feed.txt",
    "a..b.txt",
    "; rm -rf x.txt",
    "%2e%2e.txt",
    "ünïcode ☃.txt",
    "-n.txt",
]


def bodies(posts: Path) -> list[str]:
    """Return the bodies of all posts."""
    return [parse(path.read_text(encoding="utf-8"), path).body for path in sorted(posts.glob("*/*.md"))]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_told_with_its_line(name: str, raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """One error naming file, line, cause and remedy; the page beside it becomes a post; nothing is half-written."""
    data, said = REFUSED[name]
    (raw / name).write_bytes(data)
    (raw / "good.txt").write_text(column(1), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    (error,) = outcome.errors
    assert isinstance(error, InputError)
    assert said in str(error)
    assert str(error).startswith(str(raw / name))
    assert error.remedy
    assert "\n" not in str(error)
    assert outcome.created == 1
    assert not [path for path in posts.rglob("*") if path.name.startswith(".tmp-")]


@pytest.mark.parametrize("name", SHOWN)
def test_unusual_characters_are_kept(name: str, raw: Path, posts: Path) -> None:
    """Marks of direction, joiners, combining marks and other scripts are text: they stay where they stood."""
    (raw / name).write_text(SHOWN[name], encoding="utf-8")
    assert not run(raw, posts, workers=1).errors
    assert bodies(posts) == [SHOWN[name]]


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029", "\x85", "\v", "\r\n", "\n\r"])
def test_every_line_end_parts_paragraphs(end: str, raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """A page whose lines end as on any system or in any program gives the same paragraphs."""
    text = column(2)
    (raw / "page.txt").write_bytes(text.replace("\n", end).encode())
    assert not run(raw, posts, workers=1).errors
    assert bodies(posts) == [text.strip().replace("\n", "\n\n")]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_is_only_a_name(name: str, raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """Quotes, line feeds, dots and percent signs lead nowhere else, and the post says which page it came from."""
    (raw / name).write_text(column(3), encoding="utf-8")
    assert not run(raw, posts, workers=1).errors
    (post,) = [parse(path.read_text(encoding="utf-8"), path) for path in posts.rglob("*.md")]
    assert [source.page for source in post.sources] == [name]
    assert {path.name for path in raw.parent.iterdir()} == {"raw", "posts"}


def test_a_folder_named_like_a_page_is_a_folder(raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """What is in `x.txt/` is read; the folder itself is no page."""
    (raw / "x.txt").mkdir()
    (raw / "x.txt" / "inner.txt").write_text(column(4), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    assert (outcome.errors, outcome.created) == ([], 1)


def test_a_pipe_keeps_nobody_waiting(raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """A named pipe among the pages is told as what it is, and the others go on."""
    os.mkfifo(raw / "pipe.txt")
    (raw / "good.txt").write_text(column(5), encoding="utf-8")
    outcome = run(raw, posts, workers=1)
    assert ["no file but a folder, pipe or device" in str(error) for error in outcome.errors] == [True]
    assert outcome.created == 1


def test_all_at_once_on_the_command_line(raw: Path, posts: Path, column: Callable[[int], str]) -> None:
    """Every bad page has one line on standard error, the good ones become posts, the exit status is 1."""
    for name, (data, _) in REFUSED.items():
        (raw / name).write_bytes(data)
    for number, name in enumerate(NAMES):
        (raw / name).write_text(column(10 + number), encoding="utf-8")
    rows = [f'{{"text": "Page {n} has a text of its own."}}' for n in range(1, 1001)]
    rows[899] = '{"text": "broken'
    (raw / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "oped.convert", "convert", "--raw", str(raw), "--posts", str(posts), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(REFUSED) + 1
    assert all(sum(f"/{name}:" in line for line in errors) == 1 for name in REFUSED)
    assert sum("/many.jsonl:900: not valid JSON" in line for line in errors) == 1
    assert "Traceback" not in done.stderr
    assert len(list(posts.glob("*/*.md"))) == 999 + len(NAMES)


WALLS = {
    "one word": lambda n: "a" * n,
    "one sentence": lambda n: "harbour opens at nine and nobody knows why " * (n // 43),
    "one line": lambda n: "The harbour opens at nine and nobody knows. " * (n // 44),
    "glued sentences": lambda n: "".join(f"Nobody {i} knows why.The market was moved there" for i in range(n // 47)),
    "bios in one line": lambda n: "Ada Morrow is a professor at the University of Leeds. " * (n // 54),
    "dots": lambda n: "." * n,
    "white space": lambda n: "a" + " " * n + "b",
    "brackets": lambda n: "(" * n,
    "days": lambda n: "12 May 2019 " * (n // 12),
    "addresses": lambda n: "a@a.aa" * (n // 6),
    "characters": lambda n: "財政收支劃分法" * (n // 7),
    "short lines": lambda n: "".join(f"Short line {i}\n" for i in range(n // 16)),
    "names and places": lambda n: "".join(
        f"The market {i} was moved last year by men of the town.\nAda Morrow\nLondon\n" for i in range(n // 76)
    ),
    "teasers": lambda n: "".join(f"The market {i} was moved there {'by men of town ' * 18}\n" for i in range(n // 300)),
}  # fmt: skip
BASE = 60_000
"""Characters: enough for some milliseconds of work."""


def cost(page: Page) -> float:
    """Return the CPU seconds of reading a page, the least of three times."""
    spent = []
    for _ in range(3):
        begun = time.process_time()
        take(take_apart(page))
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("wall", WALLS)
def test_work_grows_no_faster_than_the_page(wall: str) -> None:
    """Eight times the text takes far less than the 64 times that a quadratic step would take.

    CPU time of this process, the least of three, with a wide margin: so that a busy machine decides nothing.
    """
    short, long = (Page("wall.txt", WALLS[wall](size)) for size in (BASE, 8 * BASE))
    assert cost(long) < 24 * max(cost(short), 0.002)
