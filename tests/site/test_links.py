"""The check of a built site finds what a reader would stumble on, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from oped.site.links import check, resolve
from oped.standing import Standing

PAGE = '<!doctype html><title>{title}</title><main id="main">{body}</main>'


def write(folder: Path, **pages: str) -> Path:
    """Write pages by name (`a_b` is `a/b/`), each with its name for a title."""
    for name, body in pages.items():
        path = folder / ("index.html" if name == "home" else f"{name.replace('_', '/')}/index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(title=name, body=body), encoding="utf-8")
    return folder


def test_a_sound_site_has_nothing_to_mend(tmp_path: Path) -> None:
    """Relative, rooted, whole and anchored links, queries and other hosts are all understood."""
    site = write(
        tmp_path,
        home='<a href="/s/a/">a</a><a href="b/#p1">b</a><a href="https://else.example/x">x</a><a href="mailto:a@b.c">m</a>',  # noqa: E501 - one line of HTML
        a='<a href="../">up</a><a href="https://me.example/s/b/">whole</a><a href="/s/a/?q=1&amp;r=2#main">self</a>',
        b='<p id="p1">x</p><a href="#p1">1</a><a href="#main">m</a>',
    )
    assert check(Standing(site), "/s", "https://me.example/s", {}) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('<a href="/nowhere/">x</a>', "index.html: the link leads nowhere ('/nowhere/')"),
        ('<a href="/a">x</a>', "index.html: the link leads nowhere ('/a'): did you mean /a/?"),
        ('<a href="/a/#p7">x</a>', "index.html: the link leads nowhere ('/a/#p7')"),
        ('<a href="#p7">x</a>', "index.html: the link leads nowhere ('#p7')"),
        ('<img src="/x.png">', "index.html: the link leads nowhere ('/x.png')"),
        ('<form action="/find/"></form>', "index.html: the link leads nowhere ('/find/')"),
        ('<p id="x"></p><p id="x"></p>', "index.html: the id is given twice: 'x'"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, body: str, line: str) -> None:
    """Dead links and anchors, missing files, ids given twice."""
    site = write(tmp_path, home=f'<a href="/a/">a</a>{body}', a='<a href="/">h</a>')
    found = check(Standing(site), "", "", {})
    assert len(found) == 1
    assert found[0].startswith(line)


def test_pages_without_a_way_in_and_titles_used_twice(tmp_path: Path) -> None:
    """An orphan is named; so are pages that a list of tabs could not tell apart."""
    site = write(tmp_path, home='<a href="/a/">a</a>', a='<a href="/">h</a>', lost="")
    (site / "lost/index.html").write_text(PAGE.format(title="A", body=""), encoding="utf-8")
    assert check(Standing(site), "", "", {}) == [
        "a/index.html, lost/index.html: one title for all: 'a'",
        "lost/index.html: no page leads here",
    ]


def test_a_link_that_leaves_the_served_folder_is_dead() -> None:
    """Under a prefix, a link to the host's own root is not ours."""
    assert resolve("index.html", "/other/", "/archive") == ("/other/", "")
