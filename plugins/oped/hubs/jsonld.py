"""Pages described in schema.org's words, for search engines and archives of the web. Pure values in, values out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.site.article import Article

Node = dict[str, Any]
LISTED = 50
"""Pieces named in an ItemList: the newest; the list's page has them all."""
UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def graph(*nodes: Node) -> Markup:
    """Return the nodes as one JSON-LD text that nothing in it can end early inside a `<script>` element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": list(nodes)}, ensure_ascii=False)
    return Markup(text.translate(UNSAFE))  # noqa: S704 - every character that HTML could read is escaped


def website(publication: Publication) -> Node:
    """Describe the archive, with the address of its search."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": publication.absolute("search/?q={query}")},
        "query-input": "required name=query",
    }
    return _some(
        {
            "@type": "WebSite",
            "@id": publication.absolute("#site"),
            "name": publication.name,
            "description": publication.sentence,
            "url": publication.absolute(""),
            "inLanguage": publication.language,
            "license": publication.licence_url,
            "potentialAction": search,
        }
    )


def article(piece: Article, publication: Publication) -> Node:
    """Describe one piece. Its date only when it is known, its full text's address only when that is known."""
    address = publication.absolute(piece.url)
    return _some(
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
            "author": [person(hub, publication) for hub in piece.terms.get("author", [])],
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


def person(hub: Hub, publication: Publication) -> Node:
    """Describe an author: a person, or a board or agency as an organization."""
    record = hub.record
    return _some(
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


def hub(term: Hub, publication: Publication) -> Node:
    """Describe a term's page: an author's as a profile, any other as a collection."""
    pieces = term.articles or term.below
    if term.taxonomy.scheme == "authors":
        return {
            "@type": "ProfilePage",
            "url": publication.absolute(term.url),
            "mainEntity": person(term, publication),
            "hasPart": items(pieces, publication),
        }
    about = {"topics": topic, "regions": place}.get(term.taxonomy.scheme)
    node = collection(term.name, term.url, pieces, publication)
    return _some({**node, "description": term.description, "about": about and about(term, publication)})


def collection(name: str, url: str, pieces: Sequence[Article], publication: Publication) -> Node:
    """Describe a list of pieces."""
    return {
        "@type": "CollectionPage",
        "name": name,
        "url": publication.absolute(url),
        "isPartOf": {"@id": publication.absolute("#site")},
        "mainEntity": items(pieces, publication),
    }


def index(name: str, url: str, hubs: Sequence[Hub], publication: Publication) -> Node:
    """Describe a taxonomy's index."""
    named = [(one.name, one.url) for one in hubs]
    return {
        "@type": "CollectionPage",
        "name": name,
        "url": publication.absolute(url),
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(named), "itemListElement": _list(named, publication)},
    }


def items(pieces: Sequence[Article], publication: Publication) -> Node:
    """Describe the newest pieces of a list as an ItemList that tells how many there are."""
    named = [(piece.title, piece.url) for piece in pieces[:LISTED]]
    return {"@type": "ItemList", "numberOfItems": len(pieces), "itemListElement": _list(named, publication)}


def breadcrumbs(crumbs: Sequence[tuple[str, str]], publication: Publication) -> Node:
    """Describe the way from the front page to this one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": label, "item": publication.absolute(url)}
            for place, (label, url) in enumerate(crumbs, 1)
        ],
    }


def dataset(files: Sequence[Any], publication: Publication) -> Node:
    """Describe the archive's data files."""
    return _some(
        {
            "@type": "Dataset",
            "name": publication.name,
            "description": publication.sentence or publication.name,
            "url": publication.absolute("data/"),
            "license": publication.licence_url,
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": file.label,
                    "encodingFormat": file.media_type,
                    "contentUrl": publication.absolute(f"data/{file.name}"),
                }
                for file in files
            ],
        }
    )


def _list(named: Iterable[tuple[str, str]], publication: Publication) -> list[Node]:
    return [
        {"@type": "ListItem", "position": place, "name": name, "url": publication.absolute(url)}
        for place, (name, url) in enumerate(named, 1)
    ]


def _some(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}
