"""What is quick to see first never hides what the expression behind it would find."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.convert.dates import _FORMS, _YEAR
from oped.convert.decode import _CONTROL, _SURROGATE, check_text
from oped.convert.ledger import Entry, _hexes, base_of, packed_base, with_base
from oped.convert.lines import _is_latin, _starts_of_words, read_lines
from oped.convert.markdown import _INLINE, escape
from oped.convert.opening import _COMBINING, Opening, _letters, plain
from oped.convert.stages.bios import _role_in, _role_pattern
from oped.convert.stages.breaks import _stands_in
from oped.convert.stages.closings import _CLOSING, _closes
from oped.convert.stages.furniture import _has_credit
from oped.convert.stages.starts import _subject
from oped.convert.supplied import _SENTENCE
from oped.convert.words import entries, patterns_from, patterns_holding, words
from oped.convert.words.heads import head_of, may_begin
from oped.errors import InputError
from oped.post import FIELDS
from oped.tagging.runs import without_marks

LETTERS = st.characters(codec="ascii") | st.sampled_from("’“”…–—年月日éûäç")
LINES = st.text(st.sampled_from("aA1_é財 .,’“\n\r\u2028\u00a0\t*(]<"), max_size=60)
ENTRY = Entry("0", "undated/a.md", "", (), Opening(b"", 0, b""), excerpt=False, text=b"", wording=b"")
NOTICES = (
    "© 2019 The Harbour Courant",
    "The Courant. All rights reserved.",
    "This page no longer supports Internet Explorer",
    "Ferry news – back to top",
    "12 comments",
    "Ada Bell is on vacation.",
    "Please send us your letters to the editor at this address",
    "Not there yet? Activate your digital access",
    "Every morning: get the Harbour Courant newsletter. Sign up",
    "desk@courant.example",
    "Share on the social networks",
    "Terms of use | Privacy",
    "5 min read",
    "-3 °C",
)


@pytest.mark.parametrize("line", NOTICES)
def test_a_notice_is_known_in_any_case(line: str) -> None:
    """Neither its first letter nor the words it must hold keep a notice from being known."""
    for text in (line, line.upper(), line.lower()):
        start = patterns_from("furniture_patterns", head_of(text))
        held = [one for word, one in patterns_holding("furniture_holding") if word in text.lower()]
        assert (start and start.match(text)) or any(one.match(text) for one in held), text


@pytest.mark.parametrize("name", ["furniture_patterns", "publications"])
def test_no_expression_is_left_out_for_its_first_letter(name: str) -> None:
    """Each expression is tried on a text that begins as it says itself, where it begins with plain letters."""
    for _, row in entries(name):
        expression = row.partition(" = ")[2] if name == "publications" else row
        if plainly := re.match(r"[a-z]+(?=[ \\]|$)", expression):
            assert may_begin(expression, plainly[0][0])
            assert not may_begin(expression, "z" if plainly[0][0] != "z" else "y")
        assert may_begin(expression, "")


@given(LINES)
def test_short_ways_lead_to_the_same(text: str) -> None:
    """Words counted by their spaces, lines divided by the string's own method, and Markdown escaped, are as before."""
    assert not _is_latin(without_marks(text)) or _starts_of_words(text) == len(text.split())
    ends = re.compile("[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
    assert [line.text for line in read_lines(text)] == [part.strip() for part in ends.split(text) if part.strip()]
    assert all(text[line.start : line.end] == line.text for line in read_lines(text))
    assert _stands_in("a1", text) is (re.search(r"\ba1\b", text) is not None)
    assert escape(f"a{text}").count("\\") >= len(_INLINE.findall(f"a{text}".strip()))


@given(st.text(st.sampled_from("eEéa\u0301’…\u00a0ﬁ1 ."), max_size=30))
def test_plain_text_is_the_same_whatever_stands_beside_its_letters(text: str) -> None:
    """Marks are taken out before or after a text is normalised: a combining accent finds the same letter."""
    assert plain([f"x{text}"]) == plain([f"x{text}财"]).decode().removesuffix("财").encode()


@given(st.text(st.sampled_from("eEéİßa\u0301\u0307’…\u00a0ﬁ１Ａ財가가｡ﾊﾞ1 ."), max_size=200))
def test_plain_text_is_that_of_the_whole_text_in_its_form(text: str) -> None:
    """Only stretches beyond ASCII are brought into their form and folded, which gives what the whole text would."""
    folded = unicodedata.normalize("NFKC", without_marks(text)).casefold()
    letters = "".join(character for character in folded if re.match(r"[^\W_]|_", character) and character != "_")
    assert plain([text]) == (letters or " ".join(text.split())).encode()


def test_nothing_else_joins_a_letter_of_ascii() -> None:
    """Of all characters only those that are looked for change a character of ASCII before them."""
    before = [chr(code) for code in range(128)]
    for one in map(chr, range(128, sys.maxunicode + 1)):
        form = unicodedata.normalize("NFKC", one)
        if unicodedata.category(form[:1] or one).startswith("M") and not _COMBINING.match(one):
            assert all(unicodedata.normalize("NFKC", each + one) == each + form for each in before), f"U+{ord(one):04X}"
    assert _letters("É…") == "é..."


@given(st.text(st.sampled_from("abcdeABCDEéß財’“ -_19\n\u0301"), max_size=200))
def test_subjects_are_the_long_words_of_a_text(text: str) -> None:
    """The stems that one expression finds are the first seven letters of every word that has five."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    assert _subject(text) == {word[:7] for word in found if len(word) > 4} - words("common_stems")


@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]), st.text()), st.lists(st.text(), max_size=9))
def test_a_base_is_packed_and_written_as_its_hashes(fields: dict[str, str], paragraphs: list[str]) -> None:
    """What is packed at once is what the hashes make one by one, and the ledger's line has these."""
    base, packed = base_of(fields, paragraphs), packed_base(fields, paragraphs)
    assert packed == with_base(ENTRY, base).written
    assert _hexes(packed) == (" ".join(f"{key}:{one}" for key, one in base.fields.items()), " ".join(base.paragraphs))


@given(st.text(st.sampled_from("aA1.!?…。！”'), \n"), max_size=30))
def test_a_sentence_ends_where_it_did(text: str) -> None:
    """The end of a sentence is the same whether what stands before its mark is looked at before or behind it."""
    plainly = re.search(r"(?<=[a-z0-9)”’\"'])[.!?…]+[”’\"')]*(?=\s|$)|[。！？]", text)
    found = _SENTENCE.search(text)
    assert (found and found.span()) == (plainly and plainly.span())


@given(st.from_regex(_FORMS, alphabet=LETTERS))
def test_what_has_the_form_of_a_day_has_a_year(text: str) -> None:
    """A text without a year is not looked through: no form of a day is without one."""
    assert _YEAR.search(text)


@given(st.from_regex(_CLOSING, alphabet=LETTERS))
def test_a_closing_holds_one_of_its_words(text: str) -> None:
    """A line's end that closes a letter is never passed over for the words that are looked for first."""
    assert _closes(text)


@given(st.data(), st.sampled_from([row for _, row in entries("captions")]))
def test_a_credit_holds_one_of_its_marks(data: st.DataObject, row: str) -> None:
    """Whatever a row of the list matches is looked at: a new row that needs other marks fails here."""
    end = data.draw(
        st.from_regex(re.compile(row, re.IGNORECASE), alphabet=LETTERS).filter(lambda text: text[-1:] != "\n")
    )
    assert _has_credit(end)


@pytest.mark.parametrize(
    "text", ["is a Professor at", "are film makers in", "two vice presidents,", "co-authors of it"]
)
def test_a_role_is_found_by_its_first_word(text: str) -> None:
    """The words by which roles are looked for first miss none, in the plural neither."""
    found = _role_in(text)
    assert found is not None
    assert found[0] == _role_pattern()[0].search(text)[0]  # type: ignore[index]


@given(
    st.text(st.characters() | st.sampled_from("\x00\x1b\x7f\u00a0\ud800\n a"), min_size=1).map(lambda text: f"a{text}")
)
def test_a_text_passes_exactly_if_no_expression_finds_fault(text: str) -> None:
    """What is printable but for line ends and no-break spaces needs no expression; nothing that one refuses passes."""
    if _CONTROL.search(text) or _SURROGATE.search(text):
        with pytest.raises(InputError):
            check_text(text, "page.txt")
    else:
        check_text(text, "page.txt")
