"""The escaper: what the site's Markdown shows is the text that was given, and little of it needs a backslash."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oped.convert.markdown import body, escape, showable
from oped.post import Post, dump, parse
from oped.site.markdown import Renderer

SHARED = Path(__file__).parents[2].parent / "shared"
MARKUP = st.text(
    st.sampled_from("*_#`\\[]()<>!&;:.-+=|~^\"'/ 0123456789abhttps.:/\t\u00a0\u200b一é\u202e😀"), max_size=40
)
ANY = st.text(max_size=60) | MARKUP | st.lists(MARKUP | st.text(max_size=5), max_size=6).map("".join)
HAZARDS = [
    "*stars* and **more** ***stars",
    "_underlined_ snake_case __init__ _",
    "#MeToo",
    "###### six",
    "1. A numbered first line",
    "1986\\. A year",
    "> quoted",
    "`code` and ``more`` and ``` fence",
    "``` fence",
    "~~~",
    "<script>alert(1)</script>",
    "<!-- comment --> <?php ?> <![CDATA[x]]>",
    "&amp; &lt; &#65; & AT&T;",
    "[x](javascript:alert(1)) ![x](y) [x][y] [x] [^1] [ LETTER ]",
    "[x]: http://example.org 'title'",
    "[^1]: a footnote",
    "*[HTML]: abbreviation",
    "Note: a first line like front matter",
    "    four leading spaces",
    "\tTab",
    "- item",
    "-\u00a0item",
    "+ item",
    "* item",
    "---",
    "- - -",
    "-- --",
    "***",
    "___",
    "===",
    "| a | b |",
    "<https://example.org> <a@example.org> https://example.org",
    "trailing backslash \\",
    "\\\\` \\* \\_ \\",
    "two  spaces",
    "😀 שלום 財政收支劃分法 مرحبا",
    "\u202eoverride",
    "e\u0301",
    "[[wiki]] {: #id .class } {{ jinja }} {static}/x",
    "a*b*c_d_e",
    "“Quoted”… – — ’",
]

render = Renderer()


def shown(markdown: str) -> list[str]:
    """Return what a reader sees, a string a block, by way of the post's file and the page's HTML."""
    markup = render(parse(dump(Post(title="t", body=markdown))).body).html
    blocks = re.findall(r"<p id=\"p\d+\">(.*?)</p>", markup, re.DOTALL)
    assert "".join(f'<p id="p{n}">{block}</p>' for n, block in enumerate(blocks, 1)) == re.sub(r">\n<", "><", markup)
    assert not any(re.search(r"<", block) for block in blocks)
    return [folded(html.unescape(block)) for block in blocks]


def folded(text: str) -> str:
    """Return `text` as two readers would compare it: composed characters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@settings(max_examples=400)
@given(st.lists(ANY, max_size=4))
@example(HAZARDS)
def test_what_is_shown_is_what_was_given(paragraphs):
    """Any Unicode text: the reader sees each paragraph's characters, no mark-up, no paragraph more or less."""
    expected = [text for text in map(folded, map(showable, paragraphs)) if text]
    assert shown(body(paragraphs)) == expected


@pytest.mark.parametrize("text", HAZARDS)
def test_each_hazard_alone(text):
    """Every construct of Markdown at the start of a page is shown as text."""
    assert shown(body([text])) == [folded(text)]


@given(st.text(max_size=60))
def test_escaping_loses_nothing_but_the_backslashes(text):
    """Taking each escape's backslash away gives the showable text back."""
    assert re.sub(r"\\(.)", r"\1", escape(text)) == showable(text).strip()


@given(st.text())
def test_showable_text_keeps_its_places(text):
    """Evidence points into paragraphs by character: no character may move, and every one can be stored."""
    assert len(showable(text)) == len(text)
    showable(text).encode()


@pytest.mark.parametrize(
    "text",
    ["He said [sic] that AT&T’s snake_case – 1.5% – won (again).", "In 1986. And so on", "a < b > c", "C# & F#", "<b>"],
)
def test_ordinary_prose_needs_no_backslash(text):
    """An editor reads these files: prose looks like prose."""
    assert escape(text) == text


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_all_real_pages_are_shown_as_given():
    """Each line of each real page as a paragraph, a post a page."""
    for file in sorted((SHARED / "data").glob("[aps]*/*.txt")):
        lines = file.read_text(encoding="utf-8").split("\n")
        expected = [text for text in map(folded, map(showable, lines)) if text]
        assert shown(body(lines)) == expected, file.name
