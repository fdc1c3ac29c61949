"""Bytes of any newspaper become the text that was written; what is no text is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.convert.decode import decode
from oped.errors import InputError
from tests.convert.pages import error, one

ENGLISH = "The café on the quay — “closed for good”, it says — opened again on Tuesday; nobody’s surprised. £5 a cup."
CHINESE = (
    "總統府與行政院宣布不副署財政收支劃分法修正案，這是憲政史上第一次。預算案在立法院引起爭議，地方政府也表示反對。"
)
SIMPLIFIED = "国务院宣布新的财政政策，这是今年以来的第一次。各地政府表示支持，专家认为影响很大，经济增长将会加快。"
GLOSSED = "Jow Hongnian (卓鴻年) said that the act (財政收支劃分法) would be sent back by the party (民進黨)."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "cp1252"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-16"),
        (CHINESE, "big5"),
        (SIMPLIFIED, "gb18030"),
        (GLOSSED, "big5"),
        (GLOSSED, "gb18030"),
        ("The café’s owner – a naïve man – shut it.\nNobody knows why the “market” moved… £40 and €50.", "cp1252"),
        ("Il était une fois, à l’été, un élève très âgé. Où ça ? À Orléans, près d’ici, déjà.", "cp1252"),
    ],
)
def test_encodings_are_recognised(text: str, encoding: str, tmp_path: Path) -> None:
    """A page in any of the encodings that newspapers use is read as what was written."""
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    assert one(path).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_line_feeds(end: str, tmp_path: Path) -> None:
    """Files of any system give the same text."""
    path = tmp_path / "page.txt"
    path.write_bytes(end.join(["One.", "Two.", "Three."]).encode())
    assert one(path).text == "One.\nTwo.\nThree."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "there is no text in it"),
        (b" \n\t \n", "there is no text in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff", "binary data"),
        (b"One.\nTwo\x00 three.", "page.txt:2: this is binary data"),
        (b"One.\nTwo.\nA bell \x07 rings.", "page.txt:3: a control character"),
        ("L\u2019\u00e9t\u00e9. \u2014 \u201cYes\u201d.\n".encode() * 3 + b"Bad \xff.", "page.txt:4: damaged UTF-8"),
    ],
)  # fmt: skip
def test_bad_bytes_are_told_in_one_line(data: bytes, said: str, tmp_path: Path) -> None:
    """An empty, binary or damaged page is one line with file, line, cause and remedy."""
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    message = error(path)
    assert said in message
    assert message.startswith(str(path))
    assert message.count(": ") >= 2


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_utf8_is_read_as_written_or_refused(text: str) -> None:
    """Any UTF-8 text comes out as it went in, line ends aside, or is refused with a reason.

    Text with NUL is left out: its bytes can be UTF-16's as well.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        assert decode(text.encode("utf-8"), "any.txt") == plain
    except InputError:
        assert not plain.strip() or any(not c.isprintable() for c in plain)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    """Whatever the bytes, reading them ends in a text without control characters or in an InputError."""
    try:
        text = decode(data, "any.txt")
    except InputError:
        return
    assert text.strip()
    assert "\x00" not in text
