"""Shapes of pages that once were read wrongly, each reduced to what made the difference."""

from __future__ import annotations

from oped.convert.page import Page
from oped.convert.pipeline import take_apart
from oped.model import Genre, Inspected

SENTENCES = (
    "The board met on Tuesday evening and talked for three hours about a crane that nobody has used since the war. ",
    "Ask the ferryman, who has seen four bridges come and three go, and who sells sandwiches at the foot of each. ",
    "There are ten thousand cars on it each day, and none of their drivers voted for it, or will say that they did. ",
    "What the town wants is another matter, on which the town has not been asked for eleven years or so by anybody. ",
)
COLUMN = "\n".join(SENTENCES)


def read(text: str) -> Inspected:
    """Take a page apart."""
    return take_apart(Page("page.txt", text))


def texts(text: str) -> list[str]:
    """Return the paragraphs of all pieces of a page."""
    return [paragraph for piece in read(text).pieces for paragraph in piece.paragraphs]


def test_speaking_of_credit_is_no_caption() -> None:
    """A sentence with "credit" or "picture:" stays text; a photographer's credit below a caption is furniture."""
    said = "They deserve some credit for trying to speak more plainly and clearly to the country."
    asked = "Here is the bigger picture: nobody asked them."
    assert texts(f"{COLUMN}\n{said}\n{asked}\n{SENTENCES[0]}again.")[-3:-1] == [said, asked]
    shown = "The crane at dusk. Credit Ada Morrow for The Tideway Post"
    assert shown not in texts(f"{COLUMN}\n{shown}\n{SENTENCES[0]}again.")


def test_a_note_on_the_second_line_ends_nothing() -> None:
    """What says where a column first appeared, below its first short line, is no end of a piece."""
    (piece,) = read(f"Thank you.\nThis article originally appeared in the Tideway newsletter.\n{COLUMN}").pieces
    assert piece.paragraphs[0] == "Thank you."


def test_a_letters_page_of_the_hardest_kind() -> None:
    """Short letters, names known to the editor, his notes, a writer's office, salutations: four letters, each whole."""
    page = read(
        "YOUR LETTERS\nBins, again\nSir – Your correspondent Mr Pell (May 3) thinks that three bins are too many.\n"
        "Edith Farrow\nLower Sutton\nSir – I have four.\nName and address supplied\nThe mayor’s chain\n"
        "I was dismayed to read that the mayor’s chain has been valued, as if it were for sale.\nWhat next, the mace?\n"
        "Rev. Peter Quill\nSt Anne’s Vicarage, East Harbour\nEditor’s note: the mace was valued in 1987.\n"
        "To the Editor:\nRe “The last tram” (front page, May 1): My grandfather drove it, and he was not late.\n"
        "Ruth Adeyemi-Clarke\nHove, East Sussex\nThe writer is a retired conductor.\n"
    )
    assert [piece.genre for piece in page.pieces] == [Genre.LETTER] * 4
    assert [[author.value for author in piece.authors] for piece in page.pieces] == [
        ["Edith Farrow"], [], ["Peter Quill"], ["Ruth Adeyemi-Clarke"]
    ]  # fmt: skip
    assert [piece.title.value if piece.title else None for piece in page.pieces] == [
        "Bins, again", None, "The mayor’s chain", None
    ]  # fmt: skip
    assert page.pieces[2].disclaimer is not None
    assert page.pieces[3].bio is not None


def test_letters_that_lost_their_line_breaks() -> None:
    """Name, place, headline and text run together: each letter ends with its writer, whatever runs into the place."""
    letter = "The tram was late on {0}.Nobody in the town knows why, and the {0} timetable of the company does not say."
    letter += (
        "It says that trams run when they can, and that those who wait for them do so at their own risk.I ask again."
    )
    page = read(
        f"{letter.format('Monday')}Ada MorrowDenverMPs must act{letter.format('Tuesday')}Ida FellAddress supplied"
        f"Trams again{letter.format('Friday')}Sam LoweSheffieldI’ve waited.{letter.format('Sunday')}Ben HallYork"
    )
    assert [[author.value for author in piece.authors] for piece in page.pieces] == [
        ["Ada Morrow"], ["Ida Fell"], ["Sam Lowe"], ["Ben Hall"]
    ]  # fmt: skip


def test_what_stands_above_the_first_salutation_heads_the_page() -> None:
    """A summary above letters is the first letter's standfirst, not a piece."""
    letter = (
        "To the Editor:\nRe “The crane” (news, May 1): {} thinks that it should stay where it is, as I do.\n{}\nLeeds\n"
    )
    page = read(
        "Readers on cranes, bridges and the men who paint them. Also: a word on herring.\n"
        + letter.format("My father", "Ada Morrow") + letter.format("My mother", "Ida Fell")
    )  # fmt: skip
    assert len(page.pieces) == 2
    assert page.pieces[0].standfirst is not None


def test_headline_byline_and_text_run_together() -> None:
    """`…the roofsBy Aditi Rao-MensahEvery June` is three lines."""
    (piece,) = read(
        "It is not the rain that floods us, it is the roofsBy Aditi Rao-MensahEvery June the picture is the same."
        "It shows the second step.People by the gauge say it never rained so.It did."
        f"{''.join(sentence.strip() for sentence in SENTENCES * 2)}Aditi Rao-Mensah is an architect in Chennai."
    ).pieces
    assert piece.title is not None
    assert piece.title.value == "It is not the rain that floods us, it is the roofs"
    assert [author.value for author in piece.authors] == ["Aditi Rao-Mensah"]
    assert piece.paragraphs[0] == "Every June the picture is the same."


def test_a_page_of_editorials_says_so_once() -> None:
    """`EDITORIAL` above a page makes editorials of its unsigned pieces."""
    page = read(f"EDITORIAL\nA library is not a warehouse\n{COLUMN}")
    assert [piece.genre for piece in page.pieces] == [Genre.EDITORIAL]
    signed = read(f"EDITORIAL\nA library is not a warehouse\nBy Ada Morrow\n{COLUMN}")
    assert [piece.genre for piece in signed.pieces] == [Genre.COLUMN]


def test_a_question_is_no_disclaimer() -> None:
    """Opinions expressed in cabinet are what the letter is about."""
    asked = "Will he take with a pinch of salt any opinions expressed in cabinet by the minister?"
    assert asked in texts(f"{COLUMN}\n{asked}\n{SENTENCES[1]}again.")


def test_a_text_may_open_with_short_sentences() -> None:
    """Right below a by-line, `Five in the morning.` is text already, and the headline above is the headline."""
    text = (
        "A day on the ferry\nBy Lena Orr\nFive in the morning.\nNobody speaks.\nThe engine does.\n"
        "A ferry is a village that meets twice daily and never holds a council, which may be why it works. I have "
        "taken it for nineteen years and know perhaps four names.\nLena Orr is a nurse in Port Arne.\n"
    )
    (piece,) = take_apart(Page("ferry.txt", text)).pieces
    assert piece.title is not None
    assert piece.title.value == "A day on the ferry"
    assert piece.paragraphs[0] == "Five in the morning."


def test_a_dash_before_a_bio_makes_it_no_credit() -> None:
    """`— Name is …` below a text is a bio, though `— Name` would be the name of its author."""
    text = (
        "Why the museum should charge\nBy Tobias Lenz\nA free museum is paid for by those who never go. I say so as "
        "one who goes each week, at the expense of my neighbour, who would sooner watch darts.\n"
        "— Tobias Lenz is the curator of the Rope Museum.\n"
    )
    (piece,) = take_apart(Page("museum.txt", text)).pieces
    assert piece.bio is not None
    assert len(piece.paragraphs) == 1


def test_several_who_sign_on_one_line() -> None:
    """Names divided by semicolons, with or without their towns, are all the letter's writers."""
    for signed in ("Anna Bell; Carl Dean; Eve Foxe\nHove, East Sussex", "Anna Bell, Hove; Carl Dean, York; Eve Foxe"):
        page = read(f"LETTERS\n{SENTENCES[0]}\n{signed}\n{SENTENCES[1]}\nTom Pell\nLower Sutton\n")
        assert [[author.value for author in piece.authors] for piece in page.pieces] == [
            ["Anna Bell", "Carl Dean", "Eve Foxe"], ["Tom Pell"]
        ]  # fmt: skip
        assert [len(piece.paragraphs) for piece in page.pieces] == [1, 1]


def test_a_sentence_with_semicolons_is_no_signature() -> None:
    """A last line of a letter that names people between semicolons and says something of them stays its text."""
    said = "Ask Anna Bell; ask Carl Dean; ask whom you like"
    page = read(f"LETTERS\n{SENTENCES[0]}\n{said}\nTom Pell\nLower Sutton\n{SENTENCES[1]}\nEve Foxe\nHove\n")
    assert said in [paragraph for piece in page.pieces for paragraph in piece.paragraphs]
