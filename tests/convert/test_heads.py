"""What stands above a text and dates or explains it, and what a page without line breaks glues to its end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.convert.dates import day_first, figured_day, only_figures
from oped.convert.page import Hints, Page
from oped.convert.pipeline import take_apart
from oped.model import Inspected, Piece

PARAGRAPHS = (
    "The board met on Tuesday evening and talked for three hours about a crane that nobody has used since the war.",
    "Ask the ferryman, who has seen four bridges come and three go, and who sells sandwiches at the foot of each.",
    "There are ten thousand cars on it each day, and none of their drivers voted for it, or will say that they did.",
    "What the town wants is another matter, on which the town has not been asked for eleven years or so by anybody.",
)
COLUMN = "\n".join(PARAGRAPHS)


def read(*above: str, text: str = COLUMN, hints: Hints | None = None) -> Inspected:
    """Take a page apart: a headline, a by-line, some lines, and a text."""
    head = "\n".join(["A crane for nobody", "By Jane Doe", *above])
    return take_apart(Page("page.txt", f"{head}\n{text}\n", hints=hints or Hints()))


def only(page: Inspected) -> Piece:
    """Return the one piece, whose text is the column's alone."""
    (piece,) = page.pieces
    assert piece.paragraphs == PARAGRAPHS
    assert piece.title is not None
    assert [author.value for author in piece.authors] == ["Jane Doe"]
    return piece


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 03/05/2024", None),
        ("03.05.2024, 10:30 am", None),
        ("25/05/2024", date(2024, 5, 25)),
        ("Posted on 5/25/2024", date(2024, 5, 25)),
        ("05/05/2024", date(2024, 5, 5)),
        ("2024/05/03", date(2024, 5, 3)),
        ("Published 25/05/2024 Updated 26/05/2024", date(2024, 5, 25)),
        ("Updated 26/05/2024 Published 25/05/2024", date(2024, 5, 25)),
    ],
)
def test_figures_are_a_date_line(line: str, day: date | None) -> None:
    """They are no text; where day and month could be each other the piece is undated, and a doubt says why."""
    page = read(line)
    assert only(page).date == day
    assert [doubt.message for doubt in page.doubts if "undated" in doubt.message] == (
        [] if day else ["the piece is undated: its figures do not tell the day from the month; "
                        "the page's sidecar may give the day"]
    )  # fmt: skip


def test_another_date_of_the_page_tells_the_order() -> None:
    """The 17th of an update can be no month: the 3rd is the day of publication. A page of two minds tells nothing."""
    assert only(read("Published: 03/05/2024", "Updated: 17/05/2024")).date == date(2024, 5, 3)
    assert only(read("Published: 03/05/2024", "Updated: 05/17/2024")).date == date(2024, 3, 5)
    assert only(read("03/05/2024", "Updated: 05/17/2024", "Updated: 17/05/2024")).date is None


def test_figures_in_a_sentence_are_text() -> None:
    """A score or a date in figures within a sentence dates nothing and stays where it is."""
    last = "The quay was closed on 25/05/2024."
    (piece,) = read(text=f"{COLUMN}\n{last}").pieces
    assert (piece.date, piece.paragraphs[-1]) == (None, last)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.booleans(), st.sampled_from("/.-"), st.booleans())
def test_a_day_in_figures_is_told_or_not_at_all(day: date, first: bool, mark: str, padded: bool) -> None:
    """Written in either order, a day is read as itself or not at all; with the page's order always as itself."""
    pair = (day.day, day.month) if first else (day.month, day.day)
    line = mark.join([*(f"{one:02}" if padded else str(one) for one in pair), str(day.year)])
    assert only_figures(line)
    clear = day.day > 12 or day.day == day.month
    assert figured_day(line, None) == (day if clear else None)
    assert figured_day(line, first) == day
    assert day_first(line) == (first if day.day > 12 else None)


def test_the_day_of_an_update_dates_nothing() -> None:
    """Alone it leaves the piece undated, with a doubt; the publisher's metadata and a day of publication date it."""
    page = read("Updated 5 May 2024")
    assert only(page).date is None
    assert any("a later change" in doubt.message for doubt in page.doubts)
    hinted = read("Updated 5 May 2024", hints=Hints(date=date(2024, 5, 4), source="the publisher's metadata"))
    assert (only(hinted).date, only(hinted).date_source) == (date(2024, 5, 4), "the publisher's metadata")
    both = read("Published 4 May 2024", "Updated 5 May 2024")
    assert (only(both).date, both.doubts) == (date(2024, 5, 4), ())


@pytest.mark.parametrize("above", [[], ["5 May 2024"]])
@pytest.mark.parametrize("note", ["Editor’s note: This was written in May.", "[Editor's note: Written in May.]"])
def test_an_editors_note_below_a_byline_is_not_the_first_paragraph(above: list[str], note: str) -> None:
    """It is shown with the piece, as one at the page's top is; headline, author and date are found above it."""
    piece = only(read(*above, note))
    assert piece.disclaimer is not None
    assert piece.disclaimer.value == note
    assert piece.date == (date(2024, 5, 5) if above else None)


def test_an_editors_note_below_a_bare_name_is_not_the_first_paragraph() -> None:
    """Headline, name, note: so stand many columns. A note below the name that closes a text stays below the text."""
    note = "Editor’s note: This was written in May."
    page = take_apart(Page("page.txt", f"A crane for nobody\nJane Doe\n{note}\n{COLUMN}\n"))
    piece = only(page)
    assert piece.disclaimer is not None
    assert piece.disclaimer.value == note
    below = take_apart(Page("page.txt", f"A crane for nobody\nBy Jane Doe\n{COLUMN}\n{note}\n")).pieces
    assert [piece.paragraphs[0] for piece in below] == [PARAGRAPHS[0]]


ONE_LINE = "".join([*PARAGRAPHS, *(one.replace("The ", "Our ").replace("What ", "All that ") for one in PARAGRAPHS)])
GLUED = {
    "a list": "Read moreThe town that lost its bridgeWhy the ferry must stayA letter to the minister",
    "below a bio": "Jane Doe is the editor of The Tideway Post.Read moreThe town and its bridgeWhy the ferry must stay",
    "of a section": "More from OpinionThe town that lost its bridgeWhy the ferry must stay",
    "each with its label": "READ MORE: The town that lost its bridgeREAD MORE: Why the ferry must stay",
    "after a colon": "Read more: The town that lost its bridge",
}


@pytest.mark.parametrize("glued", GLUED.values(), ids=GLUED)
def test_links_glued_to_the_end_are_no_piece(glued: str) -> None:
    """Where line breaks are lost, a list of links at a page's end is furniture: the text is one piece without it."""
    page = take_apart(Page("page.txt", ONE_LINE + glued))
    (piece,) = page.pieces
    assert "".join(piece.paragraphs) == ONE_LINE
    links = glued.removeprefix("Jane Doe is the editor of The Tideway Post.")
    assert "".join(page.text[one.span.start : one.span.end] for one in page.furniture) == links


def test_text_below_a_glued_link_is_kept() -> None:
    """A sentence that goes on after glued links is text: nothing that ends as a sentence is taken for a list."""
    more = "Read moreThe town that lost its bridgeWhy the ferry must stayThe board has said nothing since."
    page = take_apart(Page("page.txt", ONE_LINE + more + PARAGRAPHS[0]))
    assert "".join("".join(piece.paragraphs) for piece in page.pieces) == ONE_LINE + more + PARAGRAPHS[0]
