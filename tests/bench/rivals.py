"""The sites that our build is measured beside: stock Pelican and Hugo, each with the same kinds of pages.

Page kinds: article, author, region, topic, year, lists in pages of twenty, one Atom or RSS feed.
"""

from __future__ import annotations

import json
from pathlib import Path

HUGO_TEMPLATES = {
    "_default/baseof.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="canonical" href="{{ .Permalink }}"></head>'
        '<body><header><a href="{{ "/" | relURL }}">{{ site.Title }}</a></header>'
        '<main>{{ block "main" . }}{{ end }}</main></body></html>'
    ),
    "_default/single.html": (
        '{{ define "main" }}<article><h1>{{ .Title }}</h1>'
        '<p>{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'
        '<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time></p>{{ .Content }}'
        '<ul>{{ range .GetTerms "regions" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>'
        '<ul>{{ range .GetTerms "topics" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>'
        "</article>{{ end }}"
    ),
    "_default/list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate .RegularPages 20 }}<ul>{{ range $p.Pages }}'
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}'
        "<p>{{ .Summary }}</p>{{ end }}</ul>{{ if $p.HasPrev }}<a href={{ $p.Prev.URL }}>newer</a>{{ end }}"
        "{{ if $p.HasNext }}<a href={{ $p.Next.URL }}>older</a>{{ end }}{{ end }}"
    ),
    "_default/terms.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.ByCount }}'
        '<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}{{ end }}</ul>{{ end }}'
    ),
}
HUGO_SETTINGS = {
    "baseURL": "https://archive.example/",
    "title": "Bench",
    "languageCode": "en",
    "theme": [],
    "taxonomies": {"author": "authors", "region": "regions", "topic": "topics", "year": "years"},
    "outputs": {"home": ["HTML", "RSS"], "section": ["HTML"], "taxonomy": ["HTML"], "term": ["HTML"]},
    "services": {"rss": {"limit": 50}},
    "permalinks": {"posts": "/articles/:slug/"},
}
STOCK_SETTINGS = """
SITENAME = "Bench"
SITEURL = "https://archive.example"
TIMEZONE = "UTC"
THEME = "simple"
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/index.html"
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
FEED_ALL_ATOM = "feed.atom"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = True
"""


def hugo_site(folder: Path) -> Path:
    """Lay out a Hugo site in `folder` and return where its posts go."""
    for name, template in HUGO_TEMPLATES.items():
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template, encoding="utf-8")
    (folder / "hugo.json").write_text(json.dumps(HUGO_SETTINGS), encoding="utf-8")
    return folder / "content" / "posts"


def stock_site(folder: Path) -> Path:
    """Lay out a stock Pelican site in `folder` and return where its posts go."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pelicanconf.py").write_text(STOCK_SETTINGS, encoding="utf-8")
    return folder / "content"
