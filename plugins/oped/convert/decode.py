"""Bytes to text. UTF-8 when it is; else by mark or pattern UTF-16, Big5, GB18030, cp1252; a guess among others last.

A text that must be shown to people exactly is not guessed at lightly: damaged UTF-8 and binary data are errors that
name the line. `charset-normalizer` decides only between encodings that the patterns here do not know.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from oped.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_OTHERS = [
    "cp1252",
    "big5",
    "gb18030",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
]
_TYPOGRAPHIC = bytes(range(0x82, 0xA0)) + b"\xa0\xab\xbb"
_SAMPLE = 200_000
_MOSTLY = 0.85  # of the bytes above ASCII; in GB18030 and Big5 about half look like UTF-8 by chance


def decode(data: bytes, file: str | Path) -> str:
    """Return the text of a file, its line ends all LF. Raises InputError when it holds none or cannot be read."""
    text = _unmarked(data, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, file)
    return text


def check_text(text: str, file: str | Path, line: int | None = None) -> None:
    """Raise InputError when a text is empty or holds characters that no text has, naming the line."""
    if not text or text.isspace():
        raise InputError(
            "there is no text in it", file=file, line=line, remedy="copy the page again, or delete the file"
        )
    if text.replace("\n", " ").replace("\u00a0", " ").isprintable():  # as nearly all are
        return
    if found := _CONTROL.search(text) or _SURROGATE.search(text):
        where = line if line is not None else text.count("\n", 0, found.start()) + 1
        name = "half a surrogate pair" if "\ud800" <= found[0] <= "\udfff" else "a control character"
        raise InputError(
            f"{name} stands in it: this is binary data or a damaged text",
            file=file,
            line=where,
            value=found[0],
            remedy="save the page as plain text in UTF-8, or delete the character",
        )


def _unmarked(data: bytes, file: str | Path) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, file)
    if b"\0" in data[:_SAMPLE]:
        return _strict(data, _wide(data[:_SAMPLE], file), file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        failure = error
    sample = data[max(0, failure.start - _SAMPLE // 2) :][:_SAMPLE]
    high = sum(map(len, _HIGH.findall(sample)))
    if sum(map(len, _MULTIBYTE.findall(sample))) > _MOSTLY * high:
        raise InputError(
            "damaged UTF-8",
            file=file,
            line=data.count(b"\n", 0, failure.start) + 1,
            value=data[failure.start : failure.start + 4],
            remedy="save the page again as UTF-8",
        )
    return _strict(data, _narrow(sample), file)


def _strict(data: bytes, encoding: str, file: str | Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"it looks like {encoding} but is not valid",
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
            value=data[error.start : error.start + 4],
            remedy="save the page again as UTF-8",
        ) from error


def _wide(sample: bytes, file: str | Path) -> str:
    """Return which UTF-16 the bytes are in: one byte of most pairs is zero. Raises InputError for binary data."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise InputError(
        "this is binary data, not text",
        file=file,
        line=sample.count(b"\n", 0, sample.index(b"\0")) + 1,
        remedy="save the page as plain text in UTF-8, or move the file out of the raw folder",
    )


def _narrow(sample: bytes) -> str:
    """Return the likeliest encoding of bytes that are no UTF: the one whose common characters explain most of them."""
    scores = {encoding: score(sample) for encoding, score in (("big5", _big5), ("gb18030", _gb18030))}
    best = max(scores, key=lambda encoding: scores[encoding])
    runs = _HIGH.findall(sample)
    even = all(len(run) % 2 == 0 for run in runs)
    if scores[best] > (0.4 if even else 0.6) and _paired(sample) and _decodes(sample, best):
        return best
    alone = sum(len(run.strip(_TYPOGRAPHIC)) <= 1 for run in runs)  # a letter with an accent, marks beside it: café’s
    if alone >= 0.9 * len(runs) and not set(sample) & set(b"\x81\x8d\x8f\x90\x9d"):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, hardly ever needed)

    match = from_bytes(sample, cp_isolation=_OTHERS).best()
    return match.encoding if match is not None else "cp1252"


def _paired(sample: bytes) -> bool:
    """Return whether high bytes come in pairs, as in the East Asian encodings, rather than alone between letters."""
    lone = len(re.findall(rb"(?<=[A-Za-z ])[\x80-\xff](?=[A-Za-z .,])", sample))
    return lone * 4 < len(_HIGH.findall(sample))


def _decodes(sample: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        decoder.decode(sample)
    except UnicodeDecodeError:
        return False
    return True


# common: the characters of everyday texts, and the marks that newspapers use; rare: whatever else the encoding has
_BIG5 = re.compile(
    rb"(?P<common>[\xa4-\xc6][\x40-\x7e\xa1-\xfe]|\xa1[\x40-\x4f\x58\x5d-\x78\xa5-\xa8\xb4\xb5])"
    rb"|(?P<rare>[\x81-\xfe][\x40-\x7e\xa1-\xfe])|[\x80-\xff]"
)
_GB18030 = re.compile(
    rb"(?P<common>[\xb0-\xd7][\xa1-\xfe]|\xa1[\xa1-\xa4\xaa-\xb1\xb4-\xbf]|\xa3[\xa1-\xfe]|\xa8[\xa1-\xba])"
    rb"|(?P<rare>[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe])|[\x80-\xff]"
)


def _share(pattern: re.Pattern[bytes], sample: bytes) -> float:
    kinds = [match.lastgroup for match in pattern.finditer(sample)]
    return kinds.count("common") / max(1, len(kinds))


def _big5(sample: bytes) -> float:
    return _share(_BIG5, sample)


def _gb18030(sample: bytes) -> float:
    return _share(_GB18030, sample)
