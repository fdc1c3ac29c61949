"""The day on which a post was converted: told once, kept until the converter writes again, given by who asks for it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from oped.convert.clock import EPOCH, today
from oped.convert.run import run
from oped.errors import InputError
from tests.convert.folders import converted, edit, files_of, only, read

FIRST, LATER = date(2026, 11, 20), date(2026, 11, 27)


@pytest.fixture
def on(monkeypatch):
    """Return what sets the day of the runs that follow."""

    def go(day: date) -> None:
        monkeypatch.setenv(EPOCH, str(int(datetime(day.year, day.month, day.day, 18, tzinfo=UTC).timestamp())))

    return go


def test_a_post_keeps_its_day_while_nothing_is_new(raw, posts, column, on):
    """A later run over the same pages writes nothing: the day is that of the text, not of the look."""
    (raw / "friday.txt").write_text(column(1))
    on(FIRST)
    converted(raw, posts)
    written = files_of(posts)
    (raw / "other.txt").write_text(column(2))
    on(LATER)
    converted(raw, posts)
    assert {post.converted for post in read(posts).values()} == {FIRST, LATER}
    assert written.items() - files_of(posts).items() == {("ledger.jsonl", written["ledger.jsonl"])}


def test_a_post_that_is_written_again_has_the_later_day(raw, posts, column, on):
    """When the page's text improves, the post tells the day on which that was taken over."""
    (raw / "friday.txt").write_text(column(1))
    on(FIRST)
    converted(raw, posts)
    edit(raw / "friday.txt", column(1).split()[-1], "1, as amended.")
    on(LATER)
    converted(raw, posts)
    assert only(posts)[1].converted == LATER


def test_a_day_that_a_person_took_out_stays_out(raw, posts, column, on):
    """The line is an editor's like any other: taken out by hand, it is not put back."""
    (raw / "friday.txt").write_text(column(1))
    on(FIRST)
    converted(raw, posts)
    path, _ = only(posts)
    path.write_text(re.sub(r"Converted: .*\n", "", path.read_text()))
    edit(raw / "friday.txt", column(1).split()[-1], "1, as amended.")
    on(LATER)
    assert converted(raw, posts).changed == 1
    assert only(posts)[1].converted is None


def test_without_a_word_from_outside_it_is_this_day_in_utc(monkeypatch):
    """Where nobody names a time, the clock of this machine does, wherever it stands."""
    monkeypatch.delenv(EPOCH)
    before = datetime.now(UTC).date()
    assert before <= today() <= datetime.now(UTC).date()


@pytest.mark.parametrize("told", ["yesterday", "1e9", "9" * 30, "-" + "9" * 30])
def test_a_time_that_is_none_is_refused(raw, posts, column, monkeypatch, told):
    """A wrong SOURCE_DATE_EPOCH is an error with its value and a remedy, and nothing is written."""
    monkeypatch.setenv(EPOCH, told)
    (raw / "friday.txt").write_text(column(1))
    (error,) = run(raw, posts, workers=1).errors
    assert isinstance(error, InputError)
    assert told in str(error)
    assert "1970" in str(error)
    assert files_of(posts) == {}
