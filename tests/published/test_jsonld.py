"""The pages' JSON-LD, expanded by a JSON-LD processor, with what search engines document for each kind of page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from oped.screenshots.kinds import NAMES, address, soup

SCHEMA = "https://schema.org/"
ADDRESSES = "contentUrl image inDefinedTermSet isBasedOn item license mainEntityOfPage url"
DATES = "datePublished"
TEXTS = (
    "alternateName description encodingFormat headline identifier inLanguage isAccessibleForFree jobTitle name "
    "numberOfItems position propertyID query-input temporalCoverage termCode urlTemplate value wordCount"
)
THINGS = (
    "about affiliation author contentLocation creator distribution hasPart isPartOf itemListElement mainEntity "
    "potentialAction publisher target translator"
)
TYPES = (
    "BreadcrumbList CollectionPage Country DataDownload Dataset DefinedTerm EntryPoint ItemList ListItem NewsArticle "
    "OpinionNewsArticle Organization Person Place ProfilePage PropertyValue SearchAction WebSite"
)
CONTEXT: dict[str, Any] = {
    **{name: f"{SCHEMA}{name}" for name in f"{TEXTS} {THINGS} {TYPES}".split()},
    **{name: {"@id": f"{SCHEMA}{name}", "@type": "@id"} for name in ADDRESSES.split()},
    **{name: {"@id": f"{SCHEMA}{name}", "@type": f"{SCHEMA}Date"} for name in DATES.split()},
}
"""The words of schema.org that we use, as its own context has them. A word that is not here is dropped by expansion."""
NEEDED = {
    "NewsArticle": {"headline", "publisher", "mainEntityOfPage", "inLanguage", "url"},
    "ProfilePage": {"mainEntity", "hasPart"},
    "Person": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "CollectionPage": {"name", "url", "mainEntity"},
    "Dataset": {"name", "description", "url", "creator", "distribution"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "WebSite": {"name", "url", "potentialAction"},
    "DefinedTerm": {"name", "termCode", "inDefinedTermSet"},
    "PropertyValue": {"propertyID", "value"},
}
"""What Google documents for articles, profiles, breadcrumbs and data sets, and what the brief asks for the rest."""
KINDS = {
    "home": "WebSite",
    "article": "OpinionNewsArticle",
    "undated": "OpinionNewsArticle",
    "author": "ProfilePage",
    "topic": "CollectionPage",
    "region": "CollectionPage",
    "combination": "CollectionPage",
    "year": "CollectionPage",
    "authors": "CollectionPage",
    "data": "Dataset",
}


def written(site: Path, kind: str) -> Any:
    """Return a page's JSON-LD as it stands there."""
    where = site / address(site, kind)
    page = soup(where if where.suffix == ".html" else where / "index.html")
    return json.loads(page.select_one('script[type="application/ld+json"]').string)


def expanded(data: Any) -> list[Any]:
    """Return JSON-LD as a processor reads it; schema.org's context is the part of it that stands above."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url.rstrip("/") == "https://schema.org", f"nobody is asked for {url}"
        document = {"@context": CONTEXT}
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}

    found: list[Any] = jsonld.expand(data, {"documentLoader": load})
    return found


def keys(value: Any) -> int:
    """Count the properties of all nodes, however deep, besides the graph's own."""
    if isinstance(value, list):
        return sum(map(keys, value))
    if not isinstance(value, dict):
        return 0
    own = [key for key in value if not key.startswith("@")]
    return len(own) + sum(keys(value[key]) for key in value)


def nodes(value: Any) -> list[dict[str, Any]]:
    """Return all nodes that have a type, however deep."""
    if isinstance(value, list):
        return [node for one in value for node in nodes(one)]
    if not isinstance(value, dict):
        return []
    return ([value] if "@type" in value and "@value" not in value else []) + nodes(list(value.values()))


@pytest.mark.parametrize("kind", [name for name in NAMES if name not in ("about", "method")])
def test_every_word_is_schema_orgs(kind: str, published_site: Path) -> None:
    """Expansion drops no property, every type and address is whole, and every node has what is documented for it."""
    data = written(published_site, kind)
    tree = expanded(data)
    assert keys(data) == keys(tree)
    for node in nodes(tree):
        short = {one.removeprefix(SCHEMA) for one in node["@type"]}
        assert all(one.startswith(SCHEMA) for one in node["@type"])
        has = {key.removeprefix(SCHEMA) for key in node}
        for name in short & NEEDED.keys():
            alone = has <= {"@id", "@type"}
            assert alone or NEEDED[name] <= has or (name == "NewsArticle" and "OpinionNewsArticle" not in short), has
        for name in ADDRESSES.split():
            for one in node.get(SCHEMA + name, []):
                assert re.match(r"https?://[^\s]+$", one["@id"]), (name, one)
        if "@id" in node:
            assert node["@id"].startswith("https://opinion-archive.example/")


@pytest.mark.parametrize(("kind", "type_"), KINDS.items())
def test_every_kind_says_what_it_is(kind: str, type_: str, published_site: Path) -> None:
    """The kind that the brief names stands in the page, once."""
    top = expanded(written(published_site, kind))
    assert [SCHEMA + type_ in node["@type"] for node in top].count(True) == 1


def test_an_article_is_dated_only_where_the_day_is_known(published_site: Path) -> None:
    """A dated piece has its ISO day, an undated one no date at all; both name author, topic codes and places."""
    dated, undated = (expanded(written(published_site, kind))[0] for kind in ("article", "undated"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", dated[f"{SCHEMA}datePublished"][0]["@value"])
    assert f"{SCHEMA}datePublished" not in undated
    assert all(piece[f"{SCHEMA}author"][0][f"{SCHEMA}name"] for piece in (dated, undated))
    about = dated[f"{SCHEMA}about"][0]
    assert about[f"{SCHEMA}termCode"][0]["@value"].startswith("medtop:")
    place = dated[f"{SCHEMA}contentLocation"][0]
    assert place[f"{SCHEMA}identifier"][0][f"{SCHEMA}propertyID"][0]["@value"] in ("iso3166-1", "m49", "area")


def test_breadcrumbs_count_from_one_and_lead_home(published_site: Path) -> None:
    """At least two steps, numbered without a gap, the first of them the front page."""
    for kind in ("article", "author", "region", "topic", "combination", "year"):
        data = written(published_site, kind)["@graph"]
        (trail,) = (node["itemListElement"] for node in data if node["@type"] == "BreadcrumbList")
        assert [step["position"] for step in trail] == list(range(1, len(trail) + 1))
        assert len(trail) >= 2
        assert trail[0]["item"] == "https://opinion-archive.example/"


def test_a_data_set_is_described_at_the_length_that_is_asked_for(published_site: Path) -> None:
    """Google takes descriptions of 50 to 5,000 characters."""
    (dataset,) = (node for node in written(published_site, "data")["@graph"] if node["@type"] == "Dataset")
    assert 50 <= len(dataset["description"]) <= 5000
