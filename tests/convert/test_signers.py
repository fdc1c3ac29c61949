"""Who a closing line speaks of, what stands between by-line and text, and what is text although it is short."""

from __future__ import annotations

import pytest
from test_heads import COLUMN, PARAGRAPHS, only, read

from oped.convert.page import Page
from oped.convert.pipeline import take_apart


@pytest.mark.parametrize(
    "line",
    [
        "Doe is principal of Eastmoor High School.",
        "Dr. Doe teaches civics in York.",
        "Jane Doe grows pears in the Vale.",
        "Jane Doe, of Amherst, is a retired librarian.",
        "Jane Doe’s new book, The Small Print, is published by Tern Press.",
        "About Jane Doe\nJane Doe is a columnist. Follow",
    ],
)
def test_a_closing_line_on_the_author_is_a_bio(line: str) -> None:
    """By surname, by whole name and what they do, or by a work, it is no paragraph."""
    piece = only(read(text=f"{COLUMN}\n{line}"))
    assert piece.bio is not None
    assert piece.bio.value == line.rpartition("\n")[2]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Orla Penn is a resident of Hove.", ["Orla Penn"]),
        ("Orla Penn writes from Hove.", ["Orla Penn"]),
        ("Orla Penn is a sophomore. She can be reached at orla@example.org.", ["Orla Penn"]),
        ("But Penn was one of those who stayed away that night.", None),
        ("While Norway is the oldest of them all, it has hardly a crane.", None),
        ("The HeraldOrla Penn is a resident of Hove.", None),
    ],
)
def test_a_closing_line_by_itself_tells_who_wrote(line: str, names: list[str] | None) -> None:
    """Without a by-line a name and what a bio says are enough; no conjunction opens a name, nor do two words in one."""
    (piece,) = take_apart(Page("page.txt", f"{COLUMN}\n{line}\n")).pieces
    assert (piece.bio and [author.value for author in piece.authors]) == names
    assert (piece.paragraphs[-1] == line) is (names is None)


@pytest.mark.parametrize(
    "line",
    [
        "Marsh is the mayor whom they deserve, and he will be theirs until the crane falls.",
        "Doe is a word for a deer, and Jane Doe is what the police call a woman whom nobody knows.",
        "The mayor is a man of many cranes.",
    ],
)
def test_a_closing_line_on_the_subject_is_text(line: str) -> None:
    """What the column speaks of elsewhere is its subject, though a short line of the page prints the name too."""
    text = (
        f"Colin Marsh\n{COLUMN}\nNobody asked Marsh, or Doe, and Jane Doe did not ask why, for months on end, either."
    )
    (piece,) = read(text=f"{text}\n{line}").pieces
    assert piece.bio is None
    assert piece.paragraphs[-1] == line


@pytest.mark.parametrize(
    "line", ["Special to the Courier", "Contributing columnist", "Brussels bureau", "Ms. Doe is a nurse in York."]
)
def test_what_stands_below_a_by_line_is_no_text(line: str) -> None:
    """Whom a piece was written for, a role, a bio: the text begins below."""
    only(read(line))


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("Opinion by Ada BellTM & © 2024 Stowmere Mail", "Ada Bell"),
        ("Opinion by Dean Bell, SMN™ & © 2024 SMN", "Dean Bell"),
    ],
)
def test_who_signs_before_a_notice(signed: str, name: str) -> None:
    """The author stands between the text and the publisher's notice; the agency before the text is its outlet."""
    (piece,) = take_apart(Page("page.txt", f"(SMN) &#8212; {COLUMN}\n{signed}, all rights reserved.")).pieces
    assert piece.paragraphs == PARAGRAPHS
    assert [author.value for author in piece.authors] == [name]
    assert piece.outlet == "SMN"


@pytest.mark.parametrize(
    "head",
    [
        "A crane for nobody\nPUBLISHED : 3 JUN 2024 AT 04:15\nNEWSPAPER SECTION: OPED\nWRITER: JANE DOE",
        "A crane for nobody\nBy Jane Doe\nFor The Stowmere Mail\nJun 3, 2024 7:00 AM PHT",
        "A crane for nobody\nIt stands, and on Thursdays it hums.\nJane Doe\nJune 3, 2024",
        "OPINION\nA crane for nobody\nJANE DOE | Columnist\nSun, June 3, 2024 at 5:00 AM CDT·3 min read",
        "Opinion | A crane for nobody\nBy Jane Doe\n3 czerwca 2024",
        "A crane for nobody\nIts owner does not want it, nor does the town that paid for it in 1931\n"
        "Credit...Ada Bell for the Mail\nBy Jane Doe\n3 يونيو/حزيران 2024",
    ],
)
def test_heads_of_many_houses(head: str) -> None:
    """Headline, author and day are found, whatever stands between them, and none of it is text."""
    (piece,) = take_apart(Page("page.txt", f"{head}\n\n{COLUMN}")).pieces
    assert piece.paragraphs == PARAGRAPHS
    assert piece.title is not None
    assert piece.title.value == "A crane for nobody"
    assert [author.value for author in piece.authors] == ["Jane Doe"]
    assert str(piece.date) == "2024-06-03"


def test_a_work_named_in_mid_text_is_text() -> None:
    """Only a closing line is a bio, though it opens with a name that a short line of the page prints."""
    line = "Jane Doe’s new book was in every window of the town that summer, and nobody bought it."
    (piece,) = read(text=f"{COLUMN}\n{line}\n{COLUMN}").pieces
    assert piece.paragraphs == (*PARAGRAPHS, line, *PARAGRAPHS)


def test_news_below_a_by_line_is_text() -> None:
    """A sentence on somebody else is the first of the text, however much it sounds like a bio."""
    news = "Colin Marsh has been appointed manager of the port of Hull, a day after he said that he never would be."
    (piece,) = read(text=f"{news}\n{COLUMN}").pieces
    assert piece.paragraphs == (news, *PARAGRAPHS)


def test_the_last_paragraphs_of_a_web_page_may_be_short() -> None:
    """Sentences right below the text are text, though menus stand around it; a line far off is not."""
    menu = "Home\nSubscribe\nSign in\nShare\nFacebook\nTwitter"
    short = ("“I prune in the dark,” she told me.", "The remedy is to look in December.")
    page = (
        f"{menu}\nA crane for nobody\nBy Jane Doe\n{COLUMN}\nAdvertisement\n{short[0]}\n{short[1]}\nPrint\nEmail\nTop\n"
    )
    (piece,) = take_apart(Page("page.txt", f"{page}We are always happy to hear.\nHome")).pieces
    assert piece.paragraphs == (*PARAGRAPHS, *short)


def test_two_sentences_without_a_stop_are_a_standfirst() -> None:
    """So newspapers print what a piece is about; a first line that somebody signs is a question, and text."""
    line = "The crane has not moved since the war. It is unclear whether anybody in the town has ever asked it to"
    (piece,) = take_apart(Page("page.txt", f"{line}\n{COLUMN}")).pieces
    assert piece.standfirst is not None
    assert piece.standfirst.value == line
    asked = "Dear Nell: My sister borrows my crane. I have said something twice, and what now? — Running on Fumes"
    (piece,) = take_apart(Page("page.txt", f"{asked}\n{COLUMN}")).pieces
    assert piece.paragraphs == (asked, *PARAGRAPHS)


def test_a_town_behind_each_name_is_no_part_of_it() -> None:
    """On a letters page without line breaks, names of three words are two and a town, when most are."""
    letters = [f"{text} {text.replace('.', '!')}" for text in PARAGRAPHS]
    names = ["Robert Boston Kingshill, Kent", "Amanda Baker Edinburgh", "John E Harrison Chorley", "Sasha Simic Hull"]
    page = "".join(f"{letter}{name}" for letter, name in zip(letters, names, strict=True))
    pieces = take_apart(Page("page.txt", page)).pieces
    authors = [author.value for piece in pieces for author in piece.authors]
    assert authors == ["Robert Boston", "Amanda Baker", "John E Harrison", "Sasha Simic"]
