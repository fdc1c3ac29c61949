"""Shapes that some houses print: round-ups, debates, lists by age, and what they glue to a text or set above it."""

from __future__ import annotations

import pytest
from test_heads import COLUMN, PARAGRAPHS, only, read

from oped.convert.page import Page
from oped.convert.pipeline import take_apart
from oped.model import Inspected, Kind

LONG = " ".join(PARAGRAPHS)


def page(*lines: str) -> Inspected:
    """Take apart a page of these lines."""
    return take_apart(Page("page.txt", "\n".join(lines) + "\n"))


@pytest.mark.parametrize("day", ["", "\nMarch 3, 2020"])
def test_a_sentence_on_the_author_below_the_head_is_the_bio(day: str) -> None:
    """It opens with the whole name, below the by-line or the day: the text begins below it."""
    bio = "Jane Doe has kept the bridge at Stowmere for eleven years."
    piece = only(read(*f"{day}\n{bio}".strip().split("\n")))
    assert piece.bio is not None
    assert piece.bio.value == bio


def test_a_paper_and_a_day_begin_an_extract_where_several_do() -> None:
    """Two of them make a round-up; one alone is a line like any other."""
    papers = ("The Stowmere Mail, June 10", "The Gull Rock Times on the price of herring:")
    found = page("What others say", papers[0], PARAGRAPHS[0], PARAGRAPHS[1], papers[1], PARAGRAPHS[2]).pieces
    assert [one.paragraphs for one in found] == [PARAGRAPHS[:2], (PARAGRAPHS[2],)]
    assert {one.kind for one in found} == {Kind.EXCERPT}
    assert [one.outlet for one in found] == ["The Stowmere Mail", "The Gull Rock Times"]
    assert [one.translator for one in found] == [None, None]
    assert len(page(papers[1], *PARAGRAPHS).pieces) == 1


def test_a_sentence_that_speaks_of_a_paper_is_no_round_up() -> None:
    """A stop, or no long text below: the lines stay where they stand."""
    lines = ("The Stowmere Mail on Friday.", "The Gull Rock Times on Monday")
    (piece,) = page(
        "A crane for nobody", "By Jane Doe", PARAGRAPHS[0], lines[0], PARAGRAPHS[1], lines[1], "Yes."
    ).pieces
    assert piece.paragraphs == (PARAGRAPHS[0], lines[0], PARAGRAPHS[1], lines[1], "Yes.")


def test_both_sides_of_a_debate_answer_its_question() -> None:
    """Two pieces, each with its author, and one headline for both."""
    question = "Should the crane be sold?"
    found = page(question, "YES", "Jane Doe", LONG, "NO", "Ada Bell", LONG[::-1].swapcase()).pieces
    assert [(one.title.value if one.title else "", one.authors[0].value) for one in found] == [
        (question, "Jane Doe"),
        (question, "Ada Bell"),
    ]


def test_three_items_with_their_ages_are_a_list() -> None:
    """Headline, teaser and name, the age above or below; two ages are none."""
    items = [(f"The crane number {n}", " ".join(PARAGRAPHS[n].split()[:12]), name) for n, name in enumerate(
        ("Jane Doe", "Ada Bell", "Tom Marsh"))]  # fmt: skip
    below = [line for n, item in enumerate(items) for line in (*item, f"{n + 2} days ago")]
    above = [line for n, item in enumerate(items) for line in (f"{n + 2} hours ago", *item)]
    for lines in (below, above):
        found = page(*lines).pieces
        assert [(one.title.value if one.title else "", one.authors[0].value, one.kind) for one in found] == [
            (title, name, Kind.EXCERPT) for title, _, name in items
        ]
    assert all(one.kind is Kind.ARTICLE for one in page(*below[:8], PARAGRAPHS[3]).pieces)


def test_a_name_behind_a_comma_is_a_by_line() -> None:
    """`Headline, By Jane Doe` is two lines; `By` before anything else is part of the headline."""
    only(page("A crane for nobody, By Jane Doe", *PARAGRAPHS))
    (piece,) = page("A crane, By and Large", *PARAGRAPHS).pieces
    assert piece.title is not None
    assert (piece.title.value, piece.authors) == ("A crane, By and Large", ())


def test_links_and_names_in_capitals_come_off_a_text_without_breaks() -> None:
    """Of a page that lost its breaks: the link is furniture, the name is the label of the bio that repeats it."""
    text = "".join(PARAGRAPHS) * 2
    bio = "Jane Doe is a columnist who lives in Stowmere."
    (piece,) = page(f"{text}CLICK HERE FOR MORE HARBOUR OPINION{PARAGRAPHS[1]} JANE DOE{bio}").pieces
    assert piece.bio is not None
    assert piece.bio.value == bio
    assert piece.paragraphs[-1] == PARAGRAPHS[1]
    assert "CLICK" not in " ".join(piece.paragraphs)


def test_a_correction_below_the_text_is_no_text() -> None:
    """It speaks of the piece, not in it."""
    piece = only(
        page("A crane for nobody", "By Jane Doe", *PARAGRAPHS, "Correction: There are four bridges, not five.")
    )
    assert piece.disclaimer is not None


def test_stars_part_a_text_and_end_none() -> None:
    """Between two paragraphs they are the author's own; above a bio they are the page's."""
    bio = "Jane Doe is a columnist who lives in Stowmere."
    (piece,) = page("A crane for nobody", "By Jane Doe", PARAGRAPHS[0], "* * *", *PARAGRAPHS[1:], "* * *", bio).pieces
    assert piece.paragraphs == (PARAGRAPHS[0], "* * *", *PARAGRAPHS[1:])
    assert piece.bio is not None


def test_a_link_to_another_piece_heads_none() -> None:
    """`Opinion: …` between two paragraphs, with no by-line below it."""
    lines = (*PARAGRAPHS[:2], "Opinion: Another crane for nobody", *PARAGRAPHS[2:])
    only(page("A crane for nobody", "By Jane Doe", *lines))


def test_points_that_sum_a_text_up_are_not_its_text() -> None:
    """Below a label such as `Key points`, above the first paragraph."""
    only(read("Key points", "Nobody uses the crane.", "It costs a fortune"))


def test_a_name_and_a_day_on_one_line_are_both_read() -> None:
    """`Jane Doe Published March 3, 2020 Updated March 4, 2020 08:14am`: author and first day."""
    line = "Jane Doe Published March 3, 2020 Updated March 4, 2020 08:14am"
    piece = only(page("A crane for nobody", line, *COLUMN.split("\n")))
    assert piece.date is not None
    assert piece.date.isoformat() == "2020-03-03"


@pytest.mark.parametrize(
    ("end", "name", "kept"),
    [
        ("Jane Doe '24, an editorial editor, is a student of history at Wexley College.", "Jane Doe", "bio"),
        ("Jane Doe, MBBS, is a doctor in Stowmere.", "Jane Doe", "bio"),
        ("Jane Doe currently serves as director of the Crane Museum.", "Jane Doe", "bio"),
        ("Contact Jane Doe at jdoe 'at' wexley.example.", "Jane Doe", ""),
    ],
)
def test_a_page_on_one_line_ends_with_who_wrote_it(end: str, name: str, kept: str) -> None:
    """Its last sentences are a bio, or say how to reach the author; the text ends above."""
    text = " ".join(PARAGRAPHS * 3)
    (piece,) = page(f"{text} {end}").pieces
    assert [author.value for author in piece.authors] == [name]
    assert piece.paragraphs == (text,)
    assert (piece.bio.value if piece.bio else "") == (end if kept else "")


def test_an_office_that_may_be_reached_is_no_author() -> None:
    """`Contact the editor at …` names nobody."""
    (piece,) = page(f"{' '.join(PARAGRAPHS * 3)} Contact the editor at editor@wexley.example.").pieces
    assert piece.authors == ()
