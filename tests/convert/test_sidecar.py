"""A sidecar says what its page does not; a bad one is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from oped.convert.inputs import read_pages
from tests.convert.pages import error, one


def test_a_sidecar_states_what_the_page_does_not(tmp_path: Path) -> None:
    """Outlet, date, page, language, address and cuts of `NAME.toml` come with the page."""
    (tmp_path / "scan.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    (tmp_path / "scan.toml").write_text(
        'outlet = "The Tideway Post"\ndate = 2019-05-12\npage = 6\n'
        'language = "en-GB"\nurl = "https://t.example/1"\ncuts = [2, 1]\n',
        encoding="utf-8",
    )
    sidecar = one(tmp_path / "scan.txt").sidecar
    assert (sidecar.outlet, sidecar.date, sidecar.page) == ("The Tideway Post", date(2019, 5, 12), "6")
    assert (sidecar.language, sidecar.url, sidecar.cuts) == ("en-GB", "https://t.example/1", (1, 2))
    assert list(read_pages(tmp_path / "scan.toml")) == []


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('outlet = "A"\nautor = "B"\n', "scan.toml:2: unknown key ('autor'): the keys are outlet"),
        ('outlet = "A"\n\ndate = "soon"\n', "scan.toml:3: date is not a day as YYYY-MM-DD ('soon')"),
        ("cuts = [0]\n", "scan.toml:1: cuts is not a list of line numbers"),
        ('url = "javascript:alert(1)"\n', "scan.toml:1: url is not an address"),
        ('outlet = "A\n', "scan.toml:1: outlet is not the newspaper's name in quotes"),
        ("date = 2020-13-01\n", "scan.toml:1: date is not a day as YYYY-MM-DD ('2020-13-01'): write a day"),
        ('outlet = "A"\r\ndate = 2021-02-29\r\n', "scan.toml:2: date is not a day as YYYY-MM-DD ('2021-02-29')"),
        ("[other\n", "scan.toml:1: not valid TOML"),
        ("[other]\nx = 1\n", "scan.toml:1: unknown key ('other')"),
    ],
)
def test_a_bad_sidecar_names_file_and_line(toml: str, said: str, tmp_path: Path) -> None:
    """A key or value that a sidecar cannot have is an error at its line; the page is not read without it."""
    (tmp_path / "scan.txt").write_text("One.\n", encoding="utf-8")
    (tmp_path / "scan.toml").write_text(toml, encoding="utf-8")
    assert said in error(tmp_path / "scan.txt")


def test_a_sidecar_without_a_page_is_an_error(tmp_path: Path) -> None:
    """A sidecar whose page is missing is told: its editor believes it is used."""
    (tmp_path / "lost.toml").write_text('outlet = "A"\n', encoding="utf-8")
    assert "a sidecar without a page" in error(tmp_path / "lost.toml")
