"""Taking pages apart: nothing lost, every shape in its place, the seed exactly as a careful reader labelled it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oped.convert.inputs import read_pages
from oped.convert.page import Hints, Page, Sidecar
from oped.convert.pipeline import inspect, take_apart
from oped.model import Genre, Inspected, Kind
from oped.tagging import root_name
from oped.vocabulary import load

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
SAMPLE = ROOT / "content" / "raw"

PARAGRAPH = (
    "The harbour board met on Tuesday evening and talked for three hours about a crane that nobody has used since the "
    "last war, and which nobody is allowed to take away."
)
TEASER = " ".join(["The lamp on the mole went out and the men who light it went to look"] * 6) + " for the"
BIO = "Ada Morrow is a columnist for The Tideway Post."


def uncovered(inspected: Inspected) -> list[tuple[int, str]]:
    """Return what of a page is in no piece and no furniture, or is in two pieces."""
    seen = bytearray(len(inspected.text))
    for furniture in inspected.furniture:
        for place in range(*furniture.span):
            seen[place] += 10
    for piece in inspected.pieces:
        for place in range(*(piece.head or (0, 0))):
            seen[place] += 1
        for place in range(piece.body.start, piece.end):
            seen[place] += 1
    return [
        (place, char)
        for place, char in enumerate(inspected.text)
        if not char.isspace() and seen[place] not in {1, 10, 11}
    ]


GLUED = ["One thing ended.", "Another began.", "Ada Morrow", "Tideway", "and then the men"]
LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            PARAGRAPH, TEASER, BIO, "By Ada Morrow", "The Crane That Nobody Uses", "FULL STORY", TEASER + "FULL STORY",
            "12 May 2019", "Read more", "Advertisement", "Share on Facebook",
            "Home", "News", "---", "# A heading", "\f",
            "Ada Morrow", "Tideway, England", "LETTERS", "[ LETTER ] On cranes",
            "EDITORIAL: On cranes2019-05-12", "• " + BIO,
            "This column reflects the personal views of the author.", "Published in The Tideway Post, May 12, 2019",
            "Published: 7:12 AM", "Translated by Ida Fell",
            "https://tideway.example/cranes", "財政收支劃分法", "\u2028", "— Ada Morrow",
        ]
    ),
    st.lists(st.sampled_from(GLUED), max_size=90).map("".join),
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


@given(TEXTS)
@example("Ada Morrow\nTideway\n" + PARAGRAPH)
@example("---\n---")
@example("By Ada Morrow")
@example("\x1c\u2028\x85")
@example("12 May 2019\nFULL STORY")
@example("One thing ended.Another began." * 40 + "Ada MorrowTideway")
def test_every_character_is_in_one_place(text: str) -> None:
    """Whatever the text, each character that is not white space is in one piece or in the furniture."""
    inspected = take_apart(Page("any.txt", text))
    assert uncovered(inspected) == []
    for piece in inspected.pieces:
        assert piece.paragraphs
        assert all(part in text for part in piece.paragraphs)


@given(TEXTS, st.lists(st.integers(1, 30), max_size=4))
def test_a_persons_cuts_are_the_only_cuts(text: str, cuts: list[int]) -> None:
    """With cuts in the sidecar, pieces begin there and nowhere else, and still nothing is lost."""
    inspected = take_apart(Page("any.txt", text, Sidecar(cuts=tuple(sorted(set(cuts))))))
    assert uncovered(inspected) == []
    if cuts:
        assert len(inspected.pieces) <= len(set(cuts)) + 1


def test_real_pages_are_covered() -> None:
    """On every real page at hand, no character is unaccounted for."""
    pages = [*SAMPLE.glob("*")]
    pages += [*SHARED.glob("pages/*.txt"), *SHARED.glob("assembled/*.txt"), *SHARED.glob("seed/*.txt")]
    for path in sorted(pages):
        for page in read_pages(path):
            assert isinstance(page, Page), page
            assert uncovered(take_apart(page)) == [], path.name


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not beside this repository")
def test_the_seed_page_is_read_as_a_careful_reader_does() -> None:
    """The seed gives five pieces with the lines, kinds, authors, regions and topics of its labels, and no date."""
    wanted = json.loads((SHARED / "seed" / "expected.json").read_text(encoding="utf-8"))
    (page,) = read_pages(SHARED / "seed" / wanted["file"])
    assert isinstance(page, Page)
    inspected = inspect(page)
    regions = load().regions
    assert uncovered(inspected) == []
    assert len(inspected.pieces) == len(wanted["pieces"])
    for piece, label in zip(inspected.pieces, wanted["pieces"], strict=True):
        first = page.text.count("\n", 0, piece.body.start) + 1
        last = page.text.count("\n", 0, piece.end - 1) + 1
        assert [first, last] == label["lines"]
        assert piece.kind == label["kind"]
        assert [author.value for author in piece.authors] == label["authors"]
        assert piece.date is None
        assert piece.title is None
        assert piece.supplied_title
        names = {root_name(tag.root) for tag in piece.topics}
        assert set(label["topics"]["must"]) <= names <= {*label["topics"]["must"], *label["topics"]["may"]}
        allowed = {*label["regions"]["must"], *label["regions"]["may"]}
        assert set(label["regions"]["must"]) <= {tag.code for tag in piece.regions}
        assert [tag.code for tag in piece.regions if not allowed & {tag.code, regions[tag.code].name}] == []
    column = inspected.pieces[0]
    assert column.bio is not None
    assert column.bio.value.startswith("Marc Champion is a Bloomberg Opinion columnist")
    assert column.disclaimer is not None
    assert column.disclaimer.value.startswith("This column reflects")


def test_a_bio_ends_a_piece_and_teasers_stand_alone() -> None:
    """A column with its bio, then two teasers: three pieces; the page's date is the column's alone."""
    text = "\n".join(
        ["12 May 2019", "The Crane", "By Ada Morrow", PARAGRAPH, PARAGRAPH, BIO, TEASER, TEASER + " sea and"]
    )
    pieces = take_apart(Page("p.txt", text)).pieces
    assert [piece.kind for piece in pieces] == [Kind.ARTICLE, Kind.EXCERPT, Kind.EXCERPT]
    assert [piece.date for piece in pieces] == [date(2019, 5, 12), None, None]
    assert pieces[0].title is not None
    assert pieces[0].title.value == "The Crane"
    assert [a.value for a in pieces[0].authors] == ["Ada Morrow"]
    assert all(piece.reason for piece in pieces)


def test_two_whole_texts_without_a_mark_are_doubted_not_cut() -> None:
    """Where only the words change, the page stays one piece and the place is named in a doubt."""
    harbour = [
        f"The harbour crane number {n} lifts cargo from vessels while dockers guide heavy chains." for n in range(6)
    ]
    school = [
        f"Pupils learn grammar lesson {n} under patient teachers whose classroom windows face orchards."
        for n in range(6)
    ]
    inspected = take_apart(Page("p.txt", "\n".join(harbour + school)))
    assert len(inspected.pieces) == 1
    assert [inspected.text[d.span.start : d.span.end] for d in inspected.doubts] == [school[0]]


def test_letters_have_their_writers() -> None:
    """A letters page: each signed text is a letter by the one who signed it; the place line is no text."""
    text = "\n".join(
        [
            "LETTERS",
            "On cranes",
            PARAGRAPH,
            "Ada Morrow",
            "Tideway, England",
            "On boats",
            PARAGRAPH,
            "Ida Fell",
            "Ropewalk",
        ]
    )
    pieces = take_apart(Page("p.txt", text)).pieces
    assert [[a.value for a in piece.authors] for piece in pieces] == [["Ada Morrow"], ["Ida Fell"]]
    assert [piece.title.value for piece in pieces if piece.title] == ["On cranes", "On boats"]
    assert {piece.genre for piece in pieces} == {Genre.LETTER}
    assert all(piece.paragraphs == (PARAGRAPH,) for piece in pieces)


def test_hints_speak_only_of_the_main_piece() -> None:
    """A publisher's date, headline and address go to the page's whole text, never to a teaser below it."""
    hints = Hints(
        title="The Crane",
        authors=("Ada Morrow",),
        date=date(2020, 1, 2),
        url="https://t.example/c",
        source="the metadata",
    )
    pieces = take_apart(Page("p.html", "\n".join([PARAGRAPH, PARAGRAPH, BIO, TEASER]), hints=hints)).pieces
    assert [(p.date, p.url, bool(p.title)) for p in pieces] == [(date(2020, 1, 2), hints.url, True), (None, "", False)]
    assert pieces[0].date_source == "the metadata"


def test_the_files_name_dates_whole_pieces_only() -> None:
    """`2019-05-12-opinion.txt` dates the column in it, and says so; the teaser stays undated."""
    pieces = take_apart(Page("2019-05-12-opinion.txt", "\n".join([PARAGRAPH, BIO, TEASER]))).pieces
    assert [(p.date, p.date_source) for p in pieces] == [(date(2019, 5, 12), "the file's name"), (None, "")]


def test_a_gloss_is_kept_beside_the_name() -> None:
    """The name is the author as printed; the same name in another script stays with it as its gloss."""
    text = f"The Crane\nBy Jow Hongnian 卓鴻年\n{PARAGRAPH}"
    (piece,) = take_apart(Page("p.txt", text)).pieces
    assert [(author.value, author.gloss) for author in piece.authors] == [("Jow Hongnian", "卓鴻年")]
