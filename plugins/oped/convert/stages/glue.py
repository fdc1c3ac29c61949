"""Glued ends: what a copied page runs into the line before it is a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oped.convert.dates import find_day, only_day, rest_of
from oped.convert.draft import Draft, divide
from oped.convert.lines import Line, Role
from oped.convert.names import read_names

_MORE = re.compile(
    r"(?:\s*(?:FULL STORY|FULL ARTICLE|READ MORE|CONTINUE READING)|\s*(?<=[\w,;’”.…])Full [Ss]tory"
    r"|(?:\s*(?:…|\.\.\.)\s*|\s+)\[?(?:Read (?:more|on)|Continue reading)\]?|\s*(?:…"
    r"|\.\.\.)\s*\[?[Mm]ore\]?)\s*[»›>→.…]*$"
)
_LINK_ALONE = re.compile(
    r"(?:[Rr]ead |READ )?(?:the )?(?:FULL|[Ff]ull) (?:STORY|ARTICLE|[Ss]tory|[Aa]rticle)\W*"
    r"|CONTINUE READING\W*|Continue reading\W*"
)
_MORE_ALONE = re.compile(r"(?:Read|READ) (?:[Mm]ore|MORE|on)\W*")
_LINK, _FEWEST_LINKS = 4, 2
_SIGNED = re.compile(r"(?:Opinion|Analysis|Commentary) by [^\W\d_a-z][^©&™]{4,60}?(?=\s?(?:TM|™)?\s?&?\s?©)")
"""`Opinion by Ada BellTM & © 2024 Stowmere Mail`."""
_AGENCY = re.compile(
    r"\((?P<name>[A-Z][A-Za-z]{1,14}(?: [A-Z][a-z]{2,12})?)\)\s?(?:&#8212;|&mdash;|[—–]|--?)\s?(?=\S.{20})"
)
"""`(Reuters) - The harbour of`: whence the first text of a page came."""
_LEADS_TO_DATE = re.compile(r"[,|·•–-]$|\b(?:on|of|to|in|the|until|since|before|after|from|by)$", re.IGNORECASE)
_BY = re.compile(r"(?:by|par|por|von)\s", re.IGNORECASE)
_BY_AT_END = re.compile(r"(?<=[a-z?!’”])By (?=[^\W\d_a-z])|(?<=[\w?!’”])\s?[,–—]\s(?P<by>By )(?=[^\W\d_a-z])")
_BETWEEN = re.compile(r"[\s|•·,–—-]+")
_PUBLISHED = re.compile(r"(?<=\s)(?:First published|Published|Posted|Updated)\b")
_TAIL = 40
_SHORT = 12


def peel_glue(draft: Draft) -> None:
    """Split `textFULL STORY`, `HeadlineBy A`, `Headline2017-12-13`, `By THE BOARDNOV. 29, 2017` into their lines."""
    draft.lines = [part for line in draft.lines for part in _peel(line)]
    _peel_agency(draft)
    _links_alone(draft)


def _links_alone(draft: Draft) -> None:
    """Take lines that hold nothing but a link to the full text, each below a text, for what they are."""
    pairs = [
        (above, line)
        for above, line in pairwise(draft.lines)
        if line.words <= _LINK and above.free and above.words >= _SHORT and _leads_on(line.text, above)
    ]
    if len(pairs) >= _FEWEST_LINKS:
        for text, link in pairs:
            text.cut = f"“{link.text}” stands below it"
            link.mark(Role.FURNITURE, "a link to the full text")
            link.leads_on = True


def _leads_on(text: str, above: Line) -> bool:
    """Return whether a line is a link to the rest of the text above; `Read more` is none but below dots."""
    dots = above.text.endswith(("…", "..."))
    return bool(_LINK_ALONE.fullmatch(text)) or (dots and bool(_MORE_ALONE.fullmatch(text)))


def _peel_agency(draft: Draft) -> None:
    """Split the agency off a page's first text, and take it for the outlet."""
    first = next((i for i, line in enumerate(draft.lines) if line.words > _SHORT), None)
    agency = _AGENCY.match(draft.lines[first].text) if first is not None else None
    if first is None or agency is None:
        return
    sender, text = divide(draft.lines[first], agency.end())
    sender.mark(Role.BYLINE, "the agency that sent it")
    draft.lines[first : first + 1] = [sender, text]
    draft.outlet = draft.outlet or agency["name"]


def _peel(line: Line) -> Iterator[Line]:
    signed = _SIGNED.match(line.text) if "©" in line.text and line.words <= 30 else None
    if signed:
        yield from divide(line, signed.end())
        return
    if line.words <= 30 and "By " in line.text and (byline := _BY_AT_END.search(line.text)):
        headline, *mark, rest = divide(line, byline.start(), byline.start("by") if byline["by"] else byline.start())
        parts = list(_peel_end(rest))
        names = read_names(parts[0].text.removeprefix("By").strip(), alone=True)
        for between in mark:
            between.mark(Role.FURNITURE, "a mark between headline and by-line")
        yield from (headline, *mark, *parts) if names else _peel_end(line)
    else:
        yield from _peel_end(line)


def _peel_end(line: Line) -> Iterator[Line]:
    base = max(0, len(line.text) - _TAIL)
    more = _MORE.search(line.text[base:]) if line.words > 5 and _may_lead_on(line.text) else None
    if more and line.text[: base + more.start()].strip():
        text, link = divide(line, base + more.start())
        text.cut = f"“{more[0].strip()}” stands at its end"
        link.mark(Role.FURNITURE, "a link to the full text")
        link.leads_on = True
        yield from (text, link)
    elif (line.words <= 30 and line.text[-1].isdigit() and (offset := _date_at_end(line.text, base))) or (
        line.words <= _SHORT
        and line.text[-1].isalnum()
        and (offset := _name_after_date(line.text) or _day_after_name(line.text))
    ):
        yield from divide(line, offset)
    else:
        yield line


def _may_lead_on(text: str) -> bool:
    """Return whether a line ends with the last word of a link to the rest, which is quick to see."""
    return text[-_TAIL:].rstrip("»›>→.… ]").lower().endswith(("story", "article", "more", "read on", "reading"))


def _name_after_date(text: str) -> int:
    """Return where the name begins in a line that holds a date, a name and nothing else, or 0."""
    found = find_day(text)
    if not found or rest_of(text[: found.end]):
        return 0
    name = _BETWEEN.match(text, found.end)
    return name.end() if name and read_names(_BY.sub("", text[name.end() :]), alone=True) else 0


def _day_after_name(text: str) -> int:
    """Return where the day begins in `Ada Bell Published March 22, 2019 Updated …`, or 0."""
    label = _PUBLISHED.search(text)
    if label is None or not only_day(text[label.start() :]):
        return 0
    return label.start() if read_names(_BY.sub("", text[: label.start()]), alone=True) else 0


def _date_at_end(text: str, base: int) -> int:
    """Return where a date that ends a headline or by-line begins, or 0; only the text from `base` on is looked at."""
    found = find_day(text[base:])
    if not found or base + found.end < len(text):
        return 0
    start = base + found.start
    before = text[:start].rstrip()
    if not rest_of(before) or _LEADS_TO_DATE.search(before):
        return 0
    glued = not text[start - 1].isspace()
    return start if glued or _BY.match(text) or len(before.split()) <= 4 else 0
