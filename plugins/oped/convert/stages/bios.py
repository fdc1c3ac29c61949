"""The grammar of bios: cue points for what a note on an author holds, minus points for what only the text would say."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from oped.convert.names import Name, read_names
from oped.convert.words import words
from oped.tagging.runs import WORDS, runs_in

_BULLET = re.compile(
    r"[•*·▪■◆>]\s*|(?:[—–-]\s?)(?=[A-Z])|\((?=[A-Z])|About the (?:[Aa]uthor|[Ww]riter|[Cc]olumnist)s?\s?:\s"
)
_VERBS = "|".join(sorted(words("bio_verbs"), key=len, reverse=True))
_SUBJECT = re.compile(
    rf"the (?:writer|author|columnist|reviewer|correspondent)s?(?:,[^,]{{3,80}},)?\s+(?:{_VERBS})\b", re.IGNORECASE
)
_WIDE_START = frozenset("（(本作")
_WIDE_BIO = re.compile(  # （作者為退休教師）; （さえき・みお　高校教員）
    r"[（(](?:(?:本文)?作者|筆者|[\u3040-\u309f]+・[\u3040-\u309f]+[\s＝=、])[^（()）。]{2,80}(?:（[^（）]*）[^（）。]*)?。?[)）]"
    r"|(?:本文)?作者(?:為|为|是|係|系|現任|现任|曾任)[^。]{2,80}。?"
)
_VERB = re.compile(rf"\s(?:(?:currently|also|now|formerly|previously|recently)\s)?(?:{_VERBS})\b")
_CAPITALS = re.compile(r"(?:[^\W\d_a-z]|d[’'])[\w’'‘.\-]*[\s,(（]")
_GLUED = re.compile(r"\b(?!Fitz)[A-Z][a-z]{3,}[A-Z][a-z]")
"""Two words that lost what stood between them, as in `The HeraldAda Bell`: hardly anybody is called that."""
_SMALL_STARTS = ("d’", "d'", "al-", "el-", "ash-", "as-", "editor")
_ASIDE = re.compile(r"\s*[(（][^)）\u3400-\u9fff]*[)）]")
_WORK = re.compile(
    r"\bauthor of\b|\b(?:latest|new|recent|next|forthcoming|first|second) (?:book|novel|collection|film)\b"
    r"|\bis writing\b|\bpodcast\b|\bhis book\b|\bher book\b"
    r"|\b(?:his|her|their) (?:column|work|writing|essays?)\b|\bPulitzer\b|\bnewsletter\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:lives?|based|born|grew up|resides?|raised) in\b|\bvive en\b|\bvit à\b", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"\b(?:at|for|of|with|from|in)\s+(?:the\s+)?(?:[A-Z][\w’'.&-]+\s+){0,6}(?:University|College|School|Institute|Institution|Centre|Center|"
    r"Foundation|Council|Association|Society|Times|Post|Guardian|Packet|Journal|News|Opinion|Magazine|Review|Press|Bloomberg|Fund|"
    r"Project|Party|Union|Studies|Forum|Network|Commission|Committee|Agency|Bureau|Museum|Hospital|Church)\b"
    r"|\b(?:at|for|of|in|from|en|à)\s+(?:the\s+)?[A-Z][\w’'&-]+"
)
_OFFICE = re.compile(
    r"^(?:is|was|are|were) (?:an?|the|one of|[\w-]+ing\b)|^(?:teaches|taught|covers|lectures|lectured|edits"
    r"|writes|directs|leads|chairs|practi[sc]es)\b"
)
_HANDLE = re.compile(r"@\w{2,}|\S+@\S+\.\w+|\bon Twitter\b|\btweets\b")
_NEWS = re.compile(
    r"\b(?:said|says|told|announced|according to|reported|argued|wrote that|insisted|claims?|warned|admitted"
    r"|replied|asked)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:yesterday|today|tomorrow|last (?:week|month|night|year)|this (?:week|month|morning|time)|on (?:mon"
    r"|tues|wednes|thurs|fri|satur|sun)day|now that|still|"
    r"not|never|but|however|because)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"(?<!\w)(?:I|we|my|our|us|me|you|your)\b(?![.])")


class Bio(NamedTuple):
    """What a line says of an author: the names, the points for being a bio, and the cues that gave them."""

    names: tuple[Name, ...]
    points: float
    cues: tuple[str, ...]
    bullet: bool


@cache
def _role_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what matches a role, and the words of which one opens each: where none stands, nothing is to be sought."""
    roles = sorted(map(re.escape, words("roles")), key=len, reverse=True)
    first = {runs_in(role, WORDS)[0] for role in words("roles")}
    return re.compile(rf"\b(?:{'|'.join(roles)})s?\b", re.IGNORECASE), frozenset(
        {*first, *(f"{one}s" for one in first)}
    )


def _handle_in(text: str) -> re.Match[str] | None:
    return _HANDLE.search(text) if "@" in text or "on Twitter" in text or "tweets" in text else None


def _role_in(text: str) -> re.Match[str] | None:
    pattern, first = _role_pattern()
    return None if first.isdisjoint(runs_in(text.lower(), WORDS)) else pattern.search(text)


@lru_cache(maxsize=256)  # what stands between lost line breaks is asked about again as a line
def read_bio(text: str) -> Bio | None:
    """Return what `text` says of an author, or None when it does not open as a bio does.

    >>> [n.text for n in read_bio("Daniel Hemel and Eric Posner are professors at the University of Chicago.").names]
    ['Daniel Hemel', 'Eric Posner']
    """
    if text[:1] in _WIDE_START and _WIDE_BIO.fullmatch(text):
        return Bio((), 4.0, ("what the page says of its author in brackets",), bullet=False)
    bare = _without_bullet(text)
    bullet = bare != text.strip()
    names, rest = _opening(bare)
    cues: list[str] = []
    points = 0.0
    if names:
        points, cues = 1.0, ["a name and what its bearer does"]
    elif _SUBJECT.match(bare):
        points, cues, rest = 1.5, ["“the writer”"], bare
    else:
        return None
    opening = rest[:400]
    for match, cue, worth in (
        (_role_in(opening), "a role", 1.0),
        (_AFFILIATION.search(opening), "an affiliation", 0.5),
        (_WORK.search(opening), "a work", 1.0),
        (_PLACE.search(opening), "a place of living", 0.5),
        (_handle_in(opening), "a handle", 1.0),
        (_OFFICE.match(opening.lstrip()), "what a bio says", 0.5),
    ):
        if match:
            points += worth
            cues.append(f"{cue} (“{match[0][:40]}”)")
    for pattern, worth in ((_NEWS, 1.0), (_TIME, 0.75), (_SELF, 2.0)):
        if pattern.search(rest):
            points -= worth
    if "?" in rest or rest.count("“") > 2:
        points -= 1
    if bullet:
        points += 0.5
        cues.append("a bullet")
    return Bio(names + _later_names(rest) if names else (), points, tuple(cues), bullet)


def may_be_bio(text: str) -> bool:
    """Return whether a text opens as a bio may; hardly a paragraph does, and this is quick to see."""
    if text[:1] in _WIDE_START and _WIDE_BIO.fullmatch(text):
        return True
    if text[:1] in "•*·▪■◆>—–-(" or text.startswith("About the "):
        text = _without_bullet(text)
    return bool((_CAPITALS.match(text) and not _goes_on_small(text)) or _SUBJECT.match(text))


def _without_bullet(text: str) -> str:
    bullet = _BULLET.match(text)
    return (text[bullet.end() :] if bullet else text).strip()


def _opening(text: str) -> tuple[tuple[Name, ...], str]:
    """Return the names a bio opens with and what follows them; no names when it opens otherwise."""
    if not _CAPITALS.match(text) or _goes_on_small(text):
        return (), ""
    verb = _VERB.search(text, 0, 400)
    if not verb:
        return (), ""
    before = _OF_PLACE.sub("", _DEGREES.sub("", text[: verb.start()] + " ").rstrip())
    names = read_names(_ASIDE.sub("", before), alone=True) if len(before) < 200 else ()
    names = names or _with_asides(before)
    if any(_GLUED.search(name.text) for name in names):
        return (), ""
    return (names, text[verb.start() :] if len(before) < 90 else text) if names else ((), "")


def _goes_on_small(text: str) -> bool:
    """Return whether the second word is written small as in no name: hardly a paragraph has to be looked at further."""
    second = text.split(None, 2)[1:2]
    if not second or not "a" <= second[0][0] <= "z":
        return False
    return not (second[0].startswith(_SMALL_STARTS) or second[0] in words("name_particles"))


def _with_asides(before: str) -> tuple[Name, ...]:
    """Return the names of `A, a poet,` and of `A (@a), dean of law at X, and B (@b), a professor at Y,`."""
    first = _BEFORE_ASIDE.match(before)
    if not first or not read_names(first["name"], alone=True) or not _role_in(before):
        return ()
    found: list[Name] = []
    for part in _AND_ANOTHER.split(before):
        if name := _BEFORE_ASIDE.match(part):
            found.extend(read_names(name["name"], alone=True))
    return tuple(found) if found and before.startswith(found[0].text) else ()


_BEFORE_ASIDE = re.compile(r"(?P<name>[^,(]{4,50}?)\s*(?:\(@\w+\))?,")
_AND_ANOTHER = re.compile(r"(?:^|,? and )(?=[A-Z])")
_OF_PLACE = re.compile(r",\s(?:\d\d,\s)?(?:of|from)\s[A-Z][\w.’' -]{2,30}(?:,\s[A-Z][\w.]*\.?)?,$")
_DEGREES = re.compile(
    r",?\s(?:M\.?D|Ph\.?D|J\.?D|R\.?N|M\.?B\.?A|M\.?P\.?H|MBBS|M\.?S\.?W|Psy\.?D|Ed\.?D|D\.?V\.?M|Esq|MP|MEP|MSP|KC|QC"
    r"|OBE|CBE|MBE|FRS)\b\.?,?(?=\s)|\s?[’'‘]\d\d(?=,?\s)"
)
_NEXT = re.compile(r"[.!?’”]\s+(?=[A-Z])")


def _later_names(rest: str) -> tuple[Name, ...]:
    """Return the authors that later sentences of a bio introduce (`Suzy Amis Cameron is a founder of …`)."""
    found: list[Name] = []
    for match in _NEXT.finditer(rest[:600]):
        names, after = _opening(rest[match.end() :])
        if names and _role_in(after[:80]):
            found.extend(names)
    return tuple(found)
