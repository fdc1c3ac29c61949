"""The sample archive keeps what was promised of it, and its labels match its pages."""

import json
from collections.abc import Iterable

from tests.evaluate import label_sample


def pieces(key: str) -> list[object]:
    """Return one field of every labelled piece, openings and full texts alike."""
    return [piece[key] for page in label_sample.labels() for piece in listed(page["articles"])]


def listed(value: object) -> list[dict[str, object]]:
    """Return the pieces of a page, as the labels hold them."""
    assert isinstance(value, list)
    return value


def flat(values: Iterable[object]) -> set[str]:
    """Return every name in lists of names."""
    return {str(name) for value in values if isinstance(value, list) for name in value}


def test_labels_are_what_the_truth_says() -> None:
    """The labels kept are exactly what label_sample makes of the truth and the pages."""
    for pages, truth, file in label_sample.SETS:
        kept = file.read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in kept] == list(label_sample.labels(pages, truth))


def test_every_text_page_is_labelled() -> None:
    """A page added to the sample comes with its labels; web pages and exports have no offsets."""
    for pages, truth, _ in label_sample.SETS:
        texts = {page.name for page in pages.glob("*.txt")}
        assert {page["file"] for page in label_sample.labels(pages, truth)} == texts


def test_sample_is_as_wide_as_promised() -> None:
    """At least 60 pieces, 15 pen names, all 17 topic roots and every year from 2016 to 2026."""
    # An opening and its full text begin alike.
    assert len({str(start)[:25] for start in pieces("start")}) >= 60
    assert len(flat(pieces("author"))) >= 15
    assert flat(pieces("topics")) == set(label_sample.TOPICS.values())
    years = {str(day)[:4] for day in pieces("date") if day}
    assert years == {str(year) for year in range(2016, 2027)}
