"""Pieces, people, subjects and places in schema.org's words: what pages are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oped.model import Genre

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.site.article import Article

Node = dict[str, Any]


def article(piece: Article, publication: Publication) -> Node:
    """Describe one piece. Its date only when it is known, its full text's address only when that is known."""
    address = publication.absolute(piece.url)
    return known(
        {
            "@type": ["OpinionNewsArticle", "NewsArticle"],
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": piece.title,
            "description": piece.summary,
            "identifier": publication.tag(f"articles/{piece.id}"),
            "inLanguage": piece.lang,
            "datePublished": piece.day.isoformat() if piece.day else None,
            "author": authors(piece, publication),
            "translator": piece.translator and {"@type": "Person", "name": piece.translator},
            "publisher": {"@type": "Organization", "name": piece.outlet or publication.name},
            "image": piece.card and publication.absolute(piece.card),
            "wordCount": piece.words,
            "about": [topic(hub, publication) for hub in piece.terms.get("topic", [])],
            "contentLocation": [place(hub, publication) for hub in piece.terms.get("region", [])],
            "isBasedOn": piece.original_url or [publication.absolute(one.url) for one in piece.sources if one.url],
            "isPartOf": {"@id": publication.absolute("#site")},
            "license": publication.licence_url,
        }
    )


def authors(piece: Article, publication: Publication) -> list[Node]:
    """Describe who wrote a piece; of an unsigned editorial, the newspaper."""
    hubs = piece.terms.get("author")
    signed = [person(hub, publication) for hub in hubs or ()]
    if hubs is None:
        signed = [{"@type": "Person", "name": name} for name in piece.signed]
    if signed or piece.genre is not Genre.EDITORIAL or not piece.outlet:
        return signed
    return [{"@type": "Organization", "name": piece.outlet}]


def work(piece: Article, publication: Publication) -> Node:
    """Name one piece among others of its author's."""
    return known(
        {
            "@type": "NewsArticle",
            "@id": publication.absolute(piece.url),
            "url": publication.absolute(piece.url),
            "headline": piece.title,
            "datePublished": piece.day.isoformat() if piece.day else None,
            "author": [{"@id": publication.absolute(hub.url)} for hub in piece.terms.get("author", [])],
        }
    )


def person(hub: Hub, publication: Publication) -> Node:
    """Describe an author: a person, or a board or agency as an organization."""
    record = hub.record
    return known(
        {
            "@type": "Organization" if record.get("kind") in ("board", "agency") else "Person",
            "@id": publication.absolute(hub.url),
            "name": hub.name,
            "url": publication.absolute(hub.url),
            "alternateName": record.get("aliases"),
            "jobTitle": record.get("role"),
            "affiliation": record.get("affiliation") and {"@type": "Organization", "name": record["affiliation"]},
            "description": hub.description,
        }
    )


def topic(hub: Hub, publication: Publication) -> Node:
    """Describe a topic as a term of its scheme."""
    return {
        "@type": "DefinedTerm",
        "name": hub.name,
        "termCode": hub.code,
        "inDefinedTermSet": "http://cv.iptc.org/newscodes/mediatopic/",
        "url": publication.absolute(hub.url),
    }


def place(hub: Hub, publication: Publication) -> Node:
    """Describe a region: a country by ISO 3166-1, an area by UN M49 or by our own code."""
    scheme = "iso3166-1" if hub.code.isupper() and len(hub.code) == 2 else "m49" if hub.code.isdigit() else "area"
    return {
        "@type": "Country" if scheme == "iso3166-1" else "Place",
        "name": hub.name,
        "identifier": {"@type": "PropertyValue", "propertyID": scheme, "value": hub.code},
        "url": publication.absolute(hub.url),
    }


def known(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}
