"""Which post has the text of one that was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from oped.convert.heirs import by_page, heir, heirs
from oped.convert.ledger import RETIRED, Entry, base_of, with_base, write_line
from oped.convert.opening import Opening


def entry(number: int, lines: str, *paragraphs: str, state: str = "", heir: str = "") -> Entry:
    """Return the ledger's entry of a post on one page."""
    opening = Opening(b"", number, bytes(8))
    made = Entry(f"{number:012}", f"a/{number}.md", "", (f"page.txt#{lines}",), opening, False, b"t", b"w")
    return replace(with_base(made, base_of({"Title": "A"}, paragraphs)), state=state, heir=heir)


def test_most_paragraphs_win_then_most_lines() -> None:
    """The text decides; where it was changed on both sides, the place on the page does; never a post that is gone."""
    gone = entry(1, "L1-L6", "a", "b", "c")
    few, most = entry(2, "L1-L5", "a", "x"), entry(3, "L6-L9", "b", "c", "y")
    retired, elsewhere = entry(4, "L1-L6", "a", "b", "c", state=RETIRED), entry(5, "L7-L9", "z")
    assert heir(gone, by_page([few, most, retired, elsewhere])) == most.id
    assert heir(entry(6, "L2-L4", "q"), by_page([few, most, elsewhere])) == few.id
    assert heir(entry(7, "L20-L30", "q"), by_page([few, most])) == ""
    assert heir(gone, {}) == ""


def test_an_heir_that_was_withdrawn_has_its_own(tmp_path: Path) -> None:
    """Old addresses lead on to the last in the row; a row that bites its tail ends; torn lines are passed over."""
    one, two, three = (entry(number, "L1-L2", "a") for number in (1, 2, 3))
    ledger = tmp_path / "ledger.jsonl"
    lines = [replace(one, state=RETIRED, heir=two.id), replace(two, state=RETIRED, heir=three.id), three]
    ledger.write_bytes(b"".join(map(write_line, lines)) + b'{"heir": torn\n')
    assert heirs(ledger) == {one.id: three.id, two.id: three.id}
    ledger.write_bytes(b"".join(map(write_line, [lines[0], replace(two, state=RETIRED, heir=one.id)])))
    assert set(heirs(ledger)) == {one.id, two.id}
    assert heirs(tmp_path / "none.jsonl") == {}
