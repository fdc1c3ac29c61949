"""A packed text is the text: nothing of it changes on the way."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from oped.site import plain
from oped.site.markdown import Renderer
from oped.site.shelf import Shelf
from oped.site.text import Text

paragraphs = st.lists(st.text(st.characters(exclude_categories=())).map(lambda text: " ".join(text.split())))
render = Renderer()


@given(paragraphs, st.text(st.characters(exclude_categories=())))
def test_a_text_comes_out_as_it_went_in(lines: list[str], html: str) -> None:
    """Whatever the characters, lone surrogates included, and whether the HTML says more than the paragraphs or not."""
    for content in (html, plain.html(lines)):
        packed = Text.of(content, lines)
        again = Text(packed.packed)
        assert again.paragraphs == tuple(lines) == tuple(again.lines)
        assert (len(again.lines), again.lines[:2]) == (len(lines), tuple(lines[:2]))
        assert repr(again.lines) == repr(packed.lines)
        assert again.content == (content or plain.html(lines))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_rendered_can_be_packed(body: str) -> None:
    """The renderer gives paragraphs that keep to a line each."""
    html, lines = render(body)
    packed = Text.of(html, lines)
    assert (packed.content, packed.paragraphs) == (html, lines)


def test_no_text_is_empty() -> None:
    """A piece of which nothing is known has no text."""
    assert (Text().content, Text().paragraphs) == ("", ())


def test_a_shelf_gives_each_text_back(tmp_path: Path) -> None:
    """In whatever order they are asked for, and to a process that was started in between; nobody sees a file."""
    shelf = Shelf(tmp_path / "folder")
    texts = [Text.of("", [f"{number} and more" * number]) for number in range(5)]
    kept = [Text(shelf.put(text.packed), text.words) for text in texts]
    child = os.fork()
    if not child:
        os._exit([text.paragraphs for text in kept[::-1]] != [text.paragraphs for text in texts[::-1]])
    kept.append(Text(shelf.put(texts[1].packed)))
    assert os.waitpid(child, 0)[1] == 0
    assert [text.packed for text in kept] == [text.packed for text in (*texts, texts[1])]
    assert list((tmp_path / "folder").iterdir()) == []
