"""Summaries: a label such as `Key points` above a text, and the short lines that sum the text up."""

from __future__ import annotations

from oped.convert.draft import Draft
from oped.convert.lines import Role
from oped.convert.words import words

_TEXT = 18
"""Words of a line that is text, and no point of a summary."""
_MOST = 6


def find_summaries(draft: Draft) -> None:
    """Label the points below such a label standfirsts, where the first text of the page follows them."""
    first = next((i for i, line in enumerate(draft.lines) if line.free and line.words >= _TEXT), 0)
    for index in range(max(0, first - _MOST - 1), first):
        label = draft.lines[index]
        if label.text.lower().strip(" :") in words("summary_labels"):
            label.mark(Role.FURNITURE, "the label of a summary")
            for line in draft.lines[index + 1 : first]:
                if line.free:
                    line.mark(Role.STANDFIRST, "a point of the summary above the text")
            return
