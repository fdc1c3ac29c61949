"""Two whole pieces without a mark between them: a doubt where they meet, and hardly one in a piece by itself."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from oped.convert.page import Page
from oped.convert.pipeline import take_apart
from oped.convert.stages.starts import _ENOUGH, _LEAST, _shares

SHAPES = Path(__file__).parents[1] / "evaluate" / "shapes"
DOUBT = "another piece may begin here"
TEXT = (SHAPES / "two-without-mark.txt").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def seams(text: str) -> list[str]:
    """Return the lines of a page at which another piece may begin."""
    found = take_apart(Page("page.txt", text))
    return [text[doubt.span.start : doubt.span.end] for doubt in found.doubts if DOUBT in doubt.message]


def test_two_short_pieces_without_a_mark_are_told_where_they_meet() -> None:
    """Eight paragraphs, four of each: one piece, nothing cut, and the doubt stands at the fifth."""
    assert seams(TEXT) == [LINES[4]]
    assert len(take_apart(Page("page.txt", TEXT)).pieces) == 1


def test_each_of_the_two_by_itself_is_no_doubt() -> None:
    """Half of the page, and half of it told twice over, share their words."""
    assert seams("\n".join(LINES[:4])) == []
    assert seams("\n".join(LINES[4:])) == []
    assert seams("\n".join([*LINES[:4], *(f"Again, {line}" for line in LINES[:4])])) == []


def test_short_lines_between_hide_no_seam() -> None:
    """A question of a few words in the middle of a piece does not part the paragraphs that are compared."""
    assert seams("\n".join([*LINES[:2], "So what is to be done?", *LINES[2:]])) == [LINES[4]]


def test_whole_columns_with_their_marks_raise_few_doubts() -> None:
    """Of all other pages of shapes, most of one piece, no more than one in ten has a seam that is none."""
    others = [path for path in sorted(SHAPES.glob("*.txt")) if path.name != "two-without-mark.txt"]
    told = [path.name for path in others if seams(path.read_text(encoding="utf-8"))]
    assert len(told) <= len(others) // 10, told


@given(st.lists(st.sets(st.integers(0, 150).map(str), max_size=60), max_size=12))
def test_shares_are_those_of_the_words_on_both_sides(paragraphs: list[set[str]]) -> None:
    """Counted in one pass, they are what comparing all words above with all below gives, place by place."""
    expected = []
    for index in range(_LEAST, len(paragraphs) - _LEAST + 1):
        above, below = set().union(*paragraphs[:index]), set().union(*paragraphs[index:])
        if min(sum(map(len, paragraphs[:index])), sum(map(len, paragraphs[index:]))) >= _ENOUGH:
            expected.append(((len(above & below) + 0.5) / min(len(above), len(below)), index))
    assert list(_shares(paragraphs)) == expected
