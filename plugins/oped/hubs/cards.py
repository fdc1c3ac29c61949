"""A picture for each piece, shown where its address is shared: headline and author in the archive's own hand.

A card's address holds a hash of all that is drawn, so a card that stands need not be drawn again, and a page of a piece
that did not change keeps its bytes. Sixteen shades and run-length packing: some 18 kB and a millisecond or so each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageColor, ImageDraw

from oped.hubs.png import SPARE, Strip, blank, paper, png, strip
from oped.hubs.product import Product
from oped.hubs.typeface import MEDIUM, REGULAR, face

if TYPE_CHECKING:
    from oped.site.article import Article

DESIGN = 2
"""Raise it when the drawing changes."""
WIDTH, HEIGHT = 1200, 630
"""What networks that show cards ask for."""
LEFT, RIGHT, TOP, FOOT = 80, 1120, 130, 560
"""Pixels: the margins, the top of the headline, the by-line's base line."""
MASTHEAD, BYLINE = 110, 510
"""Pixels: the last row of what all cards share, the first of what all cards of an author share."""
COLOURS = {"paper": "#ffffff", "ink": "#15201b", "accent": "#0b5b45"}
"""The light scheme's, as in `tokens.css`, where the settings do not give others."""
SIZES = (84, 72, 60, 50)
"""Of the headline; the largest that fits in the room is taken."""
SHADES = 12
"""Of the ink; the rest of the palette is the accent's."""
INK = SHADES - 1
AUTHORS = 256
"""By-lines that are kept: regular authors write most."""


class Card(NamedTuple):
    """All that is drawn: headline, authors in one line, the archive's name, and three colours."""

    title: str
    author: str
    name: str
    paper: str
    ink: str
    accent: str

    @property
    def url(self) -> str:
        """Address relative to the site's root."""
        digest = blake2b(repr((DESIGN, *self)).encode(), digest_size=10).hexdigest()
        return f"cards/{digest[:2]}/{digest[2:]}.png"


def card_of(article: Article, settings: Mapping[str, Any]) -> Card:
    """Return the card of a piece."""
    colours = {**COLOURS, **settings["COLOURS"].get("light", {})}
    author = ", ".join(article.signed)
    return Card(article.title, author, settings["SITENAME"], colours["paper"], colours["ink"], colours["accent"])


def address(articles: Iterable[Article], settings: Mapping[str, Any]) -> None:
    """Set the address of each piece's card, so that pages can name it before it is drawn."""
    for article in articles:
        article.card = card_of(article, settings).url


def products(articles: Iterable[Article], settings: Mapping[str, Any]) -> Iterator[Product]:
    """Yield every card once. What is drawn is in its address."""
    modules = Path(settings["NODE_MODULES"])
    seen = set()
    for article in articles:
        if article.card not in seen:
            seen.add(article.card)
            yield Product(article.card, (), partial(paint, card_of(article, settings), modules), False)


def paint(card: Card, modules: Path) -> bytes:
    """Return the card as a PNG. Where the face lacks the headline's script, the archive's name stands for it."""
    small = face(modules, 40, REGULAR)
    settable = small.settable(card.title)
    headline = _headline(settable if 2 * len(settable) > len(card.title) else small.settable(card.name), modules)
    between = blank(BYLINE - MASTHEAD - headline.rows, WIDTH)
    strips = (_masthead(card.name, modules), headline, between, _byline(card.author, modules))
    return png(WIDTH, strips, _palette(card.paper, card.ink, card.accent))


def _headline(title: str, modules: Path) -> Strip:
    for size in SIZES:
        type_ = face(modules, size, MEDIUM)
        lines = type_.wrap(title, RIGHT - LEFT)
        leading = round(size * 1.15)
        room = (FOOT - 60 - TOP) // leading
        if len(lines) <= room:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], type_.cut(" ".join(lines[room - 1 :]), RIGHT - LEFT)]
    first = TOP - MASTHEAD + size
    canvas = paper(WIDTH, min(first + len(lines) * leading, BYLINE - MASTHEAD))
    for number, line in enumerate(lines):
        type_.draw(ImageDraw.Draw(canvas), SPARE + LEFT, first + number * leading, line, INK)
    return strip(canvas)


@lru_cache(AUTHORS)
def _byline(author: str, modules: Path) -> Strip:
    type_ = face(modules, 40, REGULAR)
    canvas = paper(WIDTH, HEIGHT - BYLINE)
    line = type_.cut(type_.settable(author), RIGHT - LEFT)
    type_.draw(ImageDraw.Draw(canvas), SPARE + LEFT, FOOT - BYLINE, line, INK)
    return strip(canvas)


@lru_cache(maxsize=2)
def _masthead(name: str, modules: Path) -> Strip:
    """Return the part that all cards share, above the headline: name, mark, rule."""
    small = face(modules, 36, MEDIUM)
    mark, name_only = Image.new("L", (WIDTH, MASTHEAD), 0), Image.new("L", (WIDTH, MASTHEAD), 0)
    small.draw(ImageDraw.Draw(mark), LEFT, 76, "¶")
    small.draw(ImageDraw.Draw(name_only), LEFT + 36, 76, small.cut(small.settable(name), RIGHT - LEFT - 36))
    ImageDraw.Draw(name_only).rectangle((LEFT, 98, RIGHT, 101), fill=255)
    ImageDraw.Draw(name_only).rectangle((LEFT, 105, RIGHT, 105), fill=255)
    accent = Image.eval(mark, lambda light: SHADES + light * (15 - SHADES) // 255 if light else 0)
    ink = Image.eval(name_only, lambda light: light * INK // 255)
    accent.paste(ink, mask=Image.eval(name_only, lambda light: 255 if light else 0))
    canvas = paper(WIDTH, MASTHEAD)
    canvas.paste(Image.frombytes("P", accent.size, accent.tobytes()), (SPARE, 0))
    return strip(canvas)


@lru_cache(maxsize=2)
def _palette(*colours: str) -> list[int]:
    """Return sixteen colours: twelve from paper to ink, four from paper to accent."""
    paper, ink, accent = (ImageColor.getrgb(colour)[:3] for colour in colours)
    steps = [(ink, shade / INK) for shade in range(SHADES)]
    steps += [(accent, (shade + 1) / (16 - SHADES)) for shade in range(16 - SHADES)]
    return [round(a + (b - a) * part) for colour, part in steps for a, b in zip(paper, colour, strict=True)]
