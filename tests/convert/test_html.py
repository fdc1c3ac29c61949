"""Saved web pages: their text, their furniture, what the publisher says of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.convert.html import read_html
from tests.convert.pages import one

HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title>
<script type="application/ld+json">{"@type": "OpinionNewsArticle", "headline": "The Crane",
"datePublished": "2019-05-12T06:00",
"author": {"@type": "Person", "name": "Ada Morrow"}, "publisher": {"name": "The Tideway Post"}}
</script></head><body class="has-sidebar">
<header><a>Home</a><nav><li>News<li>Sport</nav></header><div id="related-wrapper"><main><article><h1>The Crane</h1>
<p class="byline">By <b>Ada Morrow</b></p><p>First <em>para</em>graph &amp; more<br>and a line.</p>
<aside>Read this too</aside>
<p>Second.</p><script>evil()</script><p hidden>Not shown</p></article></main></div>
<footer>© Post</footer></body></html>"""


def test_a_saved_web_page_gives_text_furniture_and_metadata(tmp_path: Path) -> None:
    """Visible text is kept in order, what the markup calls furniture is marked, the metadata are read."""
    path = tmp_path / "crane.html"
    path.write_text(HTML, encoding="utf-8")
    page = one(path)
    marked = [page.text[start:end] for start, end, _ in page.furniture]
    assert marked == ["Home", "News", "Sport", "Read this too", "© Post"]
    rest = [line for line in page.text.split("\n") if line not in marked]
    assert rest == ["The Crane", "By Ada Morrow", "First paragraph & more", "and a line.", "Second."]
    hints = page.hints
    assert (hints.title, hints.authors, hints.date, hints.outlet) == (
        "The Crane",
        ("Ada Morrow",),
        date(2019, 5, 12),
        "The Tideway Post",
    )


@pytest.mark.parametrize("opening", ["<div>", "<nav>", "<p>", "<b>", "<header>", '<div class="share">'])
def test_text_below_any_depth_is_kept(opening: str) -> None:
    """However deep the markup, no text vanishes, and a heading below what looks like a menu is no furniture."""
    text, spans, _ = read_html(f"{opening * 20_000}kept<h1>The Crane</h1>")
    assert text == "kept\nThe Crane"
    assert not spans


def test_unknown_declarations_do_not_stop_the_reading() -> None:
    """What the parser refuses is read as text, and what stands around it is kept."""
    text, _, _ = read_html("<p>before</p><![strange[ x ]]><p>after</p>")
    assert "before" in text
    assert "after" in text


@given(st.text(alphabet=st.sampled_from('<>/ap="&;![] divscriptbr\n'), max_size=200))
def test_any_markup_is_read(source: str) -> None:
    """No markup, however broken, stops the reading."""
    text, spans, _ = read_html(source)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
