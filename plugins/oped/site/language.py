"""The interface in the reader's language: one gettext catalogue for all strings, dates and numbers by CLDR."""

from __future__ import annotations

import io
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from babel.units import format_unit
from jinja2 import Environment
from markupsafe import Markup

from oped.errors import BuildError
from oped.site.article import Article
from oped.site.fixed import Kept, Lean, Said

BYTES = (("digital-gigabyte", 10**9), ("digital-megabyte", 10**6), ("digital-kilobyte", 1000), ("digital-byte", 1))
"""Units of size, largest first, and how many bytes each is."""

AT_HAND = 50_000
"""Days and numbers of which the words are kept."""


def prepare(environment: Environment, language: str, catalogues: Path) -> None:
    """Give the templates `_()`, `{% trans %}`, and the filters for languages, dates, numbers and sizes.

    The filter `said` is for words out of the settings, which need not be safe in HTML.
    """
    locale = locale_of(language)
    words = translations(language, catalogues)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.extend(words=words.gettext)
    environment.add_extension(Said)
    environment.add_extension(Kept)
    environment.context_class = Lean

    @lru_cache(AT_HAND)
    def written(day: date) -> str:
        return format_date(day, "long", locale)

    def longdate(piece: Article | date) -> str:
        day = piece.day if isinstance(piece, Article) else piece
        return written(day) if day else ""

    def monthname(month: int, year: int | None = None) -> str:
        if year:
            return str(format_skeleton("yMMMM", date(year, month, 1), locale=locale))
        return str(get_month_names("wide", "stand-alone", locale)[month])

    @lru_cache(AT_HAND)
    def thousands(number: float) -> str:
        return format_decimal(number, locale=locale)

    def size(number: int) -> str:
        """Return a number of bytes in the unit that a person would use."""
        unit, share = next((one for one in BYTES if number >= one[1]), BYTES[-1])
        return str(format_unit(round(number / share, 1) if share > 1 else number, unit, "short", locale=locale))

    @cache
    def marked(tag: str) -> Markup:
        """Return the attributes of an element whose text is in the language `tag`: none in the site's own."""
        return Markup(' lang="{}" dir="auto"').format(tag) if foreign(tag, language) else Markup()

    environment.filters.update(longdate=longdate, monthname=monthname, thousands=thousands, size=size)
    environment.filters.update(foreign=marked, said=words.gettext)


def foreign(tag: str, site: str) -> bool:
    """Tell whether text in the language `tag` must be marked on pages in the language `site`.

    >>> foreign("en", "en-GB"), foreign("en-US", "en-GB"), foreign("fr", "en"), foreign("", "en")
    (False, True, True, False)
    """
    return bool(tag) and not f"{site}-".casefold().startswith(f"{tag}-".casefold())


def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a BCP 47 tag. Raises BuildError when there is none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise BuildError(
            "DEFAULT_LANG is no language that CLDR knows", file="pelicanconf.py", value=language, remedy="write `en`"
        ) from error


def translations(language: str, catalogues: Path) -> NullTranslations:
    """Return the catalogue of `language` (of `de` for `de-AT` where that has none), compiled from its text.

    There is none for the language that the strings are written in.
    """
    path = catalogue(language, catalogues)
    if path is None:
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.parents[1].name))
    compiled.seek(0)
    return Translations(compiled)


def catalogue(language: str, catalogues: Path) -> Path | None:
    """Return the file that has the interface's words in a language."""
    names = (str(locale_of(language)), language.partition("-")[0])
    paths = (catalogues / name / "LC_MESSAGES" / "messages.po" for name in names)
    return next((path for path in paths if path.is_file()), None)
