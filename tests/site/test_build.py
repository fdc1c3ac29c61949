"""Real sites from real posts: what readers find, and what stops a build."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from oped.errors import BuildError

Make = Callable[..., Any]
HOSTILE = '<img src=x onerror="alert(1)"> & "quotes" \'n\' </script><script>alert(2)</script>'


def test_an_article_is_reached_by_author_region_topic_and_year(build: Make, post: Make) -> None:
    """Every way to browse leads to the piece: term pages, years, front page."""
    site = build({"a.md": post("tea-and-tariffs")})
    for url in ("authors/ann-lee/", "regions/taiwan/", "years/2020/", ""):
        assert site.page(url).select('a[href="/articles/tea-and-tariffs/"]'), url
    for index, hub in (("authors/", "authors/ann-lee/"), ("regions/", "regions/taiwan/"), ("years/", "years/2020/")):
        assert site.page(index).select(f'a[href^="/{hub}"]'), index


def test_every_post_has_its_page_and_drafts_stand_apart(build: Make, post: Make) -> None:
    """Posts on disk are pages and drafts; nothing leads to a draft, and none goes out when publishing."""
    posts = {f"{n}.md": post(f"piece-{n}", n + 1) for n in range(5)}
    posts["d.md"] = post("not-yet", 99, extra="Status: draft\n")
    site = build(posts)
    assert sorted(p.parent.name for p in (site.output / "articles").glob("*/index.html")) == [
        f"piece-{n}" for n in range(5)
    ]
    assert (site.output / "drafts/not-yet/index.html").is_file()
    others = [path for path in site.output.rglob("*.html") if "drafts" not in path.parts]
    links = {a["href"] for path in others for a in BeautifulSoup(path.read_text(), "lxml").select("a[href]")}
    assert "/drafts/not-yet/" not in links


def test_drafts_stay_at_home_when_publishing(build: Make, post: Make) -> None:
    """With DRAFT_PAGES off no page is made of a draft."""
    site = build({"a.md": post("piece"), "d.md": post("not-yet", 99, extra="Status: draft\n")}, DRAFT_PAGES=False)
    assert not (site.output / "drafts").exists()


def test_an_undated_piece_is_published_and_shows_no_date(build: Make, post: Make) -> None:
    """No date is made up: neither on the page nor in any metadata."""
    site = build({"a.md": post("when", date="")})
    page = site.page("articles/when/")
    assert not page.select("article time")
    assert "datePublished" not in page.select_one('script[type="application/ld+json"]').string
    assert not page.select('meta[name="citation_publication_date"], meta[property="article:published_time"]')
    assert site.page("years/undated/").select('a[href="/articles/when/"]')


def test_an_excerpt_is_kept_from_feeds_and_search_engines(build: Make, post: Make) -> None:
    """An excerpt is marked `noindex` and stands in no feed and no sitemap."""
    site = build({"a.md": post("whole", 1), "b.md": post("cut", 2, kind="excerpt")})
    assert site.page("articles/cut/").select_one('meta[name="robots"]')["content"] == "noindex"
    assert not site.page("articles/whole/").select('meta[name="robots"]')
    files = [p for p in site.output.rglob("*") if p.suffix in (".atom", ".xml") or p.name == "feed.json"]
    assert len(files) > 8
    for path in files:
        assert "articles/cut/" not in path.read_text(), path


def test_hostile_words_stay_words(build: Make, post: Make) -> None:
    """Markup in any field reaches no page as markup, and the JSON-LD stays whole."""
    fields = {
        "title": HOSTILE,
        "authors": HOSTILE.replace(";", ""),
        "extra": f"Bio: {HOSTILE}\nOutlet: {HOSTILE}\nStandfirst: {HOSTILE}\n",
    }
    site = build({"a.md": post("hostile", body=HOSTILE, **fields)})
    for path in site.output.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(), "lxml")
        assert not soup.select("[onerror]"), path
        for script in soup.select("script"):
            assert script.get("src") or script["type"] in ("application/ld+json", "application/json"), path
            if not script.get("src"):
                json.loads(script.string)
    assert site.page("articles/hostile/").select_one("h1").get_text() == HOSTILE


def test_an_author_called_like_a_path_writes_nowhere_else(build: Make, post: Make) -> None:
    """`../../x` is a name like any other."""
    site = build({"a.md": post("a", authors="../../x")})
    assert (site.output / "authors/x/index.html").is_file()
    assert site.page("articles/a/").select_one('a[href="/authors/x/"]').get_text() == "../../x"


def test_three_hundred_terms_and_sixty_thousand_words_build(build: Make, post: Make) -> None:
    """Size alone stops nothing."""
    regions = "; ".join(f"Place {n}" for n in range(300))
    site = build(
        {"a.md": post("big", regions=regions, body="word " * 60_000)}, TAXONOMIES={"region": {"field": "regions"}}
    )
    assert len(list((site.output / "regions").glob("*/index.html"))) == 300


def test_an_unknown_term_is_named_with_file_and_line(build: Make, post: Make) -> None:
    """The error lists every wrong term with its line and the nearest right ones; nothing is published."""
    with pytest.raises(BuildError) as caught:
        build({"a.md": post("a", 1, regions="TW; XX"), "b.md": post("b", 2, topics="medtop:99999999")})
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("posts/a.md:8: no such term in regions ('XX')")
    assert lines[1].startswith("posts/b.md:9: no such term in topics ('medtop:99999999')")


def test_all_bad_posts_are_told_at_once(build: Make, post: Make) -> None:
    """An editor sees every file to mend in one run."""
    with pytest.raises(BuildError) as caught:
        build({"a.md": post("a", 1, title=""), "b.md": post("b", 2, date="2020-13-01")})
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["posts/a.md", "posts/b.md"]


def test_a_link_that_leads_nowhere_is_named_where_it_was_written(build: Make, post: Make) -> None:
    """A dead link or anchor in a post stops the build and names the post's line and the nearest address."""
    with pytest.raises(BuildError) as caught:
        build(
            {"a.md": post("a", 1, body="See [this](/articles/b/#p9), [that](/regions/tawian/)."), "b.md": post("b", 2)}
        )
    message = str(caught.value)
    assert re.search(
        r"a\.md:11: the link leads nowhere \('/regions/tawian/'\): did you mean /regions/taiwan/\?", message
    )
    assert "a.md:11: the link leads nowhere ('/articles/b/#p9')" in message


def test_a_plugin_that_does_not_start_stops_the_build(build: Make, post: Make) -> None:
    """Nothing is published without a plugin that the settings name."""
    with pytest.raises(BuildError, match=r"oped\.absent"):
        build({"a.md": post("a")}, PLUGINS=["oped.site", "oped.hubs", "oped.absent"])


def test_a_taxonomy_takes_one_entry(build: Make, post: Make) -> None:
    """Newspapers get hubs, an index, feeds and combinations from one entry in the settings."""
    posts = {f"{n}.md": post(f"piece-{n}", n + 1, extra="Outlet: The Pebble\n") for n in range(3)}
    topics = {"field": "topics", "scheme": "topics"}
    outlet = {"label": "Newspaper", "path": "newspapers", "combine": ["topic"]}
    site = build(posts, TAXONOMIES={"topic": topics, "outlet": outlet})
    assert site.page("newspapers/the-pebble/").select_one("h1").get_text(strip=True) == "The Pebble"
    assert site.page("newspapers/").select('a[href="/newspapers/the-pebble/"]')
    assert (site.output / "newspapers/the-pebble/feed.atom").is_file()
    assert list((site.output / "newspapers/the-pebble/topics").glob("*/index.html"))
    assert site.page().select('nav a[href="/newspapers/"]')


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"plurall": "x"}, "unknown key ('plurall'): did you mean 'plural'?"),
        ({"path": "articles"}, "the path is no free address ('articles')"),
        ({"path": "../up"}, "the path is no free address ('../up')"),
        ({"combine": ["topc"]}, "combine names no other taxonomy ('topc'): did you mean 'topic'?"),
        ({"path": "topics"}, "the path is that of 'topic' too"),
    ],
)
def test_a_wrong_taxonomy_is_explained(build: Make, post: Make, entry: dict[str, Any], what: str) -> None:
    """A slip in the settings is named with the nearest right word."""
    with pytest.raises(BuildError) as caught:
        build({"a.md": post("a")}, TAXONOMIES={"topic": {"field": "topics"}, "outlet": entry})
    assert what in str(caught.value)


def test_a_corrected_address_leaves_a_redirect_and_ids_stay(build: Make, post: Make) -> None:
    """The old page leads to the new one, for readers and for hosts; feeds keep the piece's id."""
    before = build({"a.md": post("tpyo", 7)})
    first = re.search(r"<entry.*?<id>(.*?)</id>", (before.output / "feeds/all.atom").read_text(), re.S)
    after = build({"a.md": post("typo", 7, authors="Anne Lee")})
    again = re.search(r"<entry.*?<id>(.*?)</id>", (after.output / "feeds/all.atom").read_text(), re.S)
    assert first
    assert again
    assert first[1] == again[1]
    for old, new in (("articles/tpyo/", "articles/typo/"), ("authors/ann-lee/", "authors/anne-lee/")):
        page = after.page(old)
        assert page.select_one('meta[http-equiv="refresh"]')["content"].endswith(f"url=/{new}")
        assert page.select(f'a[href="/{new}"]')
        assert page.select('meta[name="robots"][content="noindex"]')
        assert f"/{old}* /{new}:splat 301" in (after.output / "_redirects").read_text()


def test_feeds_and_citations_stay_where_they_were(build: Make, post: Make) -> None:
    """Whoever follows an author whose name was corrected gets her pieces at the old address, on any host."""
    build({"a.md": post("tpyo", 7)})
    after = build({"a.md": post("typo", 7, authors="Anne Lee")}).output
    for name in ("feed.atom", "feed.json"):
        assert (after / "authors/ann-lee" / name).read_bytes() == (after / "authors/anne-lee" / name).read_bytes()
    for ending in (".bib", ".ris", ".csl.json"):
        was, now = after / f"articles/tpyo/tpyo{ending}", after / f"articles/typo/typo{ending}"
        assert was.read_bytes() == now.read_bytes()
    assert (after / "authors/ann-lee/ann-lee.bib").is_file()


def test_a_pair_that_lost_a_piece_leads_on(build: Make, post: Make) -> None:
    """Its page becomes one that leads to a search for both terms; the check of links follows it."""
    posts = {f"{n}.md": post(f"piece-{n}", n) for n in (1, 2, 3)}
    assert (build(posts).output / "authors/ann-lee/topics/politics-and-government/index.html").is_file()
    after = build({"3.md": post("piece-3", 3, topics="medtop:15000000")})
    page = after.page("authors/ann-lee/topics/politics-and-government/")
    goes_on = page.select_one('meta[http-equiv="refresh"]')["content"]
    assert goes_on == "0; url=/search/?author=ann-lee&topic=politics-and-government"


def test_the_source_text_is_one_click_away(build: Make, post: Make, tmp_path: Path) -> None:
    """The article's source box leads to the very line of the raw page, which leads back."""
    raw = tmp_path / "content/raw"
    raw.mkdir(parents=True)
    (raw / "page one.txt").write_text("By Ann Lee\n\nA <first> paragraph.\n", encoding="utf-8")
    sources = "Sources: page one.txt#L3-L3; gone.txt#L1-L2\n"
    site = build({"a.md": post("a", extra=sources)})
    assert site.page("articles/a/").select('a[href="/sources/page-one-txt/#L3"]')
    page = site.page("sources/page-one-txt/")
    assert page.select_one("#L3").get_text() == "A <first> paragraph."
    assert page.select('a[href="/articles/a/"]')
    assert page.select('meta[name="robots"][content="noindex"]')


def test_no_source_pages_where_they_are_not_wanted(build: Make, post: Make, tmp_path: Path) -> None:
    """SOURCE_PAGES off keeps the raw pages private; file and lines are still told."""
    raw = tmp_path / "content/raw"
    raw.mkdir(parents=True)
    (raw / "p.txt").write_text("x\n", encoding="utf-8")
    site = build({"a.md": post("a", extra="Sources: p.txt#L1-L1\n")}, SOURCE_PAGES=False)
    assert not (site.output / "sources").exists()
    assert "p.txt" in site.page("articles/a/").select_one("#source").get_text()


def test_a_failed_build_forgets_no_address_and_adds_none(build: Make, post: Make, tmp_path: Path) -> None:
    """The register of addresses changes only with a site that passed its checks."""
    build({"a.md": post("a")})
    register = (tmp_path / "content/posts/addresses.tsv").read_bytes()
    with pytest.raises(BuildError):
        build({"b.md": post("b", body="[x](/nowhere/)")})
    assert (tmp_path / "content/posts/addresses.tsv").read_bytes() == register
