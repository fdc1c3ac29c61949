"""The ledger: a text file that says the same when read back, names a damaged line, and merges under git."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.convert.book import Book
from oped.convert.ledger import Base, Entry, base_of, read_line, save, with_base, write_line
from oped.convert.opening import Opening
from oped.convert.spool import Spool
from oped.errors import PostError


def load(path: Path) -> list[Entry]:
    """Return what a run makes of a ledger's file."""
    with tempfile.TemporaryFile() as spool:
        return list(Book.load(path, Spool(spool)))


def entry(number: int) -> Entry:
    """Return an entry that no other number has."""
    opening = Opening(b"", 1, b"12345678")
    one = Entry(f"{number:012x}", f"2020/{number}.md", "", (), opening, excerpt=False, text=b"", wording=b"")
    return with_base(one, base_of({"Title": str(number)}, ["text"]))


def saved(path: Path, entries: Iterable[Entry]) -> None:
    """Save entries as the end of a run does that met them in this order."""
    with tempfile.TemporaryFile() as spool:
        book = Book(Spool(spool))
        for one in entries:
            book.put(one)
        save(path, book.by_id())


names = st.text(st.characters(exclude_categories=("Cs",)), max_size=10)
openings = st.builds(Opening, st.binary(max_size=12), st.integers(0, 99), st.binary(min_size=8, max_size=8))
entries = st.builds(
    Entry,
    id=st.text("0123456789abcdef", min_size=12, max_size=12),
    path=st.just("2020/a.md"),
    own_slug=names.filter(lambda slug: slug != "a"),
    sources=st.lists(names, max_size=2).map(tuple),
    opening=openings,
    excerpt=st.booleans(),
    text=st.binary(max_size=8),
    wording=st.binary(max_size=6),
    written=st.sampled_from([b"", with_base(entry(1), base_of({"Title": "A", "Bio": "B"}, ["x", "y"])).written]),
    apart=st.booleans(),
    state=st.sampled_from(["", "deleted", "retired"]),
    heir=st.sampled_from(["", "0123456789ab"]),
)


@given(entries)
def test_a_line_is_read_back_as_it_was(one):
    """Every part of an entry survives; a line is one line of ASCII."""
    line = write_line(one)
    assert read_line(line) == one
    assert line.count(b"\n") == 1
    assert line.isascii()


def test_a_base_is_read_back_as_it_was():
    """Hashes by key and by paragraph come back in their order."""
    base = base_of({"Title": "A", "Kind": "B"}, ["one", "two"])
    assert with_base(entry(1), base).base == base
    assert with_base(entry(1), Base({}, ())).base == Base({}, ())


def test_the_file_is_sorted(tmp_path):
    """The order of work leaves no trace."""
    path = tmp_path / "ledger.jsonl"
    saved(path, map(entry, (3, 1, 2)))
    content = path.read_bytes()
    assert [read_line(line).id[-1] for line in path.read_bytes().splitlines()] == ["1", "2", "3"]
    saved(path, map(entry, (2, 3, 1)))
    assert path.read_bytes() == content
    assert load(path) == list(map(entry, (1, 2, 3)))
    assert load(tmp_path / "none.jsonl") == []


@pytest.mark.parametrize(
    "damage", [b"<<<<<<< HEAD", b"{", b"[]", b"{}", b'"x"', b"\xff", b"[" * 99999, write_line(entry(1))[:50]]
)
def test_a_damaged_line_is_named(tmp_path, damage):
    """The error says file and line, shows the line, and says how to mend it."""
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(write_line(entry(1)) + damage + b"\n" + write_line(entry(2)))
    with pytest.raises(PostError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:2: the ledger is damaged (")
    assert "version control" in str(caught.value)


def test_two_lines_for_one_post_are_named_unless_they_say_the_same(tmp_path):
    """A careless merge may double a line, which harms nothing, or leave two that differ, which a person must settle."""
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(write_line(entry(1)) * 2)
    assert len(load(path)) == 1
    other = with_base(entry(1), base_of({"Title": "other"}, []))
    path.write_bytes(write_line(entry(1)) + write_line(other))
    with pytest.raises(PostError, match="a post has two lines"):
        load(path)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_the_additions_of_two_people_merge_by_themselves(tmp_path):
    """Each adds posts on a branch: git brings the ledgers together without a conflict."""
    common = [entry(n) for n in range(0, 100, 10)]
    sides = {"base": common, "ours": [*common, entry(15)], "theirs": [*common, entry(55), entry(72)]}
    for name, some in sides.items():
        saved(tmp_path / name, some)
    subprocess.run(["git", "merge-file", "ours", "base", "theirs"], cwd=tmp_path, check=True, timeout=60)
    assert len(load(tmp_path / "ours")) == 13
