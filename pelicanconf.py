"""The archive's settings. What each of ours means, and its default, stands in `plugins/oped/site/settings.py`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "plugins"))  # Pelican reads this file before it knows PLUGIN_PATHS

from jinja2 import StrictUndefined  # noqa: E402 - needs nothing of ours, stands with its like

from oped.site.archive import OpinionArchive  # noqa: E402 - found through the line above

SITENAME = "Opinion Archive"
SENTENCE = "Newspaper opinion, kept whole and easy to find."
NOTICE = "Sample copy: every piece here was written for this demonstration; its authors are pen names."
LICENCE = ""
LICENCE_URL = ""
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
LOCALE = ["C.UTF-8", "C"]

# The prefix of every link: empty at the top of a host, "/archive" below it. publishconf.py sets both for the world.
SITEURL = ""
PUBLIC_URL = ""
# Names the entries of feeds for ever: a host of yours, and a date when it was yours.
TAG_AUTHORITY = "opinion-archive.example,2026"

# Ways to browse, in the order of the menu; the grammar, with an example, stands in plugins/oped/hubs/taxonomies.py.
TAXONOMIES = {
    "region": {
        "label": "Region",
        "plural": "Regions",
        "field": "regions",
        "path": "regions",
        "scheme": "regions",
        "combine": ["topic"],
    },
    "topic": {"label": "Topic", "plural": "Topics", "field": "topics", "path": "topics", "scheme": "topics"},
    "author": {
        "label": "Author",
        "plural": "Authors",
        "field": "authors",
        "path": "authors",
        "scheme": "authors",
        "combine": ["topic"],
    },
}

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
POSTS_PATH = str(HERE / "content" / "posts")
RAW_PATH = str(HERE / "content" / "raw")
AUTHORS_FILE = str(HERE / "content" / "authors.toml")
VOCABULARY_PATH = str(HERE / "content" / "vocabulary")
REDIRECTS_FILE = str(HERE / "content" / "redirects.tsv")
ACCURACY_FILE = str(HERE / "content" / "data" / "accuracy.json")
TRANSLATIONS_PATH = str(HERE / "theme" / "translations")
NODE_MODULES = str(HERE / "node_modules")
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []

THEME = str(HERE / "theme")
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "undefined": StrictUndefined,  # a word that a template misspells stops the build
    "extensions": ["jinja2.ext.i18n"],
}

# Stock feeds would be written beside ours.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None

PELICAN_CLASS = OpinionArchive
PLUGIN_PATHS = [str(HERE / "plugins")]
PLUGINS = ["oped.site", "oped.hubs", "oped.search", "oped.rebuild"]
