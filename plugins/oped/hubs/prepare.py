"""From articles and settings to everything that pages and files are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from oped import cores
from oped.convert import ledger
from oped.convert.heirs import heirs
from oped.errors import PostError, VocabularyError, listed
from oped.hubs.addresses import NAME, current, extend, read, read_own
from oped.hubs.authority import authority, state_roles
from oped.hubs.cite import Citer
from oped.hubs.pages import Beside
from oped.hubs.publication import publication
from oped.hubs.redirects import inherited, redirects
from oped.hubs.related import relate
from oped.hubs.schemes import Scheme, as_printed, controlled
from oped.hubs.setting import frame as frame_of
from oped.hubs.site import Frame, assemble
from oped.hubs.sources import attach
from oped.hubs.taxonomies import declared
from oped.hubs.telling import telling_words
from oped.site.language import translations
from oped.standing import Standing
from oped.vocabulary import load, load_authors

if TYPE_CHECKING:
    from oped.hubs.model import Taxonomy
    from oped.hubs.related import RelatedPiece
    from oped.site.article import Article


def prepare(articles: Sequence[Article], drafts: Sequence[Article], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context's words `site`, `publication` and `beside`. Raises BuildError with every unknown term."""
    taxonomies = declared(settings["TAXONOMIES"])
    schemes = schemes_of(taxonomies, [*articles, *drafts], settings)
    check_terms([*articles, *drafts], taxonomies, schemes)
    frame = Frame(settings["SITENAME"], settings["SENTENCE"], tuple(taxonomies.values()))
    limits = (settings[name] for name in ("LIST_SIZE", "COMBINATION_MINIMUM", "INDEX_SIZE"))
    site = assemble(frame, articles, drafts, schemes, *limits)
    for name, taxonomy in taxonomies.items():
        if taxonomy.scheme == "authors":
            state_roles(site.codes[name].values())
    catalogue = translations(settings["DEFAULT_LANG"], Path(settings["TRANSLATIONS_PATH"]))
    publisher = publication(settings, catalogue.gettext)
    now = current(site, settings["LIST_SIZE"])
    posts = Path(settings["POSTS_PATH"])
    register = extend(read(posts / NAME), now)
    places = inherited(register, heirs(posts / ledger.NAME))
    beside = Beside(
        schemes=schemes,
        relate=cache(lambda: related(articles, settings)),
        cite=Citer(publisher),
        sources=attach(articles, Path(settings["RAW_PATH"])) if settings["SOURCE_PAGES"] else [],
        register=register,
        redirects=redirects(places, now, read_own(Path(settings["REDIRECTS_FILE"]))),
        size=settings["LIST_SIZE"],
    )
    return {"site": site, "publication": publisher, "beside": beside}


def related(articles: Sequence[Article], settings: Mapping[str, Any]) -> dict[str, list[RelatedPiece]]:
    """Return the related pieces of each of `articles` by its id."""
    standing: Standing = settings["STANDING"]
    telling = told(articles, standing).__getitem__
    return relate(articles, settings["RELATED_PIECES"], telling, standing, frame_of(settings))


def told(articles: Sequence[Article], standing: Standing) -> dict[Article, dict[str, str]]:
    """Return the telling words of each of `articles`: remembered of posts already known, else sought on all cores."""
    found: dict[Article, dict[str, str]] = {}
    new = []
    for article in articles:
        known = standing.recall("words", _post(article)) if article.digest else None
        if known is None:
            new.append(article)
        else:
            found[article] = _interned(json.loads(known))
    for article, words in zip(new, cores.do([partial(telling_words, article) for article in new]), strict=True):
        standing.remember("words", _post(article), json.dumps(words).encode())
        found[article] = _interned(words)
    return found


def _interned(words: Mapping[str, str]) -> dict[str, str]:
    """Return the same words; each is kept once, however many pieces have it."""
    return {intern(folded): intern(printed) for folded, printed in words.items()}


def _post(article: Article) -> str:
    return f"{article.digest} {article.lang}"


def schemes_of(
    taxonomies: Mapping[str, Taxonomy], articles: Sequence[Article], settings: Mapping[str, Any]
) -> dict[str, Scheme]:
    """Return where each taxonomy's terms come from."""
    schemes: dict[str, Scheme] = {}
    for name, one in taxonomies.items():
        if one.scheme in ("regions", "topics"):
            schemes[name] = controlled(load(Path(settings["VOCABULARY_PATH"])), one.scheme)
            continue
        values = [(value, article.slug) for article in articles for value in article.fields.get(one.field, ())]
        if one.scheme == "authors":
            schemes[name] = authority(load_authors(Path(settings["AUTHORS_FILE"])), values)
        else:
            schemes[name] = as_printed(value for value, _ in values)
    return schemes


def check_terms(articles: Iterable[Article], taxonomies: Mapping[str, Taxonomy], schemes: Mapping[str, Scheme]) -> None:
    """Raise BuildError naming file, line and nearest terms of every value that its vocabulary does not have."""
    errors = []
    for article in articles:
        for name, taxonomy in taxonomies.items():
            for value in article.fields.get(taxonomy.field, ()):
                try:
                    schemes[name](value, article.slug)
                except VocabularyError as error:
                    line = article.lines.get(taxonomy.field)
                    wrong = PostError(error.what, file=article.file, line=line, value=value, remedy=error.remedy)
                    errors.append(str(wrong))
    if errors:
        raise listed(errors)
