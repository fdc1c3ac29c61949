"""A fuzzer of the converter: pages of the sample archive, cut, glued, mixed and damaged, go down the whole road.

`python tests/convert/fuzz.py --minutes 10` looks for new trouble and leaves what it finds in `seeds/`, where
`test_fuzz.py` tries it ever after. A case is made from its number alone, so that any of them can be made again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from oped.convert.anatomy import stretches
from oped.convert.decode import decode
from oped.convert.html import read_html
from oped.convert.page import Page, Sidecar
from oped.convert.pipeline import inspect
from oped.convert.write import take
from oped.errors import InputError
from oped.model import Inspected

HERE = Path(__file__).parent
SEEDS = HERE / "seeds"
TOO_LONG = 5
"""CPU seconds for a page that takes a tenth of one."""
SAMPLE = HERE.parents[1] / "content" / "raw"
ODD = [
    *"\0\t\x0b\x0c\x1b\x1c\x85\xa0\xad\u200b\u2028\u202e\ufeff\ufffe\ud800\rﬁİß🜚“”*_`|\\",
    *["e\u0301", "財政", "العربية", "👩\u200d👧", "\r\n", "\n\n\n", "---", "# ", "1. ", "    ", "By ", "• ", "— "],
    *["FULL STORY", "To the Editor:", "12 May 2019", "2019-05-12", "Ada Morrow", "Leeds", "PHOTO:", "Read more"],
    *[
        "03/05/2019",
        "Updated 12 May 2019",
        "Editor’s note: ",
        "READ MORE: The tramRead more: The mayor",
        "More from OpinionThe",
    ],
    *["The writer is ", " is a professor of law at the University of Leeds.", "The views expressed here are his own."],
    *["<p>", "</p>", "<script>", "<!--", "]]>", "&amp;", "&#0;", "javascript:"],
]
Case = tuple[str, bytes]


def case(number: int, stock: list[bytes]) -> Case:
    """Return the name and content of a raw file, made from `number` alone."""
    dice = random.Random(number)
    text = dice.choice(stock).decode("utf-8", "replace")
    for _ in range(dice.randrange(1, 8)):
        text = dice.choice(MUTATIONS)(text, dice, stock)[:60_000]
    encoding = dice.choice(["utf-8"] * 8 + ["utf-16", "cp1252", "big5", "gb18030"])
    data = text.encode(encoding, dice.choice(["surrogatepass", "replace"]) if encoding == "utf-8" else "replace")
    if dice.random() < 0.1 and data:
        spoilt = bytearray(data)
        for _ in range(dice.randrange(1, 4)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        data = bytes(spoilt)
    return f"{number}{'.html' if dice.random() < 0.15 else '.txt'}", data


def _cut(text: str, dice: random.Random, _: list[bytes]) -> str:
    start, end = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
    return text[:start] + text[end:]


def _insert(text: str, dice: random.Random, _: list[bytes]) -> str:
    for _number in range(dice.randrange(1, 6)):
        place = dice.randrange(len(text) + 1)
        text = text[:place] + dice.choice(ODD) * dice.choice([1, 1, 1, 2, 50]) + text[place:]
    return text


def _glue(text: str, dice: random.Random, _: list[bytes]) -> str:
    share = dice.random()
    return "".join(line if dice.random() < share else f"{line}\n" for line in text.split("\n"))


def _shuffle(text: str, dice: random.Random, _: list[bytes]) -> str:
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


def _repeat(text: str, dice: random.Random, _: list[bytes]) -> str:
    start, end = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
    return text[:end] + text[start:end] * dice.randrange(1, 4) + text[end:]


def _mix(text: str, dice: random.Random, stock: list[bytes]) -> str:
    other = dice.choice(stock).decode("utf-8", "replace").split("\n")
    lines = text.split("\n")
    place = dice.randrange(len(lines) + 1)
    start = dice.randrange(len(other))
    return "\n".join([*lines[:place], *other[start : start + dice.randrange(1, 12)], *lines[place:]])


def _case(text: str, dice: random.Random, _: list[bytes]) -> str:
    return dice.choice([str.upper, str.lower, str.title, str.swapcase])(text)


def _characters(_text: str, dice: random.Random, _: list[bytes]) -> str:
    return "".join(dice.choice(ODD) if dice.random() < 0.3 else chr(dice.randrange(32, 0x500)) for _ in range(300))


Mutation = Callable[[str, random.Random, list[bytes]], str]
MUTATIONS: list[Mutation] = [_cut, _insert, _insert, _glue, _shuffle, _repeat, _mix, _mix, _case, _characters]


def trouble(name: str, data: bytes) -> str:
    """Return what goes wrong with a raw file on its way to posts; nothing when it is read, or refused with a reason."""
    try:
        page = _page(name, decode(data, name))
        inspected = inspect(page)
        taken = take(inspected)
        again = take(inspect(page))
    except InputError as refused:
        return "" if refused.remedy else f"refused without a remedy: {refused}"
    except Exception as error:  # whatever it is, it is what we look for
        return repr(error)
    torn = any("\n" in paragraph for wording in taken.wordings for paragraph in wording.paragraphs)
    problems = {
        "a second reading differs": taken != again,
        "text is lost or said twice": not _whole(inspected),
        "a stretch is not explained": any(one.what == "?" for one in stretches(inspected)),
        "a paragraph is on two lines": torn,
    }
    return "; ".join(problem for problem, there in problems.items() if there)


def _page(name: str, text: str) -> Page:
    if not name.endswith(".html"):
        return Page(name, text)
    visible, furniture, hints = read_html(text)
    return Page(name, visible, Sidecar(), hints, furniture)


def _whole(inspected: Inspected) -> bool:
    """Return whether each character is in one piece, or in the furniture, which may stand within a piece."""
    pieces, furniture = bytearray(len(inspected.text)), bytearray(len(inspected.text))
    for piece in inspected.pieces:
        for start, end in (piece.head or (0, 0), (piece.body.start, piece.end)):
            if any(pieces[start:end]):
                return False
            pieces[start:end] = b"\1" * (end - start)
    for one in inspected.furniture:
        furniture[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    places = zip(inspected.text, pieces, furniture, strict=True)
    return all(piece or other or character.isspace() for character, piece, other in places)


def stock() -> list[bytes]:
    """Return the pages that cases are made of."""
    return [path.read_bytes() for path in sorted(SAMPLE.glob("*.*")) if path.suffix in {".txt", ".html"}]


def main() -> int:
    """Try new cases until the time is over; return 1 when there was trouble."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--first", type=int, default=time.time_ns() % 10**9, help="number of the first case")
    options = parser.parse_args()
    pages, until, number, found = stock(), time.monotonic() + 60 * options.minutes, options.first, 0
    while time.monotonic() < until:
        number += 1
        name, data = case(number, pages)
        begun = time.process_time()
        wrong = trouble(name, data)
        if not wrong and time.process_time() - begun > TOO_LONG:
            wrong = f"it takes {time.process_time() - begun:.1f} seconds"
        if wrong:
            found += 1
            SEEDS.mkdir(exist_ok=True)
            (SEEDS / name).write_bytes(data)
            print(f"case {number}: {wrong}", flush=True)
    print(f"{number - options.first:,} cases from number {options.first + 1}: {found} with trouble")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
