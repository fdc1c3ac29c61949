"""Atom (RFC 4287) and JSON Feed 1.1 of the archive and of every term: the newest whole pieces, in full.

Entries are known by the post's id, never by its address, so that no reader sees a piece twice after a correction. An
entry is joined into every feed that has it.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson
from lxml import etree

from oped.hubs.head import ATOM
from oped.hubs.product import Product
from oped.site.article import key

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site
    from oped.site.article import Article

NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANG, XML_BASE = ("{http://www.w3.org/XML/1998/namespace}" + name for name in ("lang", "base"))
AT_HAND = 2000
"""Entries that are kept in each format for the next feed: terms that lie in one another have the same newest pieces."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""
SCHEMES = {"topic": "http://cv.iptc.org/newscodes/mediatopic/"}


class Feeds:
    """Writes feeds of up to `size` entries; undated pieces, whose last change is not known, carry `founded`."""

    def __init__(self, publication: Publication, size: int) -> None:
        self.publication = publication
        self.size = size
        self.founded = _founded(publication.authority)
        self._entry = lru_cache(AT_HAND)(self._make_entry)
        self._item = lru_cache(AT_HAND)(self._make_item)

    def all(self, site: Site) -> Iterator[Product]:
        """Yield every feed, the archive's own first."""
        name = self.publication.name
        yield from self.both(name, "site", "", ("feeds/all.atom", "feeds/all.json"), site.articles)
        for hubs in site.hubs.values():
            for hub in hubs:
                title, of = f"{hub.name} – {name}", f"{hub.taxonomy.name}/{hub.code}"
                yield from self.both(title, of, hub.url, (hub.atom, hub.json_feed), newest(hub))

    def both(
        self, title: str, of: str, url: str, paths: tuple[str, str], articles: Iterable[Article]
    ) -> Iterator[Product]:
        """Yield one list of pieces as Atom and as JSON Feed."""
        whole = list(islice((article for article in articles if not article.excerpt), self.size))
        yield Product(paths[0], (title, of, url, whole), partial(self.atom, title, of, url, paths[0], whole))
        yield Product(paths[1], (title, url, whole), partial(self.json, title, url, paths[1], whole))

    def atom(self, title: str, of: str, url: str, path: str, articles: Sequence[Article]) -> bytes:
        """Return an Atom feed. `of` names what it is a feed of, for its id."""
        absolute = self.publication.absolute
        feed = etree.Element("feed", {XML_LANG: self.publication.language, XML_BASE: absolute("")}, xmlns=NAMESPACE)
        _add(feed, "id", self.publication.tag(f"feeds/{of}"))
        _add(feed, "title", title)
        _add(feed, "updated", max((self._updated(article) for article in articles), default=self.founded))
        _add(feed, "link", rel="self", type=ATOM, href=absolute(path))
        _add(feed, "link", rel="alternate", type="text/html", href=absolute(url))
        _add(_add(feed, "author"), "name", self.publication.name)
        if self.publication.licence:
            _add(feed, "rights", self.publication.licence)
        head = etree.tostring(feed, encoding="utf-8", xml_declaration=True).removesuffix(b"</feed>")
        return head + b"\n" + b"".join(map(self._entry, articles)) + b"</feed>\n"

    def json(self, title: str, url: str, path: str, articles: Sequence[Article]) -> bytes:
        """Return a JSON Feed."""
        absolute = self.publication.absolute
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "home_page_url": absolute(url),
            "feed_url": absolute(path),
            "description": self.publication.sentence,
            "language": self.publication.language,
        }
        items = b",".join(map(self._item, articles))
        return orjson.dumps(head).removesuffix(b"}") + b',"items":[' + items + b"]}\n"

    def _make_entry(self, article: Article) -> bytes:
        return etree.tostring(self._element(article), encoding="utf-8") + b"\n"

    def _element(self, article: Article) -> etree._Element:
        absolute = self.publication.absolute
        entry = etree.Element("entry", {XML_LANG: article.lang})
        _add(entry, "id", self.publication.tag(f"articles/{article.id}"))
        _add(entry, "title", article.title)
        _add(entry, "updated", self._updated(article))
        _add(entry, "link", rel="alternate", type="text/html", href=absolute(article.url))
        if article.day:
            _add(entry, "published", self._updated(article))
        if article.original_url:
            _add(entry, "link", rel="via", href=article.original_url)
        for who in self._authors(article):
            author = _add(entry, "author")
            _add(author, "name", who["name"])
            if "url" in who:
                _add(author, "uri", who["url"])
        for name, hubs in article.terms.items():
            scheme = SCHEMES.get(name, self.publication.tag(name))
            for hub in hubs if name != "author" else ():
                _add(entry, "category", term=hub.code, scheme=scheme, label=hub.name)
        _add(entry, "summary", article.summary)
        _add(entry, "content", article.content, type="html")
        return entry

    def _make_item(self, article: Article) -> bytes:
        absolute = self.publication.absolute
        names = [name for name in article.terms if name != "author"]
        item: dict[str, Any] = {
            "id": self.publication.tag(f"articles/{article.id}"),
            "url": absolute(article.url),
            "external_url": article.original_url,
            "title": article.title,
            "content_html": article.content,
            "summary": article.summary,
            "image": article.card and absolute(article.card),
            "date_published": self._updated(article) if article.day else None,
            "authors": self._authors(article),
            "tags": [hub.name for name in names for hub in article.terms[name]],
            "language": article.lang,
        }
        return orjson.dumps({k: v for k, v in item.items() if v})

    def _authors(self, article: Article) -> list[dict[str, str]]:
        hubs = article.terms.get("author")
        if hubs is None:
            return [{"name": name} for name in article.signed]
        return [{"name": hub.name, "url": self.publication.absolute(hub.url)} for hub in hubs]

    def _updated(self, article: Article) -> str:
        return f"{article.day.isoformat()}T00:00:00Z" if article.day else self.founded


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    element.text = clean(text) or None
    return element


def newest(hub: Hub) -> Iterator[Article]:
    """Yield a term's pieces and those of narrower terms, newest first."""
    return heapq.merge(hub.articles, hub.below, key=key)


def opml(site: Site, publication: Publication) -> bytes:
    """Return the list of all Atom feeds as OPML 2.0, grouped by taxonomy."""

    def line(title: str, atom: str, page: str) -> dict[str, str]:
        absolute = publication.absolute
        return {"type": "rss", "text": title, "title": title, "xmlUrl": absolute(atom), "htmlUrl": absolute(page)}

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = clean(publication.name)
    body = etree.SubElement(root, "body")
    etree.SubElement(body, "outline", line(clean(publication.name), "feeds/all.atom", ""))
    for taxonomy in site.taxonomies:
        group = etree.SubElement(body, "outline", text=publication.gettext(taxonomy.plural))
        for hub in site.hubs[taxonomy.name]:
            etree.SubElement(group, "outline", line(clean(hub.name), hub.atom, hub.url))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return FORBIDDEN.sub("", text)


def _founded(authority: str) -> str:
    """Return the moment that a tag authority's date stands for.

    >>> _founded("example.org,2026-05")
    '2026-05-01T00:00:00Z'
    """
    day = authority.partition(",")[2]
    return f"{day}{'-01-01'[len(day) - 4 :] if len(day) < 10 else ''}T00:00:00Z"
