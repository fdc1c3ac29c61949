"""Hubs: who wrote, where, about what; trees, pairs and company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from oped.hubs.article_pages import distinct_titles
from oped.hubs.authority import authority, state_roles
from oped.hubs.build import build
from oped.hubs.schemes import Term, as_printed
from oped.hubs.taxonomies import declared
from oped.site.article import newest_first
from oped.vocabulary import load_authors

Make = Callable[..., Any]
TREE = {
    "TW": Term("TW", "Taiwan", "taiwan", parent="030", broader=("030", "142", "pacific")),
    "JP": Term("JP", "Japan", "japan", parent="030", broader=("030", "142")),
    "030": Term("030", "Eastern Asia", "eastern-asia", parent="142", broader=("142",)),
    "142": Term("142", "Asia", "asia"),
    "pacific": Term("pacific", "Pacific Rim", "pacific-rim"),
}


def test_a_country_counts_in_every_area_it_lies_in(article: Make) -> None:
    """Areas show their own pieces apart from those of their parts, each piece once."""
    pieces = newest_first(
        [article(1, regions=("TW", "JP")), article(2, regions=("030",)), article(3, regions=("JP", "142"))]
    )
    taxonomy = declared({"region": {"field": "regions"}})["region"]
    hubs = build(pieces, taxonomy, lambda code, _="": TREE[code], 10)
    slugs = {code: ([a.slug for a in hub.articles], [a.slug for a in hub.below]) for code, hub in hubs.items()}
    assert slugs == {
        "142": (["piece-3"], ["piece-1", "piece-2"]),
        "030": (["piece-2"], ["piece-1", "piece-3"]),
        "JP": (["piece-1", "piece-3"], []),
        "pacific": ([], ["piece-1"]),
        "TW": (["piece-1"], []),
    }
    assert [hub.name for hub in hubs.values()] == ["Asia", "Eastern Asia", "Japan", "Pacific Rim", "Taiwan"]
    assert hubs["JP"].parent is hubs["030"]
    assert hubs["030"].children == [hubs["JP"], hubs["TW"]]
    assert [hub.code for hub in hubs["TW"].broader] == ["030", "142", "pacific"]


def test_spellings_with_one_address_are_one_term() -> None:
    """The commonest spelling names the term; the others are told as signed so."""
    scheme = as_printed(["José Ruiz", "Jose Ruiz", "José Ruiz"])
    assert scheme("Jose Ruiz") == scheme("José Ruiz")
    assert scheme("José Ruiz").name == "José Ruiz"
    assert scheme("José Ruiz").record["aliases"] == ["Jose Ruiz"]


def test_pairs_need_three_pieces(article: Make, site: Make) -> None:
    """A pair of terms has a page from three pieces on; a smaller one leads to the search."""
    pieces = [article(n, topics=("economy",)) for n in range(1, 4)] + [article(9, topics=("sport",))]
    whole = site(pieces)
    assert {codes for found in whole.pairs.values() for codes in found} == {("tw", "economy"), ("ann-lee", "economy")}
    taiwan = whole.codes["region"]["tw"]
    assert [(one.hub.code, one.count, one.url) for one in taiwan.related["topic"]] == [
        ("economy", 3, "regions/tw/topics/economy/"),
        ("sport", 1, "search/?region=tw&topic=sport"),
    ]
    assert whole.codes["topic"]["economy"].related["region"][0].url == "regions/tw/topics/economy/"


def test_every_pair_is_led_to(article: Make, site: Make) -> None:
    """However many terms keep a region company, each that it shares a page with is among them."""
    pieces = [article(n, topics=(f"topic-{n % 30:02}",)) for n in range(1, 91)]
    whole = site([*pieces, *(article(n, topics=(f"rare-{n}",)) for n in range(100, 120))])
    shown = {one.hub.code for one in whole.codes["region"]["tw"].related["topic"]}
    assert shown == {f"topic-{n:02}" for n in range(30)}


def test_headlines_that_come_back_are_told_apart(article: Make) -> None:
    """No two pages have one title: author, then day, then address are added where needed."""
    pieces = [
        article(1, title="Letters", authors=("A B",)),
        article(2, title="letters", authors=("C D",)),
        article(3, title="Alone"),
        *(article(n, title="Same", day="2020-01-01", authors=()) for n in (4, 5)),
    ]
    titles = distinct_titles(pieces)
    assert titles[pieces[0].id] == "Letters, A B"
    assert titles[pieces[2].id] == "Alone"
    assert len({title.casefold() for title in titles.values()}) == 5


def test_the_front_page_shows_whole_pieces_first(article: Make, site: Make) -> None:
    """The latest are whole pieces; excerpts only fill up."""
    pieces = [article(n, day=f"2020-01-{n:02}", cut=n > 4) for n in range(1, 9)]
    assert [one.slug for one in site(pieces).latest] == [
        "piece-4",
        "piece-3",
        "piece-2",
        "piece-1",
        "piece-8",
        "piece-7",
    ]


def test_the_authority_file_joins_spellings_and_parts_namesakes(article: Make, tmp_path: Path) -> None:
    """Aliases are one author; two people of one name are told apart by their posts; what the file says is kept."""
    path = tmp_path / "authors.toml"
    path.write_text(
        """[[author]]
name = "Nuria Valdivieso"
aliases = ["N. Valdivieso"]
role = "poet"

[[author]]
name = "Ann Lee"
note = "the judge"
posts = ["piece-3"]
""",
        encoding="utf-8",
    )
    pieces = [
        article(1, authors=("N. Valdivieso",)),
        article(2, authors=("Nuria Valdivieso",), bio="Nuria Valdivieso is an editor at the Gull."),
        article(3, authors=("Ann Lee",)),
        article(4, authors=("Ann Lee",), bio="Ann Lee is a columnist for the Pebble."),
    ]
    names = [(name, piece.slug) for piece in pieces for name in piece.authors]
    scheme = authority(load_authors(path), names)
    hubs = build(newest_first(pieces), declared({"author": {"field": "authors"}})["author"], scheme, 10)
    state_roles(hubs.values())
    assert {hub.slug: [one.slug for one in hub.articles] for hub in hubs.values()} == {
        "nuria-valdivieso": ["piece-1", "piece-2"],
        "ann-lee-the-judge": ["piece-3"],
        "ann-lee": ["piece-4"],
    }
    assert hubs["nuria-valdivieso"].record["role"] == "poet"
    assert hubs["ann-lee"].record["role"] == "columnist"
    assert hubs["ann-lee"].record["affiliation"] == "the Pebble"
    assert not hubs["ann-lee-the-judge"].record.get("role")


def test_a_long_index_has_a_letter_for_every_term(article: Make, site: Make) -> None:
    """More terms than a page can show are parted by family name; as many as it can are not."""
    names = ("Ann Lee", "Bo Ek", "7 Days", "Łukasz Łoś")
    pieces = [article(number, authors=(name,)) for number, name in enumerate(names, 1)]
    parts = site(pieces, longest=3).letters
    assert [(one.letter, one.url, [hub.name for hub in one.hubs]) for one in parts["author"]] == [
        ("D", "authors/letters/d/", ["7 Days"]),
        ("E", "authors/letters/e/", ["Bo Ek"]),
        ("L", "authors/letters/l/", ["Ann Lee", "Łukasz Łoś"]),
    ]
    assert site(pieces, longest=4).letters == {}


def test_a_piece_without_a_term_is_found_all_the_same(article: Make, site: Make) -> None:
    """Per taxonomy, the pieces without a term stand together, at an address that no term has."""
    pieces = [article(1, authors=("Unsorted",)), article(2, authors=(), topics=()), article(3, authors=())]
    made = site(pieces)
    assert {name: [one.slug for one in rest.articles] for name, rest in made.unsorted.items()} == {
        "author": ["piece-2", "piece-3"],
        "topic": ["piece-2"],
    }
    assert made.unsorted["author"].url == "authors/unsorted-2/"
    assert made.unsorted["topic"].url == "topics/unsorted/"
