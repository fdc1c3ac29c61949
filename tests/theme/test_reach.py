"""Every article is three clicks from the front page, whichever way a reader browses, scripts off."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup


def links(site: Path, address: str) -> set[str]:
    """Return the addresses on the site that a page's plain links lead to."""
    page = BeautifulSoup((site / address / "index.html").read_bytes(), "lxml")
    return {str(link["href"]).partition("#")[0].strip("/") for link in page.select('a[href^="/"]')}


@pytest.mark.parametrize("way", ["authors", "regions", "topics", "years"])
def test_three_clicks_to_every_article(way: str, sample_site: Path) -> None:
    """Front page, index, term, article: also what has no author, region, topic or date is found by each way."""
    articles = {path.parent.relative_to(sample_site).as_posix() for path in sample_site.glob("articles/*/index.html")}
    assert way in links(sample_site, "")
    terms = {address for address in links(sample_site, way) if address.startswith(f"{way}/")}
    reached = set().union(*(links(sample_site, term) for term in terms))
    assert articles <= reached
