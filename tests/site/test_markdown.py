"""The dialect of posts: text stays text, links go where they may, every block has an address."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from oped.site import plain
from oped.site.markdown import Renderer, allowed

render = Renderer()
ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//evil.example/)",
    "[x](\\\\evil.example)",
    "![x](https://evil.example/pixel.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example/"onmouseover="alert(1))',
    '![x" onerror="alert(1)](y.png)',
    "<javascript:alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- --><script>",
    "&lt;script&gt;",
    "`<script>`",
    "    <script>alert(1)</script>",
]
ELEMENTS = {"p", "a", "span", "em", "strong", "code", "pre", "br", "hr", "img", "ul", "ol", "li", "blockquote"} | {
    f"h{level}" for level in range(2, 7)
}


def check(html: str) -> None:
    """Assert that HTML holds only our elements and harmless attributes."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all():
        assert element.name in ELEMENTS, html
        assert set(element.attrs) <= {"id", "href", "src", "alt", "title", "start"}, html
        for name in ("href", "src"):
            assert name not in element.attrs or allowed(element[name]), html
        assert not str(element.get("src", "")).startswith(("http:", "https:")), html


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_becomes_markup(attack: str) -> None:
    """Scripts, handlers, foreign pictures and dangerous addresses come out as text."""
    check(render(attack).html)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*ATTACKS, "*", "_", "\n", "- ", "> ", "#", "1. ", "`"])).map("".join)
)
def test_no_text_becomes_markup_of_its_own(text: str) -> None:
    """Whatever the text, only our elements come out, numbered without gaps."""
    html, paragraphs = render(text)
    check(html)
    numbers = [int(number) for number in re.findall(r'<[a-z0-9]+ id="p(\d+)">', html)]
    assert numbers == list(range(1, len(paragraphs) + 1))


@given(st.lists(st.text("abc <&\"'é中\u202e𠮷", min_size=1).filter(str.strip), min_size=1))
def test_plain_text_is_shown_as_given(paragraphs: list[str]) -> None:
    """Text without Markdown's marks is shown character by character, white space folded."""
    folded = [" ".join(paragraph.split()) for paragraph in paragraphs]
    html, shown = render("\n\n".join(folded))
    assert list(shown) == folded
    assert [p.get_text() for p in BeautifulSoup(html, "html.parser").find_all("p")] == folded


def test_entities_and_tags_are_text() -> None:
    """`&amp;` and `<b>` of a source are shown as these characters."""
    assert BeautifulSoup(render("AT&amp;T <b>5</b>").html, "html.parser").get_text() == "AT&amp;T <b>5</b>"


def test_every_character_can_be_escaped() -> None:
    """A backslash protects each of Markdown's marks, and the ones of HTML."""
    marks = "\\`*_{}[]()>#+-.!<&|~"
    text = "".join(f"\\{mark}" for mark in marks)
    assert render(text).paragraphs == (marks,)


def test_blocks_are_numbered_and_headings_lowered() -> None:
    """Each block of text has its id and its plain text; a body's first heading is an h2."""
    html, paragraphs = render("# One\n\nTwo *em*\n\n- three\n- four\n\n> five\n\n1. six\n\n2. seven")
    assert paragraphs == ("One", "Two em", "three", "four", "five", "six", "seven")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find(id="p1").name == "h2"
    assert [soup.find(id=f"p{n}").get_text() for n in range(1, 8)] == list(paragraphs)


def test_links_within_the_site_follow_its_prefix() -> None:
    """A link from the root works wherever the archive is served."""
    assert 'href="/archive/regions/"' in Renderer("/archive")("[x](/regions/)").html


bodies = st.text() | st.lists(st.text("ab 1.\\*_-#>+=[]()<&|~!`\t\n\x02\u00a0\u2028'\"", max_size=12), max_size=6).map(
    "\n\n".join
)


@given(bodies)
def test_the_short_way_gives_what_the_parser_gives(text: str) -> None:
    """Where a body is taken for plain paragraphs, HTML and text are the parser's own."""
    assert render(text) == render.parse(text)


def test_the_short_way_is_taken() -> None:
    """Ordinary prose, escaped as the converter escapes it, needs no parser."""
    assert plain.paragraphs("Rates rose 5\\* & fell.\n\n“Why?” she asked.") == [
        "Rates rose 5* & fell.",
        "“Why?” she asked.",
    ]
    assert plain.paragraphs("Rates *rose*.") is None
