"""Lost line breaks: a page copied as one line, its paragraphs run together (`…for him?Monica BurkeCumbria…`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oped.convert.dates import find_day, rest_of
from oped.convert.draft import Draft, divide
from oped.convert.lines import Line, Role
from oped.convert.names import is_name, opens_with, strip_honours
from oped.convert.places import is_place
from oped.convert.stages.bios import read_bio

_STOP = re.compile(
    r"[.!?…](?<=[a-z0-9)%\]”’\"'].)[.!?…]*[”’\"')\]]*(?=[“‘\"'(\[]?[A-Z](?:[a-z’'\s]|\.)|[“‘—–ᅳ]\s?[A-Z])"
)
_OTHER = (  # each with a mark that it holds, since most texts hold none of them
    (".m.", re.compile(r"\.(?<=[a-z]{3}\.)(?=\d{1,2} [ap]\.m\.)")),  # …into the night.7 p.m. update:
    ("°", re.compile(r"°(?=[A-Z])")),  # 79°Last Tuesday
    ("@", re.compile(r"@[\w-]+(?:\.[a-z]{2,6})+(?=[A-Z])")),  # …@paper.co.ukAs the
    (" .", re.compile(r" \.(?<=[,;] \.)(?=[A-Z])")),  # presidential race, .As a
    ("By", re.compile(r"(?:19|20)\d\d(?=By\s?[A-Z])")),  # August 2, 2022ByStaff Reports
    ("Opinion by", re.compile(r"\S(?=Opinion by [A-Z])")),  # in this city. "Opinion by Ada Bell
    ("PHOTO", re.compile(r"[\w.”](?=PHOTOS?:)")),  # Atlanta, Ga.PHOTO: A street in
    ("Read more:", re.compile(r"\S(?=Read more: ?[^.!]{5,600}$)")),  # in the chamber.Read more: Why the ferry must stay
    ("Read More:", re.compile(r"\S(?=Read More: ?[^.!]{5,600}$)")),
    # …of the press.CLICK HERE TO READ MORE FROM ADA BELLAda Bell is
    ("CLICK HERE", re.compile(r"\S\s?(?=CLICK HERE )|CLICK HERE [A-Z .,’'&-]*?[A-Z](?=[A-Z][a-z]|[IA]\s[a-z]|[“\"‘])")),
    ("READ MORE:", re.compile(r"\S(?=READ MORE: ?[^.!]{5,600}$)")),
    ("To the Editor:", re.compile(r"[a-z.](?=To the Editor:)|To the Editor:(?=[A-Z“])")),  # NameTo the Editor:The
)
_CAMEL = re.compile(r"[A-Z](?<=[a-z]{2}[A-Z])(?=[a-z\s])")
_BELOW_NAME = re.compile(
    r"(?!['’](?:s|t|re|ve|ll|d|m)\b)[A-Z‘“'\"](?<=[a-z]{2}[A-Z‘“'\"])(?=[A-Za-z\s’'])"
)  # DenverMPs need, SheffieldI’ve read
_BROKEN = re.compile(r"[,;:] \.$")
_DASHED = re.compile(r"[—–ᅳ-]\s?(?:[A-Z][\w.’'-]*\s){0,5}[A-Z][\w.’'-]*?[a-z](?=[A-Z][a-z])")
_BY = re.compile(r"(?<=\w)[.?!]?\s+(?=By\s)By\s+")
_CAPITALS = re.compile(r"(?P<name>[A-Z](?<=[\s.!?”\"][A-Z])[A-Z.’'-]+(?: [A-Z][A-Z.’'-]*)+)(?=[A-Z][a-z])")
"""What stands before is looked at behind the first capital: an expression that opens with letters is sought faster."""
_NAME, _PARTS = 80, 5
_BEFORE_MARK = 8
"""Characters before its mark that an expression of `_OTHER` matches at most."""
_LINK_WORDS = ("FROM ", "BY ")
_WORD = re.compile(r"[A-Za-z]+")
_LONG = 700
_ENOUGH = 3


def restore_breaks(draft: Draft) -> None:
    """Split long lines at their seams when they have several, where one sentence runs into the next without a space."""
    if any(len(line.text) >= _LONG for line in draft.lines):
        draft.lines = [part for line in draft.lines for part in _restore(line, len(draft.lines))]


def _restore(line: Line, lines: int) -> list[Line]:
    seams = [m.end() for m in _STOP.finditer(line.text)] if len(line.text) >= _LONG else []
    if not seams and lines <= 2 and len(line.text) >= _LONG:
        return divide(line, *_fused_head(line.text)) if lines == 1 else [line]
    if len(seams) < _ENOUGH and not (seams and lines <= 3 and line.words / (len(seams) + 1) < 120):
        return [line]
    seams = sorted({*seams, *_others(line.text), *_named_twice(line.text)})
    parts = divide(line, *sorted({*seams, *_inner(line.text, seams)}))
    for part in parts:
        part.restored = True
    if _BROKEN.search(parts[0].text):
        parts[0].mark(Role.FURNITURE, "a sentence whose end is missing")
    return parts


def _others(text: str) -> Iterator[int]:
    """Yield the seams of other kinds; nothing is sought far before the first mark of its kind."""
    for mark, other in _OTHER:
        first = text.find(mark)
        if first >= 0:
            yield from (match.end() for match in other.finditer(text, max(0, first - _BEFORE_MARK)))


def _inner(text: str, seams: list[int]) -> Iterator[int]:
    """Yield the seams within chunks: after a name, a place, a headline, and where a cut text meets the next."""
    ended = False
    for start, end in pairwise([0, *seams, len(text)]):
        chunk = text[start:end]
        if dashed := _DASHED.match(chunk):
            yield start + dashed.end()
            ended = True
            continue
        camels = [m.start() for m in _CAMEL.finditer(chunk)] if ended or _may_open_with_name(chunk) else []
        if signed_above := _byline(chunk, camels):
            yield start + signed_above
        elif start == 0:
            yield from _opening(chunk, text)
        elif signed := _signature(chunk, camels):
            yield from (start + offset for offset in signed)
        elif ended:
            yield from (start + offset for offset in _cuts(chunk, camels))
        elif len(chunk) < _LONG and (bio := read_bio(chunk)) is not None and bio.points >= 2.5:
            ended = True


def _may_open_with_name(chunk: str) -> bool:
    """Return whether a seam stands in the first words of a chunk, as many as `By` and a name have at most."""
    parts = chunk.split(maxsplit=_PARTS)
    end = len(chunk) - len(parts[_PARTS]) if len(parts) > _PARTS else len(chunk)
    return _CAMEL.search(chunk, 0, end) is not None


def _named_twice(text: str) -> Iterator[int]:
    """Yield the seams around a name in capitals that its bearer's bio repeats (`…again.” ADA BELLAda Bell is`)."""
    for match in _CAPITALS.finditer(text):
        parts = match["name"].split()
        below = text[match.end() : match.end() + _NAME]
        for first in range(max(0, len(parts) - _PARTS), len(parts) - 1):
            name = " ".join(parts[first:])
            if is_name(strip_honours(name)) and opens_with(below, name):
                start = match.end() - len(name)
                link = next((word for word in _LINK_WORDS if text.endswith(word, 0, start)), "")
                yield from (start - len(link), match.end())
                break


def _byline(chunk: str, camels: list[int]) -> int:
    """Return the seam of `By Jim GrandfieldIt starts early`, or 0."""
    if not camels or not chunk.startswith("By ") or not is_name(chunk[3 : camels[0]].strip(), 4):
        return 0
    return camels[0]


def _signature(chunk: str, camels: list[int]) -> list[int]:
    """Return the seams of `Monica BurkeCumbriaPeople say that …` (name, place, next headline), if that is the shape."""
    if not camels or not is_name(chunk[: camels[0]].strip(), 4):
        return []
    seams = [camels[0]]
    below = _BELOW_NAME.search(chunk, camels[0] + 1)
    place = chunk[camels[0] : below.start() if below else len(chunk)].strip()
    if below and len(place.split()) <= 4 and is_place(place):
        seams.append(below.start())
        later = next((camel for camel in camels if camel > below.start()), None)
        if later and 3 <= len(chunk[below.start() : later].split()) <= 16:
            seams.append(later)
    return seams


def _opening(chunk: str, text: str) -> list[int]:
    """Return the seam between the headline or standfirst of a page and its text."""
    camel = _CAMEL.search(chunk)
    if camel is None or not _opens_sentence(chunk, camel.start(), text):
        return []
    headline, rest = chunk[: camel.start()], chunk[camel.start() :]
    if not (4 <= len(headline.split()) <= 45 and len(rest.split()) >= 8):
        return []
    signed = _byline(rest, [found.start() for found in _CAMEL.finditer(rest)])
    return [camel.start(), *([camel.start() + signed] if signed else [])]


def _opens_sentence(chunk: str, camel: int, text: str) -> bool:
    """Return whether the word after a seam is one that the page writes small elsewhere: no name has it so."""
    word = _WORD.match(chunk, camel)
    if word is None or len(word[0]) == 1 or word[0] == "By":
        return word is not None
    return _stands_in(word[0].lower(), text)


def _stands_in(word: str, text: str) -> bool:
    """Return whether a word stands in a text, not as a part of another one."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not _is_of_word(text[max(0, at - 1) : at]) and not _is_of_word(text[end : end + 1]):
            return True
        at = text.find(word, at + 1)
    return False


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _fused_head(text: str) -> list[int]:
    """Return the seams of `Headline By Name Text … Name is …`: the bio below tells where the name ends."""
    match = _BY.search(text, 0, 200)
    if not match:
        return []
    parts = text[match.end() : match.end() + 80].split()
    for count in range(min(5, len(parts)), 1, -1):
        name = " ".join(parts[:count])
        if is_name(name) and name in text[match.end() + len(name) :]:
            end = match.end() + text[match.end() :].index(name) + len(name)
            day = find_day(text[end : end + 40])
            dated = [end + day.end] if day and not rest_of(text[end : end + day.start]) else []
            return [match.start(), end, *dated]
    return []


def _cuts(chunk: str, camels: list[int]) -> Iterator[int]:
    """Yield the seams where, below the end of a piece, a text breaks off in mid-sentence and another begins."""
    words = 0
    for left, camel, right in zip([0, *camels], camels, [*camels[1:], len(chunk)], strict=False):
        words += len(chunk[left:camel].split())
        if words >= 25 and len(chunk[camel:right].split()) >= 8:
            yield camel
            words = 0
