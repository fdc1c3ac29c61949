"""The three-way merge: a person's change always stays, an untouched line or paragraph improves, a clash is told."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from oped.convert.ledger import base_of
from oped.convert.merge import Wanted, divide, merge
from oped.post import join, split

KEYS = ["Title", "Title_source", "Kind", "Date", "Date_source", "Regions", "Bio"]
fields = st.dictionaries(st.sampled_from(KEYS), st.sampled_from("abcde"), max_size=7)
words = st.text("pqrstu", min_size=1, max_size=2)
bodies = st.lists(words, max_size=8).map(tuple)


def sheet_of(some: dict[str, str], paragraphs: tuple[str, ...], gap: str = "\n\n"):
    """Return what a file with these lines and paragraphs says."""
    return split(join(some, gap.join(paragraphs)))


def texts(body: str) -> tuple[str, ...]:
    """Return the paragraphs of a body."""
    return tuple(one.text for one in divide(body))


@given(fields, bodies, fields, bodies)
def test_an_untouched_post_becomes_what_the_machine_wants(before, old, after, new):
    """Nobody touched it: every line and paragraph improves, without a conflict."""
    merged = merge(base_of(before, old), sheet_of(before, old), Wanted(after, new))
    assert (dict(merged.fields), texts(merged.body), merged.conflicts) == (after, new, ())
    assert merged.base == base_of(after, new)
    assert not merged.edited


@given(fields, bodies, fields, bodies)
def test_an_unchanged_wish_changes_nothing(before, old, mine, ours):
    """The machine wants what it wrote last time: the file stays as the person left it, byte for byte."""
    sheet = sheet_of(mine, ours, "\n \n\n")
    merged = merge(base_of(before, old), sheet, Wanted(before, old))
    assert (merged.fields, merged.body, merged.conflicts) == (sheet.fields, sheet.body, ())
    assert merged.base == base_of(before, old)


@given(fields, bodies, fields, bodies, fields, bodies)
def test_no_edit_is_ever_lost(before, old, mine, ours, after, new):
    """Whatever the three sides are: lines and paragraphs that a person changed or added are in the result."""
    merged = merge(base_of(before, old), sheet_of(mine, ours), Wanted(after, new))
    for key in KEYS:
        if mine.get(key) != before.get(key):
            assert merged.fields.get(key) == mine.get(key)
    added = [text for text in ours if text not in old]
    assert [text for text in texts(merged.body) if text in added and text not in new] == [
        text for text in added if text not in new
    ]


@given(fields, bodies, fields, bodies, fields, bodies)
def test_a_merge_settles(before, old, mine, ours, after, new):
    """Merging the result again, with the base that the first merge gave, changes nothing and tells nothing."""
    wanted = Wanted(after, new)
    first = merge(base_of(before, old), sheet_of(mine, ours), wanted)
    again = merge(first.base, split(join(first.fields, first.body)), wanted)
    assert (again.body, again.conflicts) == (first.body, ())
    bound = {"Title_source", "Date_source"}
    assert {k: v for k, v in again.fields.items() if k not in bound} == {
        k: v for k, v in first.fields.items() if k not in bound
    }


def test_an_edited_excerpt_is_never_called_whole():
    """The full text came, the person's words stayed: later merges must not change what is said of them either."""
    before, after = {"Kind": "excerpt"}, {"Kind": "article"}
    first = merge(base_of(before, ("Cut",)), sheet_of(before, ("Cut!",)), Wanted(after, ("Cut.", "More.")))
    assert [one.what for one in first.conflicts] == ["paragraph"]
    later = {**after, "Bio": "B"}
    again = merge(first.base, split(join(first.fields, first.body)), Wanted(later, ("Cut.", "More.")))
    assert again.fields == {"Kind": "excerpt", "Bio": "B"}
    assert again.conflicts == ()


@given(bodies, st.data())
def test_a_changed_paragraph_stays_while_far_ones_improve(old, data):
    """One paragraph edited, another improved, an equal one between them: both changes are in the result."""
    assume(len(old) >= 3 and len(set(old)) == len(old))
    edited = data.draw(st.integers(0, len(old) - 3))
    improved = data.draw(st.integers(edited + 2, len(old) - 1))
    ours = tuple("EDITED" if i == edited else text for i, text in enumerate(old))
    new = tuple("IMPROVED" if i == improved else text for i, text in enumerate(old))
    merged = merge(base_of({}, old), sheet_of({}, ours), Wanted({}, new))
    assert merged.conflicts == ()
    expected = ["EDITED" if i == edited else "IMPROVED" if i == improved else t for i, t in enumerate(old)]
    assert list(texts(merged.body)) == expected


def test_a_conflict_names_its_line_and_what_was_wanted():
    """Both changed a line and a paragraph: the person's stay, and each conflict says where."""
    before, after = {"Title": "Old", "Kind": "excerpt"}, {"Title": "New", "Kind": "article"}
    sheet = sheet_of({"Title": "Mine", "Kind": "excerpt"}, ("One.", "Mine."))
    merged = merge(base_of(before, ("One.", "Two.")), sheet, Wanted(after, ("One.", "Better.")))
    assert [tuple(one) for one in merged.conflicts] == [(1, "Title", "New"), (6, "paragraph", "Better.")]
    assert merged.fields == {"Title": "Mine", "Kind": "excerpt"}, "a text that stays cut must not be called whole"
    assert texts(merged.body) == ("One.", "Mine.")
    assert merged.edited


def test_what_speaks_of_a_line_stays_with_it():
    """A title of the editor's is never called `page` because the converter found another one."""
    before = {"Title": "Old", "Title_source": "supplied"}
    sheet = sheet_of({"Title": "Mine", "Title_source": "supplied"}, ())
    merged = merge(base_of(before, ()), sheet, Wanted({"Title": "Printed", "Title_source": "page"}, ()))
    assert merged.fields == {"Title": "Mine", "Title_source": "supplied"}


def test_new_lines_go_where_the_format_has_them():
    """A line that the converter adds stands in its place; the editor's own order and keys stay."""
    sheet = sheet_of({"Reviewed": "yes", "Kind": "article", "Title": "A"}, ())
    wanted = Wanted({"Title": "A", "Kind": "article", "Date": "2020-01-01"}, ())
    merged = merge(base_of({"Title": "A", "Kind": "article"}, ()), sheet, wanted)
    assert list(merged.fields) == ["Reviewed", "Kind", "Date", "Title"] or list(merged.fields) == [
        "Reviewed",
        "Kind",
        "Title",
        "Date",
    ]


def test_a_partial_wish_takes_nothing_away():
    """When the machine has no opinion on a line, it stays."""
    before = {"Title": "A", "Bio": "B"}
    merged = merge(base_of(before, ("x",)), sheet_of(before, ("x",)), Wanted({"Date": "d"}, None, partial=True))
    assert merged.fields == {"Title": "A", "Date": "d", "Bio": "B"}
    assert merged.body == "x"


@given(st.text("a \n", max_size=30))
def test_paragraphs_and_gaps_are_the_body(body):
    """Dividing a body loses no character, and each paragraph's line is right."""
    stretches = divide(body)
    assert "".join(one.text + one.gap for one in stretches) == body
    lines = body.split("\n")
    for one in stretches:
        assert lines[one.line].startswith(one.text.split("\n")[0])
