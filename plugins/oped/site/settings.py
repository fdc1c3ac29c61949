"""Our settings: what each means, and its value when `pelicanconf.py` does not say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from oped.errors import BuildError
from oped.site.language import locale_of

DEFAULTS: dict[str, Any] = {
    # The archive's sentence under its name.
    "SENTENCE": "",
    # The address readers know, for canonical links, feeds and citations; SITEURL is only its path, put before links.
    "PUBLIC_URL": "",
    # Who names the entries of our feeds (RFC 4151: a host of yours and a date when it was yours). Never change it.
    "TAG_AUTHORITY": "opinion-archive.example,2026",
    # A line above every page, such as "Sample copy"; the licence line at its foot, and the licence's address.
    "NOTICE": "",
    "LICENCE": "",
    "LICENCE_URL": "",
    # Ways to browse: see oped.hubs.taxonomies for the grammar.
    "TAXONOMIES": {
        "author": {"scheme": "authors", "field": "authors", "combine": ["topic"]},
        "region": {"scheme": "regions", "field": "regions", "combine": ["topic"]},
        "topic": {"scheme": "topics", "field": "topics"},
    },
    # The posts, and the register of every address they were ever published at.
    "POSTS_PATH": "content/posts",
    # The raw pages that posts were made of.
    "RAW_PATH": "content/raw",
    # What is known of authors: one name for all spellings, role, affiliation.
    "AUTHORS_FILE": "content/authors.toml",
    # An editor's additions to the vocabularies.
    "VOCABULARY_PATH": "content/vocabulary",
    # Redirects of one's own: former address, tab, address now.
    "REDIRECTS_FILE": "content/redirects.tsv",
    # Measured accuracy of the tags, shown on the page about method.
    "ACCURACY_FILE": "content/data/accuracy.json",
    # Pieces on a page of a list: a term's own page has this many to twice as many. Larger: fewer, heavier pages.
    "LIST_SIZE": 60,
    # Terms on the page of an index; one with more has a page for each letter.
    "INDEX_SIZE": 400,
    # Pieces that a pair of terms needs for a page of its own. Smaller: more pages.
    "COMBINATION_MINIMUM": 3,
    # Entries of a feed, newest first.
    "FEED_SIZE": 50,
    # Related pieces under an article.
    "RELATED_PIECES": 5,
    # Whether the lines of the raw pages are published beside the pieces made of them.
    "SOURCE_PAGES": True,
    # Whether posts with `Status: draft` get a page below drafts/ (nothing links to it).
    "DRAFT_PAGES": True,
    # Where npm put what the site is made with: country shapes, lunr.js.
    "NODE_MODULES": "node_modules",
    # Codes of the areas that the map may show; empty for the whole world.
    "MAP_AREAS": [],
    # Whether each piece gets a picture for where its address is shared: 15 kB and 5 ms each, once.
    "CARDS": True,
    # Whether browsers keep the pages and search files that were read, for when there is no line. Needs https.
    # Once switched off, readers' browsers keep what they have.
    "OFFLINE": False,
    # Colours of the settings' own: {"light": {"accent": "#7a1f3d"}, "dark": {"accent": "#f0a8c0"}}, by any name in the
    # theme's tokens.css.
    "COLOURS": {},
    # Whether a build ends at once when nothing that the site is made of has changed.
    "REST": True,
    # Whether a build waits for another one of the same output to end, as a preview's does, or says so and stops.
    "PATIENT": False,
    # Folder of the interface's catalogues: LANG/LC_MESSAGES/messages.po.
    "TRANSLATIONS_PATH": "theme/translations",
}

FIXED: dict[str, Any] = {
    # What stock Pelican would write beside our pages, and what it would read in the place of our reader.
    "ARTICLE_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "PAGE_URL": "{slug}/",
    "PAGE_SAVE_AS": "{slug}/index.html",
    "RELATIVE_URLS": False,
}


def complete(settings: dict[str, Any]) -> None:
    """Fill `settings` with our defaults, in place. Raises BuildError on a value that no page could be built with."""
    for key, value in DEFAULTS.items():
        settings.setdefault(key, value)
    settings.update(FIXED)
    language = str(locale_of(settings.get("DEFAULT_LANG", "en")))  # Pelican takes a tag's capitals away
    settings["DEFAULT_LANG"] = language.replace("_", "-")
    settings["PUBLIC_URL"] = (settings["PUBLIC_URL"] or settings["SITEURL"]).rstrip("/")
    settings["SITEURL"] = urlsplit(settings["SITEURL"]).path.rstrip("/")
    for key in ("LIST_SIZE", "INDEX_SIZE", "COMBINATION_MINIMUM", "FEED_SIZE"):
        if not isinstance(settings[key], int) or settings[key] < 1:
            raise BuildError(f"{key} must be a whole number from 1", file="pelicanconf.py", value=settings[key])
    address = urlsplit(settings["PUBLIC_URL"])
    if settings["PUBLIC_URL"] and (address.scheme not in ("http", "https") or not address.netloc):
        raise BuildError(
            "PUBLIC_URL is no address of the web",
            file="pelicanconf.py",
            value=settings["PUBLIC_URL"],
            remedy='write it as "https://example.org/archive"',
        )
