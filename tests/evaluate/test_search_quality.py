"""The search's answers to stated queries stay above their floors, and above plain lunr's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate import search_quality


def test_the_set_is_large_enough() -> None:
    """Sixty queries or more, of eight kinds."""
    asked = search_quality.queries()
    assert len(asked) >= 60
    assert {"exact", "possessive", "typo", "phrase", "cjk", "two words", "names", "accent"} <= {q.kind for q in asked}


def test_the_sample_archive(sample_archive: Path) -> None:
    """Over the sample archive the mean reciprocal rank is .95 or more, recall too, and plain lunr's are lower."""
    documents = list(search_quality.sample(sample_archive / "posts"))
    measured = search_quality.measure("sample", documents)
    assert measured["ours"]["all"].mrr >= search_quality.FLOOR
    assert measured["ours"]["all"].recall >= search_quality.FLOOR
    assert measured["lunr"]["all"].mrr < measured["ours"]["all"].mrr


@pytest.mark.skipif(not search_quality.OPEDS.exists(), reason="../shared/data/corpora is not here")
def test_five_thousand_pieces() -> None:
    """Over the corpus the first right piece stands high, and higher than plain lunr puts it."""
    measured = search_quality.measure("opeds", list(search_quality.opeds()))
    assert measured["ours"]["all"].mrr >= 0.85
    assert measured["ours"]["all"].recall >= 0.95
    assert measured["lunr"]["all"].mrr < measured["ours"]["all"].mrr
