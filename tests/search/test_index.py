"""The files of the index: which change with a piece, which stay, and that nothing else decides their bytes."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HOUSE, LUNR, SCRIPTS
from oped.errors import BuildError
from oped.search import parcels, segments, shards
from oped.search.build import build
from oped.search.bundle import bundles
from oped.search.collect import Collected, Words
from oped.search.documents import FIELDS, Document, Unread, from_articles
from oped.search.varint import varint
from oped.search.write import write_index
from oped.site.article import Article
from oped.standing import Standing


def files(documents: list[Document]) -> dict[str, bytes]:
    """Return the index of some documents, in memory."""
    made: dict[str, bytes] = {}
    build(documents, library.FACETS, made.__setitem__)
    return made


def test_the_same_pieces_in_any_order_give_the_same_bytes() -> None:
    """The order in which pieces are handed over does not matter."""
    assert files(library.PIECES) == files(list(reversed(library.PIECES)))


def test_neither_hash_seed_nor_time_zone_nor_locale_matters() -> None:
    """Two processes that differ in everything but the pieces write the same bytes."""
    program = (
        "import hashlib, library; from oped.search.build import build; h = hashlib.sha256()\n"
        "build(library.crowd(60), library.FACETS, lambda path, data: h.update(path.encode() + data))\n"
        "print(h.hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": f"{HOUSE / 'plugins'}:{Path(__file__).parent}", **odd},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for odd in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Taipei"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "UTC"})
    }
    assert len(sums) == 1


def test_a_new_piece_of_today_leaves_the_frozen_segment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only files of the live segment, and those about the whole archive, are new when there is no fresh one."""
    monkeypatch.setattr(segments, "WORTH_FREEZING", 3)
    monkeypatch.setattr(segments, "AT_ONCE", 60)
    monkeypatch.setattr(segments, "AT_A_TIME", 1)
    old = [d for d in library.crowd(200) if d.day and d.day.year < 2019][:120]
    today = [library.piece(5000 + n, "Tax reform", "A new budget for the country", year=2026) for n in range(3)]
    before, after = files([*old, today[0]]), files([*old, *today])
    kept = {path for path in before if path in after and before[path] == after[path]}
    changed = {path for path in before if path not in after}
    live = {"postings", "places", "columns", "directories", "rows", "words", "spelling"}
    assert {path.split("/")[0] for path in changed} <= live
    assert len([path for path in kept if path.startswith("cards")]) == len(old) + 1
    assert sum(map(len, (before[path] for path in kept))) > sum(map(len, (before[path] for path in changed)))


def test_a_new_piece_changes_the_fresh_segment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new piece makes its card, a handful of files and the manifest: no file of what came before, no spelling."""
    monkeypatch.setattr(segments, "WORTH_FREEZING", 3)
    monkeypatch.setattr(segments, "AT_ONCE", 60)
    monkeypatch.setattr(segments, "AT_A_TIME", 10)
    old = [replace(d, converted=date(2026, 1, 5)) for d in library.crowd(85)]
    new = replace(
        library.piece(5000, "Tax reform", "A new budget, as zany as any", year=1999), converted=date(2026, 3, 1)
    )
    before, after = files(old), files([*old, new])
    changed = [path.split("/")[0] for path in after if before.get(path) != after[path]]
    assert sorted(changed) == ["cards", "manifest.bin", "places", "postings", "rows", "words"]
    gone = [path.split("/")[0] for path in before if path not in after]
    assert sorted(gone) == ["places", "postings", "rows", "words"]


def test_pieces_join_the_live_segment_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fresh segment never holds as many as would join: the live one then takes them."""
    monkeypatch.setattr(segments, "WORTH_FREEZING", 3)
    monkeypatch.setattr(segments, "AT_ONCE", 60)
    monkeypatch.setattr(segments, "AT_A_TIME", 10)
    sizes = [
        [(one.name, one.count) for one in segments.in_segments(library.crowd(count))] for count in (60, 61, 70, 79)
    ]
    assert sizes == [
        [("frozen", 60)],
        [("frozen", 60), ("fresh", 1)],
        [("frozen", 60), ("live", 10)],
        [("frozen", 60), ("live", 10), ("fresh", 9)],
    ]


class Kept(Standing):
    """What earlier builds remember and leave, in memory: a file that a build neither makes nor asks for is gone."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.values: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self._digests: dict[str, bytes] = {}

    def recall(self, kind: str, key: str) -> bytes | None:
        """Return what an earlier build remembered."""
        return self.values.get(f"{kind} {key}")

    def remember(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value."""
        self.values[f"{kind} {key}"] = value

    def build(self, documents: list[Document]) -> set[str]:
        """Build over what stands, and return the files that had to be made."""
        asked, made = set[str](), dict[str, bytes]()

        def stands(path: str, digest: bytes) -> bool:
            asked.add(path)
            return self._digests.get(path) == digest

        build(documents, library.FACETS, made.__setitem__, self, stands)
        self.files = {path: data for path, data in self.files.items() if path in asked} | made
        contents = {path: gzip.decompress(data) for path, data in self.files.items() if path != "manifest.bin"}
        self._digests = {path: hashlib.sha256(content).digest() for path, content in contents.items()}
        return set(made)


def test_what_is_remembered_gives_what_a_clean_build_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """However an archive changes, the files are a clean build's, and segments that stand are not made again."""
    monkeypatch.setattr(segments, "WORTH_FREEZING", 3)
    monkeypatch.setattr(segments, "AT_ONCE", 60)
    monkeypatch.setattr(segments, "AT_A_TIME", 10)
    old = [replace(d, converted=date(2026, 1, 5)) for d in library.crowd(85)]
    last = replace(library.piece(5000, "Tax reform", "A new budget", year=1999), converted=date(2026, 3, 1))
    kept = Kept()
    for documents in (old, old, [*old, last], [replace(old[0], title="Another"), *old[1:]], old[:79], old[5:], [], old):
        made = kept.build(documents)
        assert kept.files == files(documents)
    assert len(made) > 100
    assert kept.build(old) == {"manifest.bin"}
    kept.files.pop(gone := next(path for path in kept.files if path.startswith("postings")))
    kept._digests.pop(gone)
    assert gone in kept.build(old)


def test_a_file_of_two_segments_outlives_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the frozen segment no longer has, the live one that is remembered still has: here columns of zeros."""
    monkeypatch.setattr(segments, "WORTH_FREEZING", 3)
    monkeypatch.setattr(segments, "AT_ONCE", 2)
    monkeypatch.setattr(segments, "AT_A_TIME", 1)
    some = [library.piece(number, f"Title {number}", f"Words {number}", year=2000 + number) for number in range(3)]
    kept = Kept()
    kept.build(some)
    named = {"bio": "A teacher", "authors": ("Ada Mwangi",), "codes": library.tags("ada", ("KE",))}
    changed = [replace(some[0], **named), *some[1:]]
    kept.build(changed)
    assert kept.files == files(changed)


def test_what_comes_later_stands_in_the_live_segment_whatever_its_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece of long ago or of no date that is converted today leaves the frozen segment's documents as they were."""
    monkeypatch.setattr(segments, "WORTH_FREEZING", 3)
    monkeypatch.setattr(segments, "AT_ONCE", 60)
    monkeypatch.setattr(segments, "AT_A_TIME", 1)
    old = [replace(d, converted=date(2026, 1, 5)) for d in library.crowd(150)]
    late = [library.piece(5000, "Tax reform", "A new budget", year=1999), library.piece(5001, "Words", "Of no date")]
    before = segments.in_segments(old)
    after = segments.in_segments([*(replace(d, converted=date(2026, 3, 1)) for d in late), *old])
    assert [one.name for one in after] == ["frozen", "live"]
    assert after[0] == before[0]
    assert {d.id for d in after[1].documents} == {d.id for d in (*before[1].documents, *late)}
    assert len({d.day is None for d in before[0].documents}) == 2


def test_a_new_word_moves_no_border_but_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards end where their words say, so that most keep their bytes when one word is added."""
    monkeypatch.setattr(shards, "SMALLEST", 200)
    monkeypatch.setattr(shards, "MEAN_TERMS", 8)

    def some(words: list[str]) -> list[tuple[str, ...]]:
        collected = Collected(Words())
        collected.add({**{name: [] for name in FIELDS}, "title": [" ".join(words)]})
        collected.counts()
        return [tuple(entry.term for entry in shard) for shard in shards.cut(shards.entries(collected))]

    words = [f"w{number:05}" for number in range(1500)]
    before, after = some(words), some(sorted([*words, "w00700a"]))
    assert len(before) > 20
    assert len(set(before) - set(after)) <= 2


@given(st.lists(st.integers(0, 2**40), max_size=30))
def test_numbers_come_back(numbers: list[int]) -> None:
    """Every number can be read back from its bytes."""
    read, value, shift = [], 0, 0
    for byte in b"".join(map(varint, numbers)):
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            read.append(value)
            value = shift = 0
    assert read == numbers


def test_two_contents_with_one_name_stop_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collision of names is an error, not a wrong answer."""
    monkeypatch.setattr(parcels, "name_of", lambda _: "same")
    box = parcels.Parcels(lambda *_: None)
    box.add("cards", b"one")
    box.add("cards", b"one")
    with pytest.raises(BuildError, match=r"two search files share a name \('cards/same.bin'\)"):
        box.add("cards", b"two")


def test_without_lunr_the_build_says_how_to_get_it(tmp_path: Path) -> None:
    """The message names the file and the remedy, and nothing is written."""
    with pytest.raises(BuildError, match=r"lunr.min.js: lunr.js is not installed: run `npm ci`"):
        write_index(tmp_path, library.PIECES, library.FACETS, tmp_path / "lunr.min.js", SCRIPTS)
    assert list(tmp_path.iterdir()) == []


def test_stale_files_are_removed(tmp_path: Path) -> None:
    """What an earlier build left is pruned; what is not the index's is not touched."""
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "index.html").write_text("the page")
    write_index(tmp_path, library.PIECES, library.FACETS, LUNR, SCRIPTS)
    write_index(tmp_path, library.PIECES[:3], library.FACETS, LUNR, SCRIPTS)
    folder = tmp_path / "search"
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    made = files(library.PIECES[:3])
    assert kept == {*made, "index.html", "lunr.js", *(name for name, _ in bundles(SCRIPTS))}


def test_an_empty_archive_has_an_index() -> None:
    """No piece at all is no error."""
    assert set(files([])) >= {"manifest.bin"}


def test_a_language_given_by_the_settings_is_told() -> None:
    """The same post in another language of the archive is another piece: what is remembered of it does not hold."""
    english, german = (Article(id="a", slug="a", title="A", file="a.md", digest="d", lang=tag) for tag in ("en", "de"))
    one, other = from_articles([english, german])
    assert isinstance(one, Unread)
    assert isinstance(other, Unread)
    assert one.digest != other.digest
