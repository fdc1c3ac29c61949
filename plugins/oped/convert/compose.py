"""The composer: labelled lines to pieces. Here stands which finding wins when several speak of the same field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

from oped.convert.dates import find_day
from oped.convert.draft import Draft
from oped.convert.groups import Group, group
from oped.convert.lines import Line, Role
from oped.convert.page import Hints
from oped.convert.stages.datelines import PAGE_DATE
from oped.convert.supplied import supply_title
from oped.model import Found, Furniture, Genre, Inspected, Kind, Piece, Span
from oped.tagging import Tagged

_EDITORIALS = re.compile(r"\W*(?:editorials?|our views?|leading articles?)\W*", re.IGNORECASE)
_NAMED_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


About = Callable[[str, Sequence[str], str | None], Tagged]
"""Says of a title, paragraphs and a language, where one is stated, what a piece is about."""


def _untold(_title: str, _paragraphs: Sequence[str], language: str | None) -> Tagged:
    return Tagged(language or "", (), ())


def compose(draft: Draft, about: About = _untold) -> Inspected:
    """Return the page as pieces and furniture; every line is in one of them."""
    groups, stray = group(draft)
    page_day = _page_day(groups, letters=draft.letters)
    main = _main(groups)
    pieces = tuple(_piece(draft, group, page_day, group is main, about) for group in groups)
    furniture = [
        Furniture(Span(line.start, line.end), line.reason) for line in draft.lines if line.role is Role.FURNITURE
    ]
    furniture += [Furniture(Span(line.start, line.end), "a head line without a text") for line in stray]
    furniture.sort(key=lambda f: f.span)
    return Inspected(draft.page.name, draft.page.text, pieces, tuple(furniture), tuple(draft.doubts))


def _main(groups: list[Group]) -> Group | None:
    """Return the piece that a page's metadata speak of: the longest that is not cut."""
    whole = [group for group in groups if not group.cut] or groups
    return max(whole, key=lambda group: sum(line.words for line in group.text), default=None)


def _page_day(groups: list[Group], *, letters: bool) -> tuple[date, str] | None:
    """Return the date that stands above the first headline of a page: it is the day of all its whole pieces."""
    if not groups:
        return None
    head = groups[0].head
    for line, below in zip_longest(head, head[1:]):
        if line.role in {Role.TITLE, Role.BYLINE, Role.STANDFIRST}:
            return None
        if line.role is Role.DATE and line.day:
            alone = below is not None and below.role is Role.TITLE
            if not (alone or letters or line.reason == PAGE_DATE):
                return None
            return line.day, "the date line at the top of the page"
    return None


def _piece(draft: Draft, group: Group, page_day: tuple[date, str] | None, main: bool, about: About) -> Piece:
    text = group.text
    head = group.head
    hints = draft.page.hints if main else Hints()
    titles = [line for line in head if line.role is Role.TITLE]
    kind = Kind.EXCERPT if group.cut else Kind.ARTICLE
    headlines = [line for line in group.tail if line.role is Role.PUBLICATION and line.value]
    if titles:
        title = Found(
            " ".join(t.value or t.text for t in titles), titles[0].reason, Span(titles[0].start, titles[-1].end)
        )
    elif headlines:
        title = Found(
            headlines[0].value, "the publication line names the headline", Span(headlines[0].start, headlines[0].end)
        )
    elif main and hints.title:
        title = Found(hints.title, f"{hints.source} give it")
    else:
        title = None
    day, source = _day(draft, group, kind, page_day, hints)
    if day is None and (unclear := next((line for line in head if line.role is Role.DATE and not line.day), None)):
        draft.doubt(unclear, f"the piece is undated: {unclear.reason}; the page's sidecar may give the day")
    bios = group.all(Role.BIO)
    paragraphs = tuple(line.text for line in text)
    tagged = about(title.value if title else "", paragraphs, draft.page.sidecar.language)
    return Piece(
        body=Span(text[0].start, text[-1].end),
        end=group.tail[-1].end if group.tail else text[-1].end,
        reason=group.reason,
        head=Span(head[0].start, head[-1].end) if head else None,
        kind=kind,
        genre=_genre(draft, group, titles),
        title=title,
        supplied_title="" if title else supply_title(paragraphs),
        standfirst=_value(group.all(Role.STANDFIRST)),
        authors=_authors(group) or tuple(Found(name, f"{hints.source} give it") for name in hints.authors),
        bio=_value(bios),
        disclaimer=_value(group.all(Role.DISCLAIMER)),
        translator=_translator(group),
        date=day,
        date_source=source,
        outlet=_outlet(draft, head),
        page=draft.page.sidecar.page or "",
        url=(draft.page.sidecar.url or hints.url or draft.url) if main else "",
        language=tagged.language,
        regions=tagged.regions,
        topics=tagged.topics,
        paragraphs=paragraphs,
        skipped=tuple(Span(line.start, line.end) for line in group.inside),
    )


def _value(lines: list[Line]) -> Found | None:
    if not lines:
        return None
    together = [line for line in lines if line.in_head == lines[-1].in_head]
    return Found(" ".join(line.text for line in lines), lines[0].reason, Span(together[0].start, together[-1].end))


def _authors(group: Group) -> tuple[Found, ...]:
    """Return the authors: of the by-line, else a line below the text, else the bio; spelt as the bio has them."""
    bios = {name.value.casefold(): name.value for line in group.all(Role.BIO) for name in line.names}
    for role in (Role.BYLINE, Role.TITLE, Role.SIGNATURE, Role.BIO, Role.CONTACT):
        names = [name for line in group.all(role) for name in line.names]
        if names:
            unique = {name.value.casefold(): name for name in reversed(names)}
            ordered = [name for name in names if unique.get(name.value.casefold()) is name]
            return tuple(Found(bios.get(n.value.casefold(), n.value), n.reason, n.span, n.gloss) for n in ordered)
    return ()


def _outlet(draft: Draft, head: list[Line]) -> str:
    """Return where a piece appeared: in the paper that its own head names, else where the page did."""
    own = next((line.outlet for line in head if line.outlet), "")
    return own or draft.page.sidecar.outlet or draft.page.hints.outlet or draft.outlet


def _translator(group: Group) -> Found | None:
    lines = group.all(Role.TRANSLATOR)
    if lines:
        return Found(lines[0].value, lines[0].reason, Span(lines[0].start, lines[0].end))
    for line in group.all(Role.BYLINE):
        if line.value:
            return Found(line.value, "the by-line names the translator", Span(line.start, line.end))
    return None


def _day(  # noqa: PLR0911  (one return a source, the surest first)
    draft: Draft, group: Group, kind: Kind, page_day: tuple[date, str] | None, hints: Hints
) -> tuple[date | None, str]:
    """Return a piece's date and where it was read; an excerpt has only a date of its own."""
    own = next((line for line in group.head if line.role is Role.DATE and line.day), None)
    own_is_page = own is not None and page_day is not None and own.day == page_day[0] and own is group.head[0]
    if group.text[0].day:
        return group.text[0].day, "the date line above it in the list"
    if own is not None and not (own_is_page and kind is Kind.EXCERPT):
        return own.day, "the date line of the piece"
    published = next((line for line in group.tail if line.role is Role.PUBLICATION and line.day), None)
    if published is not None:
        return published.day, "the publication line below the text"
    if kind is Kind.EXCERPT:
        return None, ""
    if draft.page.sidecar.date:
        return draft.page.sidecar.date, "the page's sidecar"
    if hints.date:
        return hints.date, hints.source
    if page_day:
        return page_day
    named = _NAMED_DAY.match(draft.page.name)
    found = find_day(named[0]) if named else None
    return (found.day, "the file's name") if found else (None, "")


def _genre(draft: Draft, group: Group, titles: list[Line]) -> Genre:
    label = titles[0].text.lower() if titles else ""
    names = " ".join(name.value.lower() for line in group.head for name in line.names)
    first = draft.lines[0].text
    headed = bool(_EDITORIALS.fullmatch(first)) and not _authors(group)
    if headed or label.startswith("editorial") or "editorial board" in names or names == "the editors":
        return Genre.EDITORIAL
    if label.lstrip("[ ").startswith("letter") or (draft.letters and group.all(Role.SIGNATURE)):
        return Genre.LETTER
    return Genre.COLUMN
