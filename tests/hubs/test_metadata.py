"""What pages say to machines: JSON-LD, citation metas, Open Graph, data files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from oped.hubs import jsonld
from oped.hubs.data import files
from oped.hubs.head import article_head, hub_head
from oped.hubs.maps import maps
from oped.hubs.package import package
from oped.hubs.publication import Publication
from oped.hubs.rows import Rows

Make = Callable[..., Any]


def nodes(head: Any) -> dict[str, Any]:
    """Return a head's JSON-LD nodes by their first type."""
    graph = json.loads(str(head.jsonld))["@graph"]
    return {node["@type"] if isinstance(node["@type"], str) else node["@type"][0]: node for node in graph}


def test_an_article_is_described_as_search_engines_want_it(article: Make, site: Make, publication: Publication) -> None:
    """Headline, authors with addresses, date, topics with codes, places: Google's properties and the brief's."""
    piece = article(1, title="Tea & tariffs", outlet="The Pebble", original_url="https://else.example/1")
    site([piece])
    found = nodes(article_head(piece, piece.title, publication))
    node = found["OpinionNewsArticle"]
    assert node["@type"] == ["OpinionNewsArticle", "NewsArticle"]
    assert node["headline"] == "Tea & tariffs"
    assert node["datePublished"] == "2020-02-03"
    assert node["author"][0] | {"@id": ""} == {
        "@type": "Person", "@id": "", "name": "Ann Lee", "url": "https://archive.example/authors/ann-lee/",
    }  # fmt: skip
    assert node["about"][0]["termCode"] == "economy"
    assert node["contentLocation"][0]["identifier"]["value"] == "tw"
    assert node["isBasedOn"] == "https://else.example/1"
    crumbs = found["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
    assert crumbs[-1]["item"] == "https://archive.example/articles/piece-1/"


def test_an_author_is_a_profile_and_a_topic_a_collection(article: Make, site: Make, publication: Publication) -> None:
    """Each kind of hub says what it is about and lists its pieces."""
    whole = site([article(1), article(2)])
    profile = nodes(hub_head(whole.codes["author"]["ann-lee"], publication))["ProfilePage"]
    assert profile["mainEntity"]["name"] == "Ann Lee"
    assert [work["headline"] for work in profile["hasPart"]] == ["Piece 1", "Piece 2"]
    topic = nodes(hub_head(whole.codes["topic"]["economy"], publication))["CollectionPage"]
    assert [item["position"] for item in topic["mainEntity"]["itemListElement"]] == [1, 2]


def test_reference_managers_find_all_five_fields(article: Make, site: Make, publication: Publication) -> None:
    """Author, title, date, publication and address stand in the metas that Zotero reads."""
    piece = article(1, outlet="The Pebble")
    site([piece])
    metas = dict(article_head(piece, piece.title, publication).metas)
    assert metas["citation_title"] == metas["DCTERMS.title"] == "Piece 1"
    assert metas["citation_author"] == metas["DCTERMS.creator"] == "Ann Lee"
    assert metas["citation_publication_date"] == "2020/02/03"
    assert metas["citation_journal_title"] == metas["DCTERMS.publisher"] == "The Pebble"
    assert metas["citation_public_url"] == metas["DCTERMS.identifier"] == "https://archive.example/articles/piece-1/"


@given(text=st.text())
def test_no_text_ends_the_data_block(text: str) -> None:
    """Nothing that HTML could read stands in the JSON-LD, and it reads back as given."""
    block = str(jsonld.graph({"name": text}))
    assert not set("<>&") & set(block)
    assert json.loads(block)["@graph"][0]["name"] == text


def test_the_data_files_tell_what_the_pages_show(article: Make, site: Make, publication: Publication) -> None:
    """Each file reads back; columns are those of the dictionary; lists are kept."""
    piece = article(1, title='A "quoted", title', regions=("TW", "FR"), day="", paragraphs=("One.", "Two."))
    whole = site([piece, article(2)])
    written = {
        file.name: (file, (made.whole() if isinstance(made, Rows) else b"".join([made.make()])).decode())
        for file, made in files(whole, publication)
    }
    file, text = written["articles.jsonl"]
    rows = [json.loads(line) for line in text.splitlines()]
    assert list(rows[0]) == [field.name for field in file.fields]
    assert (rows[1]["text"], rows[1]["regions"], rows[1]["date"]) == (["One.", "Two."], ["tw", "fr"], None)
    file, text = written["articles.csv"]
    cells = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(cells[0]) == [field.name for field in file.fields]
    assert (cells[1]["title"], cells[1]["regions"], cells[1]["date"]) == ('A "quoted", title', "tw; fr", "")
    terms = list(csv.DictReader(io.StringIO(written["terms.csv"][1], newline="")))
    assert {row["code"]: row["pieces"] for row in terms} == {"tw": "2", "fr": "1", "economy": "2", "ann-lee": "2"}
    described = json.loads(package(tuple(file for file, _ in written.values()), publication))
    assert [resource["path"] for resource in described["resources"]] == list(written)


def test_sitemaps_are_cut_by_year_and_leave_excerpts_out(article: Make, site: Make, publication: Publication) -> None:
    """One map for each year with the pieces' days, one for the lists, an index over all."""
    pieces = [article(1), article(2, cut=True), article(3, day="2019-05-06"), article(4, day="")]
    products = maps(site(pieces), [("topics/", "2020-02-03")], publication)
    found = {product.path: product.make() for product in products}
    assert set(found) == {f"sitemap-{name}.xml" for name in ("2020", "2019", "undated", "lists")} | {"sitemap.xml"}
    assert b"piece-2" not in b"".join(found.values())
    assert b"<lastmod>2019-05-06</lastmod>" in found["sitemap-2019.xml"]
    assert b"lastmod" not in found["sitemap-undated.xml"]
