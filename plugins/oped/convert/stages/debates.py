"""Debates: two pieces below one question, each below a word that takes its side."""

from __future__ import annotations

from oped.convert.draft import Draft
from oped.convert.lines import Line, Role
from oped.convert.names import read_names
from oped.convert.stages.listings import named

_SIDES = (
    ("yes", "no"),
    ("no", "yes"),
    ("for", "against"),
    ("pro", "con"),
    ("agree", "disagree"),
    ("the case for", "the case against"),
)
_REACH = 8
_TEXT = 18


def find_debates(draft: Draft) -> None:
    """Begin a piece at each of two words that take sides; both answer the question at the page's top."""
    labels = [(i, line.text.strip(" .:*_").lower()) for i, line in enumerate(draft.lines) if line.words <= 3]
    labels = [(i, word) for i, word in labels if any(word in side for side in _SIDES)]
    if draft.fixed or len(labels) != 2 or (labels[0][1], labels[1][1]) not in _SIDES:
        return
    first, second = (i for i, _ in labels)
    question = next((line for line in reversed(draft.lines[max(0, first - _REACH) : first]) if _asks(line)), None)
    if question is None or second - first < 2:
        return
    question.mark(Role.TITLE, "the question that two pieces answer")
    draft.lines[first].mark(Role.FURNITURE, "the side that a piece takes")
    draft.lines[second].mark(Role.TITLE, "the side that a piece takes: it answers the page's question")
    draft.lines[second].value = question.text
    draft.lines[second].begins = "the other side of a debate"
    for place in (first, second):
        _sign(draft, place + 1)


def _asks(line: Line) -> bool:
    return line.role in {None, Role.TITLE} and 2 <= line.words <= _TEXT and (line.free or line.text.endswith("?"))


def _sign(draft: Draft, index: int) -> None:
    """Label a name alone between the side and the text."""
    line = draft.lines[index]
    below = draft.neighbour(index, 1)
    if line.free and below is not None and below.words >= _TEXT and read_names(line.text, alone=True):
        line.mark(Role.BYLINE, "a name below the side that a piece takes")
        line.names = named(line, "the name below the side that a piece takes")
