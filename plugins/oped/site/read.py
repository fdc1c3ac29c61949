"""A post's file in, an article out, or an error that says in which line what cannot be published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from oped.errors import PostError
from oped.model import Evidence
from oped.post import Post, parse
from oped.site.article import Article, Source
from oped.site.markdown import Rendered, Renderer, allowed
from oped.site.summary import summarize
from oped.site.text import Text
from oped.slugs import slugify

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID = re.compile(r"[0-9a-f]{12}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
STATUSES = ("published", "draft")
OLDEST = 1600
"""No newspaper is older."""


def read(path: Path, name: str, render: Renderer, today: date) -> Article:
    """Return the post in `path`, called `name` in errors. Raises PostError, naming file and line."""
    try:
        content = path.read_bytes()
        text = content.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise PostError("the post cannot be read", file=name, value=str(error), remedy="save it as UTF-8") from error
    article = make(parse(text.replace("\r\n", "\n").replace("\r", "\n"), name), name, render, today)
    article.digest = digest_of(content, name, render.root)
    return article


def digest_of(content: bytes, name: str, root: str) -> str:
    """Return a hash of all that an article is made of; `root` is the path that its links are put below."""
    made_of = f"{root}\n{name}\n".encode("utf-8", "surrogateescape") + content
    return hashlib.blake2b(made_of, digest_size=16).hexdigest()


def make(post: Post, name: str, render: Callable[[str], Rendered], today: date) -> Article:
    """Return the article that a parsed post describes. Raises PostError on a value that would mislead a reader."""
    check(post, name, today)
    html, paragraphs = render(post.body)
    slug = post.slug or slugify(Path(name).stem)
    return Article(
        id=post.id or hashlib.blake2b(slug.encode(), digest_size=6).hexdigest(),
        slug=slug,
        title=post.title,
        file=name,
        title_source=post.title_source,
        kind=post.kind,
        genre=post.genre,
        day=post.date,
        date_source=post.date_source,
        lang=post.language,
        standfirst=post.standfirst,
        bio=post.bio,
        disclaimer=post.disclaimer,
        translator=post.translator,
        outlet=post.outlet,
        page=post.page,
        original_url=post.url,
        draft=status(post) == "draft",
        sources=tuple(Source(source.page, source.first, source.last) for source in post.sources),
        converted=post.converted,
        fields=fields(post),
        lines={key.lower(): line for key, line in post.lines.items()},
        evidence=evidence(post),
        text=Text.of(html, paragraphs),
        summary=summarize(post.standfirst, paragraphs),
    )


def fields(post: Post) -> dict[str, tuple[str, ...]]:
    """Return every field that a taxonomy may be built on, by lower-case key."""
    own = {"authors": post.authors, "regions": post.regions, "topics": post.topics}
    single = {"outlet": post.outlet, "translator": post.translator, "language": post.language, "genre": post.genre}
    extra = {key.lower(): _divided(value) for key, value in post.extra.items()}
    return {**extra, **{key: (str(value),) for key, value in single.items() if value}, **own}


def evidence(post: Post) -> dict[str, dict[str, tuple[Evidence, ...]]]:
    """Return why the machine gave each term, by field and code."""
    return {name: {tag.code: tag.evidence for tag in tags} for name, tags in post.evidence.items()}


def status(post: Post) -> str:
    """Return what the line `Status` says: `published` where there is none."""
    given: Mapping[str, str] = {key.lower(): value for key, value in post.extra.items()}
    return given.get("status", "published").strip().lower()


def check(post: Post, name: str, today: date) -> None:
    """Raise PostError on the first value that a reader would be misled by, or that is no address."""

    def wrong(key: str, what: str, value: object, remedy: str) -> PostError:
        return PostError(what, file=name, line=post.lines.get(key, 1), value=value, remedy=remedy)

    if not post.title.strip():
        raise wrong("Title", "the post has no title", None, "add a line `Title: …`")
    if post.slug and not (SLUG.fullmatch(post.slug) and len(post.slug) <= 200):
        raise wrong("Slug", "the slug is no address", post.slug, "use lower-case letters, digits and single hyphens")
    if post.id and not ID.fullmatch(post.id):
        raise wrong("Id", "the id is not 12 hex digits", post.id, "put back the id from the ledger")
    if post.date and not post.date.year >= OLDEST:
        raise wrong("Date", "the date is older than any newspaper", str(post.date), "correct it, or leave the line out")
    if post.date and post.date > today:
        raise wrong("Date", "the date lies in the future", str(post.date), "correct it, or write `Status: draft`")
    if post.url and not (allowed(post.url) and post.url.startswith(("http://", "https://"))):
        raise wrong("Url", "the address is not one of the web", post.url, "start it with https://")
    if post.language and not LANGUAGE.fullmatch(post.language):
        raise wrong("Language", "the language is no BCP 47 tag", post.language, "write `en`, `fr`, `zh-Hant` …")
    if status(post) not in STATUSES:
        raise wrong("Status", "the status is unknown", status(post), f"write one of {', '.join(STATUSES)}")


def check_unique(articles: Iterable[Article]) -> None:
    """Raise PostError when two posts claim one address or one id, naming both files."""
    for key in ("slug", "id"):
        seen: dict[str, Article] = {}
        for article in articles:
            value = getattr(article, key)
            other = seen.setdefault(value, article)
            if other is not article:
                raise PostError(
                    f"{other.file} has the same {key}",
                    file=article.file,
                    line=article.lines.get(key, 1),
                    value=value,
                    remedy=f"give one of them another {key}, or delete it if it is a copy",
                )


def _divided(value: str) -> tuple[str, ...]:
    return tuple(part for one in value.split(";") if (part := one.strip()))
