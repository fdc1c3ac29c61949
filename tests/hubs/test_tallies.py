"""The counts beside an article's terms: said by one small sheet, for every term that an article lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oped.hubs.tallies import ADDRESS, product

Make = Callable[..., Any]


def test_a_rule_for_every_term_but_the_authors(article: Make, site: Make) -> None:
    """Each term has its number of pieces, written as the site's language does; authors have none."""
    pieces = [article(number, topics=("economy",)) for number in range(1, 1202)]
    made = product(site(pieces), "de")
    sheet = b"".join([made.make()]).decode()
    assert made.path == ADDRESS
    assert '.terms [href$="/topics/economy/"]::after { content: "(1.201)"; }\n' in sheet
    assert "/authors/" not in sheet


def test_it_stands_while_no_count_changes(article: Make, site: Make) -> None:
    """What the sheet is made of tells when it is to be made again."""
    pieces = [article(number) for number in range(1, 4)]
    again = [article(number, title="Another headline") for number in range(1, 4)]
    assert product(site(pieces), "en").shown == product(site(again), "en").shown
    assert product(site(pieces), "en").shown != product(site(pieces[:2]), "en").shown
