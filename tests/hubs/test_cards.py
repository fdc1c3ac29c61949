"""Card images: the same text gives the same bytes, any text gives a card, a card that stands is not drawn again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from oped.errors import BuildError
from oped.hubs import cards
from oped.hubs.cards import COLOURS, HEIGHT, WIDTH, Card, paint
from oped.hubs.look import style_sheet
from oped.hubs.typeface import face
from oped.site.article import Article

MODULES = Path(__file__).resolve().parents[2] / "node_modules"
OURS = {"NODE_MODULES": str(MODULES), "SITENAME": "Opinion Archive", "COLOURS": {}}


def card(title: str, author: str = "") -> Card:
    """Return a card in the theme's own colours."""
    return Card(title, author, "Opinion Archive", **COLOURS)


@settings(max_examples=25)
@given(st.text(max_size=300), st.text(max_size=80))
@example("w" * 200, "x" * 200)
@example("財政收支劃分法", "卓鴻年")
@example("<img onerror=alert(1)>", "../../x")
def test_any_text_gives_a_card(title: str, author: str) -> None:
    """Whatever a headline holds, the card has its size and stays small."""
    png = paint(card(title, author), MODULES)
    assert Image.open(io.BytesIO(png)).size == (WIDTH, HEIGHT)
    assert len(png) < 60_000


def test_same_card_same_bytes() -> None:
    """A card is a function of what it shows, and so is its address."""
    one, two = card("A tax on rain", "Søren Kjær"), card("A tax on rain", "Søren Kjær")
    assert paint(one, MODULES) == paint(two, MODULES)
    assert one.url == two.url != card("A tax on rain").url


def test_headline_in_a_script_without_face() -> None:
    """A headline that cannot be set gives way to the archive's name, not to boxes."""
    assert paint(card("財政收支劃分法"), MODULES) == paint(card("Opinion Archive"), MODULES)


def test_gloss_that_cannot_be_set_is_left_out() -> None:
    """Characters that the face lacks go, and their brackets with them; accents and Cyrillic stay."""
    type_ = face(MODULES, 40)
    assert type_.settable("Jow Hongnian (卓鴻年)") == "Jow Hongnian"
    assert type_.settable("Nguyễn Żółć Почему Ωmega") == "Nguyễn Żółć Почему Ωmega"


@given(st.text(max_size=200), st.integers(120, 900))
def test_lines_fit(text: str, width: int) -> None:
    """No line is wider than the room it has."""
    type_ = face(MODULES, 40)
    assert all(type_.length(line) <= width for line in type_.wrap(type_.settable(text), width))


def test_a_card_is_made_once_and_known_by_what_it_shows() -> None:
    """Equal headlines share a card; a changed headline has another address, which nothing stands at."""
    articles = [Article(id=str(n), slug=str(n), title=f"Piece {n // 2}", file="x.md") for n in range(4)]
    cards.address(articles, OURS)
    before = [product.path for product in cards.products(articles, OURS)]
    assert len(before) == 2
    articles[1].title = "Another headline"
    cards.address(articles, OURS)
    after = {product.path: product.make() for product in cards.products(articles, OURS)}
    assert set(before) < set(after)
    assert len(set(after.values())) == 3


def test_missing_face_is_said(tmp_path: Path) -> None:
    """Without the package the error names its folder and the remedy."""
    with pytest.raises(BuildError, match="npm ci"):
        face(tmp_path, 40)


@pytest.mark.parametrize(
    "colours",
    [{"sepia": {}}, {"light": {"accnt": "#fff"}}, {"dark": {"accent": "red; } body { display: none"}}],
)
def test_wrong_colours_are_refused(colours: dict[str, dict[str, str]]) -> None:
    """A scheme, name or colour that there is not stops the build, whatever it would have done to the sheet."""
    with pytest.raises(BuildError, match=r"pelicanconf\.py"):
        style_sheet(colours, frozenset({"accent"}))
