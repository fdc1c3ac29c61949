"""By-lines above a text: `By A and B`, `By THE EDITORIAL BOARD`, or a name alone between headline and text."""

from __future__ import annotations

import re

from oped.convert.draft import Draft
from oped.convert.lines import HEAD, TAIL, Line, Role
from oped.convert.names import Name, read_names, set_case, take_gloss
from oped.convert.stages.beside import headline_like, is_role, mark_below, with_role, within_head
from oped.convert.words import words
from oped.model import Found, Span

_BY = re.compile(
    r"(?:(?:by|(?:written|text|words|opinion|commentary) by|interview(?:ed)? by|par|por|von|texte de"
    r"|(?-i:di))\s*[:|]?\s+"
    r"|(?:writer|author|words)\s?:\s|(?-i:By(?=[A-Z]))"
    r"|(?:بقلم|文|作者|撰文)\s?[:：／/｜|]\s?|автор\s?:\s)(?P<names>\S.{1,160})",
    re.IGNORECASE,
)
_HAN, _KANA, _HANGUL = "\u3400-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af"
_WIDE_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HANGUL}]{{2,4}}|[{_HAN}{_KANA}]{{1,4}}[ \u3000・][{_HAN}{_KANA}]{{1,4}}")
_MARKED_NAME = re.compile(rf"[◎●○■◆]\s?(?P<name>[{_HAN}]{{2,4}}|[{_HANGUL}]{{2,4}})")
_TOP = 6
_PAPER = 6
"""Words of a paper's name at most."""
_HANGUL_ROLE = re.compile(
    rf"(?:글\s?[:·|]?\s?)?(?P<name>[{_HANGUL}]{{2,4}})(?:\s?[·|/]\s?|\s)(?P<role>[{_HANGUL} ]{{2,20}})"
)
"""`한서윤 교통평론가`: a name, and a role that ends as roles do."""
_AGENCY = re.compile(r"\s*[/|(]\s*(?P<agency>[\w ’'&.-]{2,40})\)?\s*$")
_TRANSLATED = re.compile(r"[.;,]?\s+translated(?: from [\w ]+)? by (?P<name>.+?)\.?$", re.IGNORECASE)
_DESK = re.compile(
    r"(?:our |the )?(?:letters?\b.*|readers?(?: of .*)?|staff(?: .*)?|newsroom|news desk|.*agenc(?:y|ies)"
    r"|associated press|reuters|afp|.* wire|admin)",
    re.IGNORECASE,
)


def find_bylines(draft: Draft) -> None:
    """Label by-lines. A bare name counts only where headlines, dates or text stand around it as around a by-line."""
    known = {name.value.casefold() for line in draft.lines if line.role is Role.BIO for name in line.names}
    for index, line in draft.free():
        if line.words > 24:
            continue
        if match := _BY.fullmatch(line.text.strip("*_")):  # emphasis, where somebody wrote Markdown
            _mark_by(draft, index, match)
        elif _paper_below(draft, index):
            line.mark(Role.BYLINE, "the author's paper")
            line.outlet = line.text
        elif line.words <= 12 and (names := read_names(_bare(line.text), alone=True) or with_role(line.text)):
            certain = all(set_case(n.text).casefold() in known for n in names)
            if certain and _above_text(draft, index):
                _mark(line, names, "a name that a bio of this page names too")
            elif _among_head_lines(draft, index):
                _mark(line, names, "a name alone between headline and text")
        elif not line.text.isascii():
            _mark_wide(draft, index)
    for index, line in enumerate(draft.lines):
        if line.role is Role.BYLINE:
            mark_below(draft, index)
        elif within_head(draft, index):
            line.mark(Role.BYLINE, "a line between the day and the by-line")


def _mark_by(draft: Draft, index: int, match: re.Match[str]) -> None:
    line = draft.lines[index]
    written = match["names"]
    if translated := _TRANSLATED.search(written):
        offset = match.start("names") + translated.start("name")
        written = written[: translated.start()]
        line.value = match.string[offset:].rstrip(".")
    agency = _AGENCY.search(written)
    names = read_names(written[: agency.start()] if agency else written)
    if names:
        _mark(line, names, "a line that opens with “By”")
    elif _DESK.fullmatch(written.rstrip(" |")):
        line.mark(Role.FURNITURE, "a by-line that names nobody")
    elif line.words <= 7 and _may_open_name(written) and not line.text.endswith((".", "?", "!")):
        following = draft.neighbour(index, 1)
        if following is not None and (following.words > 15 or following.role is Role.DATE):
            bare, gloss = take_gloss(written.rstrip(" |,"))
            _mark(line, (Name(bare, gloss),), "a line that opens with “By”")


def _may_open_name(text: str) -> bool:
    """Return whether a name may begin so: with a capital, or in a script that has none."""
    return text[0].isalpha() and not text[0].islower()


def _mark_wide(draft: Draft, index: int) -> None:
    """Label a by-line in a script whose names have no capitals."""
    line = draft.lines[index]
    if (marked := _MARKED_NAME.fullmatch(line.text)) and index <= _TOP:
        _mark(line, (Name(marked["name"]),), "a name behind a mark")
    elif _WIDE_NAME.fullmatch(line.text) and _below_first_line(draft, index):
        _mark(line, (Name(line.text),), "a name's few characters between headline and text")
    elif (match := _HANGUL_ROLE.fullmatch(line.text)) and _has_hangul_role(match["role"]) and _early(draft, index):
        _mark(line, (Name(match["name"]),), "a name and a role")


def _has_hangul_role(text: str) -> bool:
    return text.endswith(tuple(words("hangul_roles")))


def _early(draft: Draft, index: int) -> bool:
    """Return whether a headline stands right above a line, and a date or a text follows."""
    below = draft.neighbour(index, 1)
    return (
        headline_like(draft.neighbour(index, -1))
        and below is not None
        and (below.role is Role.DATE or below.words >= 15)
    )


def _paper_below(draft: Draft, index: int) -> bool:
    """Return whether a line below a by-line ends as papers' names do (`Cedar Valley Register`)."""
    line, above = draft.lines[index], draft.neighbour(index, -1)
    signed = above is not None and above.role is Role.BYLINE
    return (
        signed and not line.whole and line.words <= _PAPER and line.text.lower().split()[-1] in words("newspaper_nouns")
    )


def _bare(text: str) -> str:
    return text.strip(" |•·–—-*_").removesuffix(",")


def _below_first_line(draft: Draft, index: int) -> bool:
    """Return whether a page's first line, a headline, stands right above and a text right below."""
    above, below = draft.neighbour(index, -1), draft.neighbour(index, 1)
    top = next((line for line in draft.lines if line.role is not Role.FURNITURE), None)
    return above is top and headline_like(above) and below is not None and below.words >= 25


def _above_text(draft: Draft, index: int) -> bool:
    """Return whether text follows within a few lines."""
    below = draft.lines[index + 1 : index + 26]
    return any(line.free and (line.words > 25 or (line.whole and line.words >= 12)) for line in below)


def _among_head_lines(draft: Draft, index: int) -> bool:
    """Return whether a headline or the page's top stands above, and a date or a text line below."""
    above, below = draft.neighbour(index, -1), draft.neighbour(index, 1)
    if below is not None and below.in_head:
        return headline_like(above)
    if below is None or not (below.role is Role.DATE or below.words >= 25):
        headed = headline_like(above) or (above is None and _below_role(draft, index))
        return below is not None and below.free and headed and _then_text(draft, index)
    if above is None:
        return True
    standfirst = (
        below.role is Role.DATE and above.free and above.whole and headline_like(draft.neighbour(index - 1, -1))
    )
    return above.role in HEAD or above.role in TAIL or bool(above.cut) or headline_like(above) or standfirst


def _below_role(draft: Draft, index: int) -> bool:
    """Return whether a label that ends with a role (`OP-ED COLUMNIST`) stands right above a line."""
    label = draft.lines[index - 1] if index else None
    return label is not None and label.role is Role.FURNITURE and is_role(label.text)


def _then_text(draft: Draft, index: int) -> bool:
    """Return whether one line, a standfirst, stands between this line and the text."""
    following = [line for line in draft.lines[index + 1 : index + 12] if line.role is not Role.FURNITURE][:3]
    return (
        len(following) >= 2
        and following[0].words <= 45
        and (following[1].role is Role.DATE or following[1].words >= 25)
    )


def _mark(line: Line, names: tuple[Name, ...], reason: str) -> None:
    line.mark(Role.BYLINE, reason)
    found = []
    for name in names:
        start = line.start + max(0, line.text.find(name.text))
        why = f"{reason}; its gloss is {name.gloss}" if name.gloss else reason
        found.append(Found(set_case(name.text), why, Span(start, start + len(name.text)), name.gloss))
    line.names = tuple(found)
