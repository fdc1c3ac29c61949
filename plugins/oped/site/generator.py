"""Reads the posts in the place of Pelican's articles, in linear time, and drops none.

Pelican's own generator logs a post that it cannot use and goes on without it; sorts articles into tags, categories and
archives by comparing each with all; and needs a date. None of that is wanted here. Pages are written by `oped.hubs`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from oped import cores
from oped.errors import OpedError, listed
from oped.site.article import Article, newest_first
from oped.site.markdown import Renderer
from oped.site.read import check_unique, digest_of, read
from oped.site.remember import pack, unpack
from oped.site.shelf import Shelf
from oped.standing import Standing

logger = logging.getLogger(__name__)

DIGEST = 16
"""Bytes of a post's hash."""
AT_ONCE = 2048
"""Posts that are parsed before the first of them is laid on the shelf: some 4 kB each."""


class PostsGenerator(ArticlesGenerator):  # type: ignore[misc] # Pelican ships no types
    """Fills `articles` and `drafts`, newest first, from the folder `POSTS_PATH`."""

    def generate_context(self) -> None:
        """Read every post, or stop with all that is wrong with them."""
        standing: Standing = self.settings["STANDING"]
        stamp = self.settings["INPUTS"].stamp if "INPUTS" in self.settings else unknown
        posts = read_all(Path(self.settings["POSTS_PATH"]), self.settings["SITEURL"], today(), standing, stamp)
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


def unknown(path: Path) -> bytes:  # noqa: ARG001 - of which nothing is known
    """Return no stamp: every post is read."""
    return b""


def read_all(
    folder: Path, root: str, latest: date, standing: Standing, stamp: Callable[[Path], bytes] = unknown
) -> list[Article]:
    """Return every post below `folder`, newest first. Raises BuildError with the list of all that cannot be used.

    `root` is the path that links are put below. A post whose bytes `standing` remembers is not parsed again; one whose
    `stamp` (empty where it is not to be believed) is as it was is not even read.
    """
    posts = [PostFile.at(path, folder, root, standing, stamp(path)) for path in sorted(folder.rglob("*.md"))]
    shelf = Shelf(standing.folder)
    known = {post: article for post in posts if (article := _recalled(post, latest, standing, shelf))}
    new = [post for post in posts if post not in known]
    parse = partial(_parsed, Renderer(root), latest)
    errors = []
    for some in (new[at : at + AT_ONCE] for at in range(0, len(new), AT_ONCE)):
        for post, parsed in zip(some, cores.do([partial(parse, post) for post in some]), strict=True):
            if isinstance(parsed, str):
                errors.append(parsed)
            else:
                digest, packed = parsed
                standing.remember("posts", digest, packed)
                known[post] = unpack(packed, post.name, digest, shelf)
    articles = [known[post] for post in posts if post in known]
    if not errors:
        try:
            check_unique(articles)
        except OpedError as error:
            errors.append(str(error))
    if errors:
        raise listed(errors)
    return newest_first(articles)


class PostFile(NamedTuple):
    """A post's file, its name in errors, and a hash of all that its article is made of.

    The hash is empty where the file cannot be read: reading it says so.
    """

    path: Path
    name: str
    digest: str

    @classmethod
    def at(cls, path: Path, folder: Path, root: str, standing: Standing, stamp: bytes) -> PostFile:
        """Return the post in `path`, below `folder`; `root` is the path that its links are put below."""
        name = path.relative_to(folder.parent).as_posix()
        seen = stamp + root.encode()
        known = standing.recall("stamps", name) if stamp else None
        if known and known[:-DIGEST] == seen:
            return cls(path, name, known[-DIGEST:].hex())
        try:
            digest = digest_of(path.read_bytes(), name, root)
        except OSError:
            return cls(path, name, "")
        if stamp:
            standing.remember("stamps", name, seen + bytes.fromhex(digest))
        return cls(path, name, digest)


def _recalled(post: PostFile, latest: date, standing: Standing, shelf: Shelf) -> Article | None:
    """Return a post as an earlier build read it, unless its day has become one of the future."""
    standing.note("piece", post.name, post.digest.encode())
    known = standing.recall("posts", post.digest) if post.digest else None
    article = unpack(known, post.name, post.digest, shelf) if known else None
    return article if article and (article.day is None or article.day <= latest) else None


def _parsed(render: Renderer, latest: date, post: PostFile) -> tuple[str, bytes] | str:
    """Return the hash of a post as it is by now, and its article, packed; or what is wrong with it."""
    try:
        article = read(post.path, post.name, render, latest)
    except OpedError as error:
        return str(error)
    return article.digest, pack(article)


def today() -> date:
    """Return the last day that is not in the future anywhere, by SOURCE_DATE_EPOCH if that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return date.fromordinal(now.date().toordinal() + 1)
