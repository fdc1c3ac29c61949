"""Feeds, lists of feeds and sitemaps of the published archive, held against their specifications."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from lxml import etree

from oped.screenshots.kinds import soup

HERE = Path(__file__).parent
PUBLIC = "https://opinion-archive.example"


def rules(name: str) -> etree.RelaxNG:
    """Return a schema of this folder."""
    return etree.RelaxNG(etree.parse(HERE / f"{name}.rng"))


def faults(schema: etree.RelaxNG, path: Path) -> list[str]:
    """Return what a file breaks of a schema."""
    return [] if schema.validate(etree.parse(path)) else [f"{path.name}: {one.message}" for one in schema.error_log]


def test_every_atom_feed_is_valid(published_site: Path) -> None:
    """RFC 4287: one id, title, date of change and page in the feed and in each entry; absolute addresses; full text."""
    feeds = list(published_site.rglob("*.atom"))
    assert len(feeds) > 100
    schema = rules("atom")
    assert not [fault for feed in feeds for fault in faults(schema, feed)]
    trees = [etree.parse(feed).getroot() for feed in feeds]
    ids = [tree.findtext("{*}id") for tree in trees]
    assert len(ids) == len(set(ids))
    for tree in trees:
        assert [link.get("rel") for link in tree.findall("{*}link")] == ["self", "alternate"]
        for entry in tree.iter("{*}entry"):
            assert [link.get("rel") for link in entry.findall("{*}link")].count("alternate") == 1


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("<id>", "<id> "),
        ("<updated>2", "<updated>"),
        ('rel="self"', 'rel="me"'),
        ('type="html">', ">"),
        ('href="https:', 'href="'),
    ],
)
def test_the_rules_of_atom_catch_faults(published_site: Path, was: str, becomes: str) -> None:
    """The schema is no rubber stamp: a blank in an id, a torn date, a missing link, type or host is found."""
    text = (published_site / "feeds/all.atom").read_text(encoding="utf-8")
    assert was in text
    assert not rules("atom").validate(etree.fromstring(text.replace(was, becomes).encode()))


def test_every_json_feed_is_valid(published_site: Path) -> None:
    """JSON Feed 1.1: version, absolute addresses, dates with a zone; no property that it does not know."""
    checker = jsonschema.Draft202012Validator(json.loads((HERE / "jsonfeed.json").read_text(encoding="utf-8")))
    feeds = [*published_site.rglob("feed.json"), published_site / "feeds/all.json"]
    for feed in feeds:
        found = [error.message for error in checker.iter_errors(json.loads(feed.read_bytes()))]
        assert not found, f"{feed}: {found[:3]}"


def test_the_opml_is_valid(published_site: Path) -> None:
    """OPML 2.0: every subscription has a text and the address of a feed that is there."""
    path = published_site / "feeds/all.opml"
    assert not faults(rules("opml"), path)
    for outline in etree.parse(path).iter("outline"):
        if address := outline.get("xmlUrl"):
            assert (published_site / address.removeprefix(f"{PUBLIC}/")).is_file()


def test_sitemaps_keep_the_protocol(published_site: Path) -> None:
    """One index at the root names every map; a map names pages of its own host below its own folder."""
    schema = rules("sitemap")
    maps = {path.name for path in published_site.glob("sitemap*.xml")}
    assert not [fault for name in maps for fault in faults(schema, published_site / name)]
    index = etree.parse(published_site / "sitemap.xml")
    assert {f"{PUBLIC}/{name}" for name in maps - {"sitemap.xml"}} == {one.text for one in index.iter("{*}loc")}
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in (published_site / "robots.txt").read_text()


def test_the_sitemap_has_every_page_to_be_indexed_and_no_other(published_site: Path) -> None:
    """What says `noindex` is not on the map, all else is, once, under its canonical address."""
    told = [
        urlsplit(one.text).path
        for path in published_site.glob("sitemap-*.xml")
        for one in etree.parse(path).iter("{*}loc")
    ]
    pages = {}
    for path in published_site.rglob("*.html"):
        tree = soup(path)
        if not tree.select('meta[name="robots"][content="noindex"]'):
            pages[tree.select_one('link[rel="canonical"]')["href"].removeprefix(PUBLIC)] = path
    assert sorted(told) == sorted(pages)
