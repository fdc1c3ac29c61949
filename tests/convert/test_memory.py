"""What a run knows of many things: names as hashes, the rest on disk, and the same as if memory held it all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from oped.convert.cache import Cache
from oped.convert.former import Former
from oped.convert.opening import opening
from oped.convert.records import FileRecord
from oped.convert.register import Register
from oped.convert.spool import Rows, Spool
from oped.convert.work import PageRecord
from oped.convert.write import Met
from oped.post import Source

names = st.text(max_size=3)
steps = st.lists(st.tuples(st.booleans(), names, st.integers(0, (1 << 64) - 1)), max_size=300)


@given(steps)
def test_a_register_knows_what_a_dictionary_knows(drawn):
    """Whatever is put down, replaced and forgotten, in any order and number."""
    register, oracle = Register(), {}
    for forget, name, number in drawn:
        if forget:
            register.discard(name)
            oracle.pop(name, None)
        else:
            register.add(name, number)
            oracle[name] = number
        assert register.get(name) == oracle.get(name)
    assert len(register) == len(oracle)
    assert all(name in register and register.get(name) == number for name, number in oracle.items())


def test_a_register_that_forgets_as_much_as_it_learns_stays_small():
    """Ten thousand names come and go: those that stay are known, and the search for one that is not there ends."""
    register = Register()
    for number in range(10_000):
        register.add(f"name {number}", number)
        register.discard(f"name {number - 10}")
    assert len(register) == 10
    assert register.get("name 9995") == 9995
    assert "name 5" not in register
    assert len(register._hashes) < 1000


@given(st.lists(st.binary(max_size=5000), max_size=20), st.data())
def test_rows_are_read_back_as_they_were_whenever_they_are_asked_for(drawn, data):
    """Long and short rows, read between two that are written, replaced, and sorted."""
    with tempfile.TemporaryFile() as stream:
        rows = Rows(Spool(stream), bytes, bytes)
        oracle = []
        for row in drawn:
            rows.append(row)
            oracle.append(row)
            place = data.draw(st.integers(0, len(oracle) - 1))
            assert rows[place] == oracle[place]
            if data.draw(st.booleans()):
                rows[place] = oracle[place] = row + b"!"
        assert list(rows) == oracle
        keys = [len(row) for row in oracle]
        rows.sort(keys)
        assert list(rows) == sorted(oracle, key=len)


def page(name: str) -> PageRecord:
    """Return the record of a page with one piece."""
    met = Met(Source(name, 1, 2), False, opening([name * 40]), b"12345678")
    return PageRecord(name, name.encode()[:8].ljust(8), b"textable", (met,), ((1, "a doubt"),))


def saved(path: Path, *names: str) -> bytes:
    """Save a cache in which each file has two pages, and return its bytes."""
    cache = Cache(path)
    for name in names:
        cache.begin(FileRecord(name, b"stamp", b"content"))
        cache.note(page(f"1 {name}"))
        cache.note(page(f"2 {name}"))
        cache.end()
    cache.close()
    return path.read_bytes()


def test_the_cache_finds_files_and_pages_again(tmp_path):
    """By the file's name, in the order of its pages, and by a page's own key."""
    saved(tmp_path / "cache.jsonl", "a", "b")
    former = Former(tmp_path / "cache.jsonl")
    assert former.file("b") == FileRecord("b", b"stamp", b"content")
    assert [one for _, one in former.pages("a")] == [page("1 a"), page("2 a")]
    assert former.page(page("2 b").key) == page("2 b")
    assert (former.file("c"), former.page(b"12345678"), list(former.pages("c"))) == (None, None, [])
    former.close()


def test_a_file_with_a_bad_page_is_not_remembered(tmp_path):
    """The others are: it will be read again, and they will not."""
    cache = Cache(tmp_path / "cache.jsonl")
    for name in "abc":
        cache.begin(FileRecord(name, b"stamp", b"content"))
        cache.note(page(name))
        if name == "b":
            cache.spoil()
        cache.end()
    cache.close()
    former = Former(tmp_path / "cache.jsonl")
    assert [bool(former.file(name)) for name in "abc"] == [True, False, True]
    former.close()


def test_a_cache_that_is_not_as_it_was_written_counts_as_empty(tmp_path):
    """Cut at any byte, or with any byte changed: nothing of it is believed."""
    path = tmp_path / "cache.jsonl"
    whole = saved(path, "a")
    for place in range(0, len(whole), 7):
        for damaged in (whole[:place], whole[:place] + b"0" + whole[place + 1 :]):
            path.write_bytes(damaged)
            former = Former(path)
            assert (former.count == 0) is (damaged != whole)
            former.close()
