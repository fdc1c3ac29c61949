"""The interface in the reader's language: one gettext catalogue for all strings, dates and numbers by CLDR."""

from __future__ import annotations

import io
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from jinja2 import Environment

from oped.errors import BuildError
from oped.site.article import Article


def prepare(environment: Environment, language: str, catalogues: Path) -> None:
    """Give the templates `_()`, `{% trans %}` and the filters `longdate`, `monthname` and `thousands`."""
    locale = locale_of(language)
    environment.install_gettext_translations(translations(language, catalogues), newstyle=True)  # type: ignore[attr-defined]

    @lru_cache(maxsize=50_000)
    def written(day: date) -> str:
        return format_date(day, "long", locale)

    def longdate(piece: Article | date) -> str:
        day = piece.day if isinstance(piece, Article) else piece
        return written(day) if day else ""

    def monthname(month: int, year: int | None = None) -> str:
        if year:
            return str(format_skeleton("yMMMM", date(year, month, 1), locale=locale))
        return str(get_month_names("wide", "stand-alone", locale)[month])

    def thousands(number: float) -> str:
        return format_decimal(number, locale=locale)

    environment.filters.update(longdate=longdate, monthname=monthname, thousands=thousands)


def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a BCP 47 tag. Raises BuildError when there is none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise BuildError(
            "DEFAULT_LANG is no language that CLDR knows", file="pelicanconf.py", value=language, remedy="write `en`"
        ) from error


def translations(language: str, catalogues: Path) -> NullTranslations:
    """Return the catalogue of `language`, compiled from its text; none for the language the strings are written in."""
    path = catalogues / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.replace("-", "_")))
    compiled.seek(0)
    return Translations(compiled)
