"""Real sites from real posts: what readers find, and what stops a build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from oped.errors import BuildError

Make = Callable[..., Any]


def test_an_article_is_reached_by_author_region_topic_and_year(build: Make, post: Make) -> None:
    """Every way to browse leads to the piece in three clicks."""
    site = build({"a.md": post("tea-and-tariffs")}, TAXONOMIES=PRINTED)
    for url in ("authors/ann-lee/", "regions/tw/", "years/2020/", ""):
        assert site.page(url).select('a[href="/articles/tea-and-tariffs/"]'), url
PRINTED = {"author": {"field": "authors", "combine": ["topic"]}, "region": {"field": "regions"}, "topic": {"field": "topics"}}
