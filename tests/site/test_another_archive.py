"""Somebody else's archive from settings alone: another name, language, licence, look, map and ways to browse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from oped.errors import BuildError

Make = Callable[..., Any]
SETTINGS: dict[str, Any] = {
    "SITENAME": "Hafenblatt",
    "SENTENCE": "Was die Zeitungen am Hafen meinten.",
    "NOTICE": "",
    "LICENCE": "CC BY 4.0",
    "LICENCE_URL": "https://creativecommons.org/licenses/by/4.0/",
    "DEFAULT_LANG": "de-AT",
    "PUBLIC_URL": "https://hafen.example/blatt",
    "SITEURL": "/blatt",
    "TAG_AUTHORITY": "hafen.example,2025-03",
    "COLOURS": {"light": {"accent": "#7a1f3d", "step-5": "#3d0f1e"}, "dark": {"accent": "#f0a8c0"}},
    "MAP_AREAS": ["002"],
    "COMBINATION_MINIMUM": 1,
    "TAXONOMIES": {
        "outlet": {"label": "Zeitung", "plural": "Zeitungen", "path": "zeitungen", "combine": ["region"]},
        "serie": {"label": "Serie", "plural": "Serien", "path": "serien", "description": "Was zusammengehört."},
        "region": {"label": "Land", "plural": "Länder", "field": "regions", "path": "laender", "scheme": "regions"},
    },
}


def archive(build: Make, post: Make) -> Any:
    """Build that archive of two pieces."""
    posts = {
        "kai.md": post("kai", 1, regions="GH", topics="", extra="Outlet: Der Kai\nSerie: Kräne\nLanguage: de\n"),
        "mole.md": post("mole", 2, regions="GH; KE", topics="", extra="Outlet: Die Mole\nLanguage: en\n"),
    }
    return build(posts, **SETTINGS)


def test_every_page_is_that_archives_own(build: Make, post: Make) -> None:
    """Name, language, licence, address and ways to browse are theirs on every page; nothing of ours is left."""
    site = archive(build, post)
    pages = [path for path in site.output.rglob("*.html") if path.parent.name not in ("about", "method")]
    assert {"zeitungen", "serien", "laender"} <= {path.name for path in site.output.iterdir()}
    assert not {"authors", "topics", "regions"} & {path.name for path in site.output.iterdir()}
    for path in pages:
        page = BeautifulSoup(path.read_bytes(), "lxml")
        assert page.html["lang"] == "de-AT"
        assert page.title.get_text().endswith("Hafenblatt")
        assert page.select_one('link[rel="canonical"]')["href"].startswith("https://hafen.example/blatt/")
        assert not [a["href"] for a in page.select("a[href^='/']") if not a["href"].startswith("/blatt/")]
        menu = [one.get_text() for one in page.select(".sections a")]
        assert menu == ["Zeitungen", "Serien", "Länder", "Jahre", "Über uns"], menu
        assert "CC BY 4.0" in page.select_one(".colophon").get_text()
        assert "Opinion Archive" not in page.get_text()
    assert (site.output / "zeitungen/der-kai/laender/ghana/index.html").is_file()


def test_its_files_are_its_own_too(build: Make, post: Make) -> None:
    """Feeds, data, citations, metadata and the map follow the settings."""
    site = archive(build, post)
    atom = (site.output / "zeitungen/der-kai/feed.atom").read_text(encoding="utf-8")
    assert "tag:hafen.example,2025-03:articles/000000000001" in atom
    assert "<rights>CC BY 4.0</rights>" in atom
    package = json.loads((site.output / "data/datapackage.json").read_bytes())
    assert (package["name"], package["title"]) == ("hafenblatt", "Hafenblatt")
    assert package["licenses"] == [{"title": "CC BY 4.0", "path": SETTINGS["LICENCE_URL"]}]
    rows = [json.loads(line) for line in (site.output / "data/articles.jsonl").read_text("utf-8").splitlines()]
    assert {row["id"]: row["serie"] for row in rows} == {"000000000001": ["krane"], "000000000002": []}
    frame = site.page("laender/").select_one(".world svg")["viewbox"]
    whole = build({}, **{**SETTINGS, "MAP_AREAS": []}).page("laender/").select_one(".world svg")["viewbox"]
    assert float(frame.split()[2]) < float(whole.split()[2]) / 2


def test_its_colours_are_in_the_one_sheet(build: Make, post: Make) -> None:
    """A colour named in the settings comes after the theme's own, for each scheme; paper still prints black."""
    sheet = (archive(build, post).output / "theme/site.css").read_text(encoding="utf-8")
    light, dark = sheet.rindex("--accent: #7a1f3d"), sheet.rindex("--accent: #f0a8c0")
    assert sheet.index("--accent: #0b5b45") < light < dark < sheet.index("@media print")
    assert re.search(r"prefers-color-scheme: dark\) \{ :root \{ --accent: #f0a8c0", sheet)


def test_text_in_the_sites_language_is_not_marked(build: Make, post: Make) -> None:
    """`de` on a site in `de-AT` is no foreign language; English there is."""
    site = archive(build, post)
    assert site.page("articles/kai/").h1.get("lang") is None
    assert site.page("articles/mole/").h1["lang"] == "en"


@pytest.mark.parametrize(("codes", "told"), [(["GHA"], "GHA"), (["Africa"], "Africa"), ("002", None)])
def test_an_area_that_the_map_does_not_know(build: Make, post: Make, codes: Any, told: str | None) -> None:
    """A slip in MAP_AREAS is named with the nearest code; one code may stand without brackets."""
    if told is None:
        assert build({"a.md": post("a", regions="GH")}, MAP_AREAS=codes).page("regions/").select(".world")
        return
    with pytest.raises(BuildError, match=rf"pelicanconf\.py: MAP_AREAS: .*{told}.*nearest: "):
        build({"a.md": post("a")}, MAP_AREAS=codes)
