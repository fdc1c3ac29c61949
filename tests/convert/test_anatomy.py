"""A page in stretches: everything on it is shown once, in its order, as what it was taken for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oped.convert.anatomy import stretches
from oped.convert.explain import picture
from oped.convert.page import Page
from oped.convert.pipeline import take_apart

SENTENCES = ["The market was moved there last year by men of the town. ", "nobody knows why it was "]
LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["By Ada Morrow", "EDITORIAL: The crane", "12 May 2019", "Advertisement", "---", "Ada Morrow"]),
    st.sampled_from(SENTENCES).map(lambda words: words * 9),
    st.just("Ada Morrow is a professor of law at the University of Leeds and writes for the Tideway Post."),
)


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_everything_is_shown_once_and_in_order(text: str) -> None:
    """Stretches do not overlap, none is of two lines, white space alone is between them, and none is unexplained."""
    position = 0
    for one in stretches(take_apart(Page("any.txt", text))):
        assert not text[position : one.span.start].strip()
        assert text[one.span.start : one.span.end].strip()
        assert "\n" not in text[one.span.start : one.span.end]
        assert one.what != "?"
        position = one.span.end
    assert not text[position:].strip()


def test_what_stands_where() -> None:
    """Headline, author, date, text, bio and furniture are named as such, each with its piece."""
    sentence = "The market was moved there {} by men of the town, and nobody knows why it was moved.\n"
    column = "".join(map(sentence.format, ("in May", "in June", "at night")))
    text = (
        "Advertisement\nEDITORIAL: The crane\nBy Ada Morrow\n12 May 2019\n"
        f"{column}Ada Morrow is a professor of law at the University of Leeds and writes for the Tideway Post.\n"
    )
    found = [(one.what, one.piece) for one in stretches(take_apart(Page("any.txt", text)))]
    head = [("furniture", 0), ("headline", 1), ("author", 1), ("head", 1)]
    assert found == [*head, *[("text", 1)] * 3, ("bio", 1)]


def test_restored_paragraphs_have_a_row_each() -> None:
    """Where a page lost its line breaks, what was restored is shown, with the one line number there is."""
    text = "".join(f"Nobody in the town of {i} knows why it was so.The market was moved there" for i in range(30))
    inspected = take_apart(Page("any.txt", text))
    rows = [line.plain for line in picture(inspected, 100)]
    assert sum("┃ text" in row for row in rows) == len(inspected.pieces[0].paragraphs) > 20
    assert sum(row.lstrip().startswith("1 ┃") for row in rows) == 1
    assert all(len(row) <= 100 for row in rows if "┃ text" in row)


def test_a_hostile_page_cannot_paint_the_terminal() -> None:
    """Control characters and marks of direction are shown as escapes."""
    text = "The market \x1b[2J was moved \u202e there last year by men of the town, and nobody knows why."
    rows = [line.plain for line in picture(take_apart(Page("a\x1b.txt", text)), 120)]
    assert all(row.isprintable() for row in rows)
    assert any("\\u202e" in row for row in rows)
