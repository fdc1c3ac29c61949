"""People's names as by-lines and bios print them."""

from __future__ import annotations

import re
from typing import NamedTuple

from oped.convert.words import words

_PARTICLES = words("name_particles")
_NOT_NAMES = words("not_names")
_HONOURS = words("honours")
_WIDE = re.compile(
    "[(（]?[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·\\s]*[)）]?"
)
_TOKEN = re.compile(r"[^\W\d_][\w’'‘ʼ.\-‐‑]*", re.UNICODE)
_JOINERS = re.compile(r"\s*(?:,\s*(?:and|&)\s+|,\s*|;\s*|/\s*|\s+(?:and|AND|And|with|&|y|et|und|e|ve)\s+)\s*")
_ROLE = re.compile(r"\s+(?:in|at|for|of)\s+(?=[A-Z])|\s*[(|@•·]|\s+[–—-]\s+")
_DEGREES = re.compile(
    r",?\s+(?:M\.?D|Ph\.?D|J\.?D|R\.?N|M\.?B\.?A|M\.?P\.?H|D\.?D\.?S|LL\.?[BM]|Esq|MP|MEP|MSP|KC|QC|OBE|CBE|MBE|FRS|CPA)\b\.?(?=\s*(?:,|$|\())"
)
_OWNING = ("’s", "'s")
_EDITORS = re.compile(r"(?:the\s+)?editor(?:ial board|s)\b", re.IGNORECASE)


class Name(NamedTuple):
    """A name as printed, without gloss; the gloss is the same name in another script."""

    text: str
    gloss: str = ""


def take_gloss(text: str) -> tuple[str, str]:
    """Return a name and its gloss in another script, if one stands in it.

    >>> take_gloss("Jow Hongnian (卓鴻年)")
    ('Jow Hongnian', '卓鴻年')
    """
    match = None if text.isascii() else _WIDE.search(text)
    if not match or not text[: match.start()].strip():
        return text.strip(), ""
    return (text[: match.start()] + text[match.end() :]).strip(), match[0].strip("()（） ")


def is_name(text: str, most: int = 5) -> bool:
    """Return whether `text` looks like one person's name: two to `most` capitalised words, particles and initials.

    >>> [is_name(t) for t in ("Nicholas St. Fleur", "SANDRA SPERINO", "Tariq bin Ziyad", "Opinion Editor", "Paris")]
    [True, True, True, False, False]
    """
    parts = text.split()
    if not 2 <= len(parts) <= most or len(text) > 60:
        return False
    capital = 0
    for part in parts:
        bare = part.strip(",")
        low = bare.lower()
        if low in _PARTICLES:
            continue
        initial = len(bare) == 2 and bare[1] == "."
        if (low.rstrip(".") in _NOT_NAMES and not initial) or not _TOKEN.fullmatch(bare) or low.endswith(_OWNING):
            return False
        if not (bare[0].isupper() or bare[:2] in {"d’", "d'"} or low.startswith(("al-", "el-", "ash-", "as-"))):
            return False
        if "." in bare[:-1].rstrip(".") and len(bare) > 6:
            return False
        capital += len(bare.strip(".")) > 1
    return capital >= 1 and parts[-1].lower() not in _PARTICLES and not parts[0].endswith((".)", ":"))


def read_names(text: str, *, alone: bool = False) -> tuple[Name, ...]:
    """Return the names of a by-line without its `By`; empty when it holds anything but names.

    What follows a name after a comma (a town, a role) is left out; with `alone` nothing but names may stand there.

    >>> [n.text for n in read_names("David Pegg and Rob Evans")]
    ['David Pegg', 'Rob Evans']
    """
    if "," in text:
        text = _DEGREES.sub("", text)
    text = text.strip().rstrip(".|,;:–—- ") if not text.endswith("Jr.") else text
    if _EDITORS.fullmatch(text):
        return (Name(text),)
    found: list[Name] = []
    for number, part in enumerate(_JOINERS.split(text)):
        bare, gloss = take_gloss(part)
        bare = strip_honours((bare if alone else _ROLE.split(bare)[0]).strip())
        if number and bare.split() and bare.split()[-1].lower() in words("roles"):
            continue
        if is_name(bare) and bare not in [n.text for n in found]:
            found.append(Name(bare, gloss))
        elif number == 0 or alone:
            return ()
    return tuple(found)


def strip_honours(name: str) -> str:
    """Return a name without the titles before it.

    >>> strip_honours("Dr Colin Rusbridge"), strip_honours("the Rev. Silas Oduya")
    ('Colin Rusbridge', 'Silas Oduya')
    """
    parts = name.split()
    if len(parts) > 3 and parts[0].lower() == "the" and parts[1].rstrip(".").lower() in _HONOURS:
        parts = parts[1:]
    while len(parts) > 2 and parts[0].rstrip(".").lower() in _HONOURS:
        parts = parts[1:]
    return " ".join(parts)


def opens_with(text: str, name: str) -> bool:
    """Return whether a text opens with a person's first name, however short, and soon has the last, whatever the case.

    >>> opens_with("Dr. Ada M. Bell is a nurse.", "ADA BELL"), opens_with("Thomas Bell is a nurse.", "THO BELL")
    (True, True)
    """
    first, *_, last = strip_honours(name).casefold().split()
    opening = strip_honours(text[: 2 * len(name) + len(first)]).casefold().split()
    return bool(opening) and opening[0][:2] == first[:2] and last in [part.strip(",.’'") for part in opening]


def set_case(name: str) -> str:
    """Return a name that a page sets in capitals with capitals where names have them.

    >>> set_case("SANDRA F. O’BRIEN-MCKAY")
    'Sandra F. O’Brien-McKay'
    """
    if not name.isupper():
        return name
    low = " ".join(p.lower() if p.lower() in _PARTICLES and i else p.capitalize() for i, p in enumerate(name.split()))
    low = re.sub(r"(?<=[-’'])(\w)(?=\w)|(?<=\bMc)(\w)", lambda m: m[0].upper(), low)
    return re.sub(r"(?<=[-])mc(\w)", lambda m: "Mc" + m[1].upper(), low, flags=re.IGNORECASE)
