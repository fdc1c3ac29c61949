"""Pages described in schema.org's words, for search engines and archives of the web. Pure values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from markupsafe import Markup

from oped.hubs.entities import Node, known, person, place, topic, work

if TYPE_CHECKING:
    from oped.hubs.model import Hub
    from oped.hubs.publication import Publication
    from oped.site.article import Article

LISTED = 50
"""Pieces named in an ItemList: the newest; the list's page has them all."""
WORKS = 10
"""Newest pieces described in an author's profile."""
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def graph(*nodes: Node) -> Markup:
    """Return the nodes as one JSON-LD text that nothing in it can end early inside a `<script>` element."""
    text = orjson.dumps({"@context": "https://schema.org", "@graph": list(nodes)}).decode()
    for character, escape in UNSAFE.items():  # in a tenth of the time that `str.translate` takes
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - every character that HTML could read is escaped


def website(publication: Publication) -> Node:
    """Describe the archive, with the address of its search."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": publication.absolute("search/?q={query}")},
        "query-input": "required name=query",
    }
    return known(
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


def hub(term: Hub, publication: Publication) -> Node:
    """Describe a term's page: an author's as a profile, any other as a collection."""
    pieces = term.articles or term.below
    if term.taxonomy.scheme == "authors":
        return {
            "@type": "ProfilePage",
            "url": publication.absolute(term.url),
            "mainEntity": person(term, publication),
            "hasPart": [work(piece, publication) for piece in pieces[:WORKS]],
        }
    about = {"topics": topic, "regions": place}.get(term.taxonomy.scheme)
    node = collection(term.name, term.url, pieces, publication)
    return known({**node, "description": term.description, "about": about and about(term, publication)})


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


def dataset(files: Sequence[Any], span: str, publication: Publication) -> Node:
    """Describe the archive's data files; `span` is the time that they cover, `2016/2026`, or empty."""
    what = publication.gettext("The whole archive as tables and lists, for reading by machine.")
    return known(
        {
            "@type": "Dataset",
            "name": publication.name,
            "description": " ".join(part for part in (publication.sentence, what) if part),
            "creator": {"@type": "Organization", "name": publication.name, "url": publication.absolute("")},
            "temporalCoverage": span,
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
