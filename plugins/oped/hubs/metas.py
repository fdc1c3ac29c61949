"""Metadata for reference managers (Highwire's `citation_*`, Dublin Core terms) and for links shared (Open Graph)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oped.hubs.publication import Publication
    from oped.site.article import Article

Pairs = list[tuple[str, str]]


def of_article(article: Article, publication: Publication) -> Pairs:
    """Return the metas that Zotero and its kin read: author, title, date, publication, address."""
    address = publication.absolute(article.url)
    authors = article.signed
    day = article.day.isoformat() if article.day else ""
    published_in = article.outlet or publication.name
    pairs = [
        ("citation_title", article.title),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_journal_title", published_in),
        ("citation_language", article.lang),
        ("citation_public_url", address),
        ("citation_fulltext_html_url", "" if article.excerpt else address),
        ("DCTERMS.title", article.title),
        *(("DCTERMS.creator", name) for name in authors),
        ("DCTERMS.issued", day),
        ("DCTERMS.publisher", published_in),
        ("DCTERMS.language", article.lang),
        ("DCTERMS.identifier", address),
        ("DCTERMS.abstract", article.summary),
        *(("DCTERMS.subject", hub.name) for hub in article.terms.get("topic", [])),
        *(("DCTERMS.spatial", hub.name) for hub in article.terms.get("region", [])),
        ("DCTERMS.source", article.original_url),
        ("DCTERMS.rights", publication.licence),
        ("DCTERMS.type", "Text"),
    ]
    return [(name, content) for name, content in pairs if content]


def open_graph_article(article: Article, publication: Publication) -> Pairs:
    """Return what a shared link to a piece shows, its card image included."""
    pairs = [
        *open_graph(article.title, article.url, article.summary, publication, kind="article"),
        ("article:published_time", article.day.isoformat() if article.day else ""),
        *(("article:author", publication.absolute(hub.url)) for hub in article.terms.get("author", [])),
        *(("article:tag", hub.name) for name in ("topic", "region") for hub in article.terms.get(name, [])),
    ]
    if article.card:
        image = [("og:image", publication.absolute(article.card)), ("og:image:alt", article.title)]
        pairs += [*image, ("og:image:width", "1200"), ("og:image:height", "630")]
    return [(name, content) for name, content in pairs if content]


def open_graph(title: str, url: str, description: str, publication: Publication, kind: str = "website") -> Pairs:
    """Return what a shared link to any page shows."""
    pairs = [
        ("og:type", kind),
        ("og:title", title),
        ("og:url", publication.absolute(url)),
        ("og:description", description),
        ("og:site_name", publication.name),
    ]
    return [(name, content) for name, content in pairs if content]
