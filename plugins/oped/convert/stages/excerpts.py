"""Excerpts: texts cut in mid-sentence. Each stands alone, and what follows one is another piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oped.convert.draft import Draft
from oped.convert.lines import HEAD, TAIL, Line, Role

_LONG = 60
_SHORT = 30
_LAST = 40
_TAIL = 15
_MOST_WORDS = 260


def find_excerpts(draft: Draft) -> None:
    """Label texts; a long line without a full stop is an excerpt, and so are its neighbours of the same cut."""
    blocks = list(_blocks(draft))
    lengths = Counter(line.words for _, block in blocks for line in block if not line.whole and line.words >= _SHORT)
    for after_tail, block in blocks:
        for line in block:
            if line.free:
                line.mark(Role.TEXT, "text")
        if not draft.fixed and not draft.letters:
            _cut(block, after_tail, lengths)


def _blocks(draft: Draft) -> Iterator[tuple[bool, list[Line]]]:
    """Yield the runs of text lines between heads, tails and explicit marks, and whether a tail stands above each."""
    block: list[Line] = []
    after_tail = False
    for line in draft.lines:
        if line.role is Role.FURNITURE:
            continue
        if line.role in HEAD or line.role in TAIL or line.begins:
            if block:
                yield after_tail, block
            block, after_tail = [], line.role in TAIL
        if line.free or line.role is Role.TEXT:
            block.append(line)
            if line.cut:
                yield after_tail, block
                block, after_tail = [], True
    if block:
        yield after_tail, block


def _cut(block: list[Line], after_tail: bool, lengths: Counter[int]) -> None:
    """Begin a piece at each excerpt of a block, and at the text that follows one."""
    if after_tail and _all_teasers(block):
        for line in block:
            _stand_alone(line, "a cut text after the end of a piece" if not line.whole else "a teaser among cut texts")
        return
    if any(line.restored for line in block) and not after_tail:
        return
    first = next((i for i in range(len(block)) if _is_cut(block, i)), None)
    if first is None:
        return
    while first > 1 and _same_length(block[first - 1], lengths):
        first -= 1
    if first == 1 and _same_length(block[0], lengths):
        first = 0
    index = first
    while index < len(block):
        run = index
        while run < len(block) and block[run].whole:
            run += 1
        if run - index >= 2 and index != first:
            block[index].begins = "a whole text after an excerpt"
            index = run
            if index < len(block) and block[index].words < _SHORT:
                return
            continue
        _stand_alone(block[index], _why(block[index]))
        index += 1


def _is_cut(block: list[Line], index: int) -> bool:
    """Return whether the line breaks off in mid-sentence as a teaser does, rather than as a paragraph may."""
    line = block[index]
    if line.whole or line.words < _SHORT or line.words > _MOST_WORDS:
        return False
    rest = block[index + 1 :]
    if line.words >= _LONG and not (len(rest) > 2 and all(r.whole for r in rest) and index > 0 and _goes_on(rest[0])):
        return True
    if not rest:
        return line.words >= _LAST or index == 0
    return all(r.words >= _SHORT for r in rest) and sum(not r.whole for r in rest) * 2 >= len(rest)


def _goes_on(line: Line) -> bool:
    """Return whether a line continues a sentence that the line above it began."""
    return line.text[0].islower() or line.text[0] in "“\"‘'—–"


def _same_length(line: Line, lengths: Counter[int]) -> bool:
    """Return whether a whole line is cut at the same count of words as the page's teasers, so itself a teaser."""
    usual = [n for n in lengths for _ in range(lengths[n])]
    near = sum(abs(n - line.words) <= 1 for n in usual)
    return line.whole and line.words >= _LONG and near >= 1 and near * 2 >= len(usual)


def _all_teasers(block: list[Line]) -> bool:
    """Return whether every line of a block after a piece's end is a teaser: none short, enough of them cut."""
    cut = sum(not line.whole for line in block)
    if any(line.words < _TAIL or line.words > _MOST_WORDS for line in block):
        return False
    return len(block) == 1 or (cut > 0 and cut * 4 >= len(block))


def _why(line: Line) -> str:
    return "a text cut in mid-sentence" if not line.whole else "a text among excerpts, cut at a full stop"


def _stand_alone(line: Line, reason: str) -> None:
    line.begins = line.begins or reason
    line.cut = line.cut or reason
