"""Feeds: valid, full, without excerpts, and with ids that survive every change of address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from oped.hubs.feeds import Feeds, newest, opml
from oped.hubs.product import Product
from oped.hubs.publication import Publication

Make = Callable[..., Any]
A = "{http://www.w3.org/2005/Atom}"


def made(products: Iterable[Product]) -> dict[str, Any]:
    """Make every file and return it by its path."""
    return {product.path: product.make() for product in products}


def test_a_feed_has_the_newest_whole_pieces_in_full(article: Make, site: Make, publication: Publication) -> None:
    """Fifty at most, newest first, excerpts left out, content and terms included."""
    pieces = [article(n, day=f"20{n % 30:02}-01-01", cut=n % 7 == 0) for n in range(1, 80)]
    files = made(Feeds(publication, 50).all(site(pieces)))
    parsed = feedparser.parse(files["feeds/all.atom"])
    assert not parsed.bozo
    assert len(parsed.entries) == 50
    assert not {f"tag:archive.example,2026:articles/{n:012x}" for n in range(7, 80, 7)} & {e.id for e in parsed.entries}
    assert [e.published for e in parsed.entries] == sorted((e.published for e in parsed.entries), reverse=True)
    first = parsed.entries[0]
    assert "Paragraph of piece" in first.content[0].value
    assert [tag.label for tag in first.tags] == ["TW", "economy"]
    assert first.author == "Ann Lee"


def test_ids_do_not_follow_addresses(article: Make, site: Make, publication: Publication) -> None:
    """A corrected address or title leaves the entry's id as it was, in both formats."""
    feeds = [
        made(Feeds(publication, 50).all(site([article(5, slug=slug, title=slug)]))) for slug in ("before", "after")
    ]
    atom = [feedparser.parse(files["feeds/all.atom"]).entries[0].id for files in feeds]
    items = [json.loads(files["feeds/all.json"])["items"][0]["id"] for files in feeds]
    assert len({*atom, *items}) == 1


def test_both_formats_tell_the_same(article: Make, site: Make, publication: Publication) -> None:
    """Atom and JSON Feed have the same pieces with the same words; undated ones claim no date of publication."""
    whole = site([article(1, day=""), article(2, title="Ümlaut <b> & “q”")])
    files = made(Feeds(publication, 50).all(whole))
    for hub in [hub for hubs in whole.hubs.values() for hub in hubs]:
        atom, items = feedparser.parse(files[hub.atom]), json.loads(files[hub.json_feed])
        assert items["version"] == "https://jsonfeed.org/version/1.1"
        assert items["feed_url"] == f"https://archive.example/{hub.json_feed}"
        assert [e.id for e in atom.entries] == [item["id"] for item in items["items"]]
        assert [e.content[0].value for e in atom.entries] == [item["content_html"] for item in items["items"]]
        assert [e.get("published") for e in atom.entries] == [item.get("date_published") for item in items["items"]]
    root = etree.fromstring(files["feeds/all.atom"])
    assert [e.text for e in root.iter(f"{A}title")][1:] == ["Ümlaut <b> & “q”", "Piece 1"]


@given(title=st.text(), name=st.text())
def test_no_text_breaks_a_feed(article: Make, site: Make, publication: Publication, title: str, name: str) -> None:
    """Control characters and markup in any field leave the feed well-formed."""
    whole = site([article(1, title=title or "x", authors=(name,) if name.strip() else ())])
    for path, content in made(Feeds(publication, 5).all(whole)).items():
        json.loads(content) if path.endswith("json") else etree.fromstring(content)
    etree.fromstring(opml(whole, publication))


def test_every_required_element_is_there(article: Make, site: Make, publication: Publication) -> None:
    """RFC 4287: one id, title and updated in the feed and in each entry, an author, a self link."""
    root = etree.fromstring(
        made(Feeds(publication, 50).all(site([article(1), article(2, authors=())])))["feeds/all.atom"]
    )
    for element in [root, *root.iter(f"{A}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{A}{name}")) == 1
    assert root.find(f"{A}author/{A}name").text == "The Archive"
    assert root.find(f"{A}link[@rel='self']").get("href") == "https://archive.example/feeds/all.atom"


def test_a_term_and_its_parts_make_one_list(article: Make, site: Make) -> None:
    """A hub's feed mixes its own pieces with those of narrower terms, newest first."""
    hub = site([article(n, day=f"2020-01-{n:02}") for n in (1, 2, 3, 4)]).codes["topic"]["economy"]
    hub.below, hub.articles = hub.articles[::2], hub.articles[1::2]
    assert [one.slug for one in newest(hub)] == ["piece-4", "piece-3", "piece-2", "piece-1"]


def test_the_opml_names_every_feed(article: Make, site: Make, publication: Publication) -> None:
    """One outline for the archive and one for each term, grouped by taxonomy."""
    root = etree.fromstring(opml(site([article(1)]), publication))
    assert {o.get("xmlUrl") for o in root.iter("outline") if o.get("xmlUrl")} == {
        f"https://archive.example/{path}"
        for path in ("feeds/all.atom", "authors/ann-lee/feed.atom", "regions/tw/feed.atom", "topics/economy/feed.atom")
    }
