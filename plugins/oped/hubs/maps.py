"""What search engines are told: a sitemap index with a map for each year and one for the terms, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from oped.hubs.feeds import clean
from oped.hubs.product import Product

if TYPE_CHECKING:
    from oped.hubs.page import Page
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses that the protocol allows in one map."""
Place = tuple[str, str]
"""An address relative to the site's root, and the day of the newest piece there or an empty text."""


def maps(site: Site, lists: Sequence[Place], publication: Publication) -> Iterator[Product]:
    """Yield the sitemaps and their index. Excerpts are left out; `lists` are all other pages.

    They lie at the root: a map speaks only for what lies below its own folder.
    """
    index: list[Place] = []
    for name, places in [*_years(site), ("lists", lists)]:
        for number, start in enumerate(range(0, len(places), MOST), 1):
            path = f"sitemap-{name}{f'-{number}' if number > 1 else ''}.xml"
            chunk = places[start : start + MOST]
            index.append((path, max(day for _, day in chunk)))
            yield Product(path, (repr(chunk),), partial(_xml, "urlset", "url", chunk, publication))
    yield Product("sitemap.xml", (repr(index),), partial(_xml, "sitemapindex", "sitemap", index, publication))


def place(page: Page) -> Place | None:
    """Return what the map says of a page that is no article's; None when it is not to be indexed."""
    if page.template in ("article", "redirect") or not page.indexed:
        return None
    listing = page.words.get("listing")
    newest = listing.articles[0].day if listing and listing.articles else None
    return page.url, newest.isoformat() if newest else ""


def _years(site: Site) -> Iterator[tuple[str, list[Place]]]:
    for year in site.years:
        whole = [article for article in year.articles if not article.excerpt]
        if whole:
            yield year.label, [(one.url, one.day.isoformat() if one.day else "") for one in whole]


def _xml(root: str, entry: str, places: Iterable[Place], publication: Publication) -> bytes:
    tree = etree.Element(root, xmlns=NAMESPACE)
    for url, day in places:
        element = etree.SubElement(tree, entry)
        etree.SubElement(element, "loc").text = clean(publication.absolute(url))
        if day:
            etree.SubElement(element, "lastmod").text = day
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True, pretty_print=True)


def robots(publication: Publication) -> bytes:
    """Return robots.txt: all may be read, and where the map is. What is not to be indexed says so on its page."""
    place = f"\nSitemap: {publication.absolute('sitemap.xml')}\n" if publication.public.startswith("http") else ""
    return f"User-agent: *\nDisallow:\n{place}".encode()
