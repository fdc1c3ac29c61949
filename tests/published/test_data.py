"""The published archive as data, and as what reference managers read from a page."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

from oped.screenshots.kinds import soup


def test_frictionless_finds_the_package_valid(published_site: Path) -> None:
    """Every table has the columns, types and sizes that `datapackage.json` tells, and every row keeps to them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # another project's, on being imported
        from frictionless import validate  # noqa: PLC0415 - slow, and here alone
    report = validate(str(published_site / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name for task in report.tasks} >= {"articles-jsonl", "articles-csv", "terms-csv"}
    assert all(task.stats["rows"] for task in report.tasks if task.type == "table")


def test_the_package_tells_the_files_true_sizes(published_site: Path) -> None:
    """`bytes` is the size on the disk; the archive's name and address are the settings' own."""
    folder = published_site / "data"
    package = json.loads((folder / "datapackage.json").read_bytes())
    assert (package["name"], package["homepage"]) == ("opinion-archive", "https://opinion-archive.example/")
    for resource in package["resources"]:
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size


def test_reference_managers_read_every_piece(published_site: Path) -> None:
    """Zotero's embedded metadata: author, title, date, publication and address of each page are what readers see."""
    pages = list(published_site.glob("articles/*/index.html"))
    assert pages
    for path in pages:
        page = soup(path)
        metas: dict[str, list[str]] = {}
        for meta in page.select("meta[name]"):
            metas.setdefault(meta["name"], []).append(meta["content"])
        shown = page.select_one("time.dt-published")
        assert metas["citation_title"] == metas["DCTERMS.title"] == [page.h1.get_text()]
        assert metas.get("citation_author", []) == [one.get_text() for one in page.select(".byline .p-author")]
        assert metas.get("citation_publication_date", []) == ([shown["datetime"].replace("-", "/")] if shown else [])
        assert metas.get("DCTERMS.issued", []) == ([shown["datetime"]] if shown else [])
        outlet = page.select_one(".p-publication")
        assert metas["citation_journal_title"] == [outlet.get_text() if outlet else "Opinion Archive"]
        address = page.select_one('link[rel="canonical"]')["href"]
        assert metas["citation_public_url"] == metas["DCTERMS.identifier"] == [address]
        assert address == f"https://opinion-archive.example/articles/{path.parent.name}/"
