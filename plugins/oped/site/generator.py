"""Reads the posts in the place of Pelican's articles, in linear time, and drops none.

Pelican's own generator logs a post that it cannot use and goes on without it; sorts articles into tags, categories and
archives by comparing each with all; and needs a date. None of that is wanted here. Pages are written by `oped.hubs`.
"""

from __future__ import annotations

import logging
import os
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from oped.errors import OpedError, listed
from oped.site.article import Article, newest_first
from oped.site.markdown import Renderer
from oped.site.read import check_unique, read
from oped.site.remember import pack, unpack
from oped.standing import Standing

logger = logging.getLogger(__name__)


class PostsGenerator(ArticlesGenerator):  # type: ignore[misc] # Pelican ships no types
    """Fills `articles` and `drafts`, newest first, from the folder `POSTS_PATH`."""

    def generate_context(self) -> None:
        """Read every post, or stop with all that is wrong with them."""
        standing: Standing = self.settings["STANDING"]
        posts = read_all(Path(self.settings["POSTS_PATH"]), self.settings["SITEURL"], today(), standing)
        for article in posts:
            article.lang = article.lang or self.settings["DEFAULT_LANG"]
        self.articles = [article for article in posts if not article.draft]
        self.drafts = [article for article in posts if article.draft]
        self._update_context(("articles", "drafts"))
        root = Path(self.settings["POSTS_PATH"]).parent
        shown = [*self.articles, *(self.drafts if self.settings["DRAFT_PAGES"] else ())]
        self.settings["ORIGINS"] = {f"{article.url}index.html": root / article.file for article in shown}
        logger.info("Posts: %d on disk = %d published + %d drafts.", len(posts), len(self.articles), len(self.drafts))
        signals.article_generator_finalized.send(self)

    def generate_output(self, writer: object) -> None:
        """Leave all writing to `oped.hubs`."""
        signals.article_writer_finalized.send(self, writer=writer)

    def check_disabled_readers(self) -> None:
        """Do nothing: posts are read by our own format alone."""


def read_all(folder: Path, root: str, latest: date, standing: Standing) -> list[Article]:
    """Return every post below `folder`, newest first. Raises BuildError with the list of all that cannot be used.

    `root` is the path that links are put below. A post whose bytes `standing` remembers is not parsed again.
    """
    articles, errors = [], []
    render = Renderer(root)
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder.parent).as_posix()
        try:
            articles.append(_read(path, name, render, latest, standing))
        except OpedError as error:
            errors.append(str(error))
    if not errors:
        try:
            check_unique(articles)
        except OpedError as error:
            errors.append(str(error))
    if errors:
        raise listed(errors)
    return newest_first(articles)


def _read(path: Path, name: str, render: Renderer, latest: date, standing: Standing) -> Article:
    digest = _digest(path, name, render.root)
    standing.note("piece", name, digest.encode())
    known = standing.recall("posts", digest) if digest else None
    if known:
        article = unpack(known, name, digest)
        if article.day is None or article.day <= latest:
            return article
    article = read(path, name, render, latest)
    article.digest = digest
    standing.remember("posts", digest, pack(article))
    return article


def _digest(path: Path, name: str, root: str) -> str:
    """Return a hash of all that an article is made of; empty where the file cannot be read: reading it says so."""
    try:
        made_of = f"{root}\n{name}\n".encode("utf-8", "surrogateescape") + path.read_bytes()
    except OSError:
        return ""
    return blake2b(made_of, digest_size=16).hexdigest()


def today() -> date:
    """Return the last day that is not in the future anywhere, by SOURCE_DATE_EPOCH if that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return date.fromordinal(now.date().toordinal() + 1)
