"""Somebody else's archive from settings alone: name, address, language, ways to browse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oped.errors import BuildError
from oped.site.settings import DEFAULTS, complete

Make = Callable[..., Any]
HOUSE = Path(__file__).resolve().parents[2]


def test_an_archive_below_a_path_links_within_it(build: Make, post: Make) -> None:
    """Links have the path, canonical and feeds the whole address; the check of links agrees."""
    site = build({"a.md": post("a")}, SITEURL="/archive", PUBLIC_URL="https://other.example/archive")
    page = site.page("articles/a/")
    assert page.select_one('link[rel="canonical"]')["href"] == "https://other.example/archive/articles/a/"
    assert page.select('a[href="/archive/authors/ann-lee/"]')
    assert not page.select('a[href^="/authors"]')
    assert "https://other.example/archive/articles/a/" in (site.output / "feeds/all.atom").read_text()
    assert "Sitemap: https://other.example/archive/sitemap.xml" in (site.output / "robots.txt").read_text()


def test_an_absolute_siteurl_is_understood_as_pelicans(build: Make, post: Make) -> None:
    """SITEURL written as Pelican's users do gives the public address; links still name no host."""
    site = build({"a.md": post("a")}, SITEURL="https://other.example/archive", PUBLIC_URL="")
    page = site.page("articles/a/")
    assert page.select_one('link[rel="canonical"]')["href"] == "https://other.example/archive/articles/a/"
    assert page.select('a[href="/archive/"]')


def test_name_notice_and_licence_are_shown(build: Make, post: Make) -> None:
    """An owner's words stand on every page; with none, nothing stands in their place."""
    words = {"SITENAME": "Harbour & Co.", "SENTENCE": "Ours.", "NOTICE": "A trial.", "LICENCE": "CC BY 4.0"}
    text = build({"a.md": post("a")}, **words).page("articles/a/").get_text()
    assert all(word in text for word in words.values())


def test_the_interface_speaks_another_language(build: Make, post: Make, tmp_path: Path) -> None:
    """A catalogue of strings and CLDR's dates are all that a language takes."""
    catalogue = tmp_path / "translations/fr/LC_MESSAGES/messages.po"
    catalogue.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalogue.write_text(f'{header}msgid "Years"\nmsgstr "Années"\n', encoding="utf-8")
    site = build({"a.md": post("a")}, DEFAULT_LANG="fr", TRANSLATIONS_PATH=str(tmp_path / "translations"))
    page = site.page("years/2020/")
    assert page.html["lang"] == "fr"
    assert page.select_one('a[href="/years/"]').get_text(strip=True) == "Années"
    assert "3 février 2020" in site.page("articles/a/").get_text()


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"PUBLIC_URL": "javascript:alert(1)"}, "PUBLIC_URL is no address of the web"),
        ({"LIST_SIZE": 0}, "LIST_SIZE must be a whole number from 1"),
        ({"DEFAULT_LANG": "klingon"}, "DEFAULT_LANG is no language that CLDR knows"),
    ],
)
def test_a_wrong_setting_is_named(build: Make, post: Make, wrong: dict[str, Any], what: str) -> None:
    """The error names the setting and its value."""
    with pytest.raises(BuildError, match=what):
        build({"a.md": post("a")}, **wrong)


def test_every_setting_is_explained_where_it_is_defined() -> None:
    """Each default stands below a comment that says what it means."""
    source = (HOUSE / "plugins/oped/site/settings.py").read_text(encoding="utf-8").split("\n")
    for key in DEFAULTS:
        place = next(number for number, line in enumerate(source) if line.startswith(f'    "{key}":'))
        above = [line.strip() for line in source[max(0, place - 4) : place]]
        assert any(line.startswith("#") for line in above), f"{key} has no comment"


def test_settings_are_complete_without_a_file() -> None:
    """A settings file needs to name nothing of ours."""
    settings: dict[str, Any] = {"SITEURL": ""}
    complete(settings)
    assert settings.keys() >= DEFAULTS.keys()
