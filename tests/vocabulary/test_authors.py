"""The authority file: found by any form of the name, two people of one name apart, errors with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from oped.errors import VocabularyError
from oped.tagging.roles import Role, role_of
from oped.vocabulary import AuthorKind, load_authors

FILE = """\
[[author]]
name = "Nuria Valdivieso"
aliases = ["N. Valdivieso"]
gloss = "努麗亞"
role = "columnist"
affiliation = "the Harbour Notebook"
stated = "2018-05-18-letters.txt"

[[author]]
name = "Jan Meer"
note = "the poet"
posts = ["the-tide"]

[[author]]
name = "Jan Meer"
"""


def written(folder: Path, text: str) -> Path:
    """Write an authority file."""
    path = folder / "authors.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "form", ["Nuria Valdivieso", "NURIA  VALDIVIESO", "N. Valdivieso", "努麗亞", "By Dr Nuria Valdivieso"]
)
def test_any_form_finds_the_record(tmp_path: Path, form: str) -> None:
    """Case, aliases, glosses and titles lead to one record."""
    record = load_authors(written(tmp_path, FILE)).resolve(form)
    assert (record.slug, record.role, record.stated) == ("nuria-valdivieso", "columnist", "2018-05-18-letters.txt")


def test_two_people_of_one_name(tmp_path: Path) -> None:
    """The post decides which of the two is meant; they have addresses of their own."""
    authors = load_authors(written(tmp_path, FILE))
    assert authors.resolve("Jan Meer", "the-tide").slug == "jan-meer-the-poet"
    assert authors.resolve("Jan Meer", "another").slug == "jan-meer"


@pytest.mark.parametrize(
    ("printed", "name", "kind"),
    [
        ("By Jane Roe / Reuters", "Jane Roe", AuthorKind.PERSON),
        ("Sen. John Doe", "John Doe", AuthorKind.PERSON),
        ("THE EDITORIAL BOARD", "THE EDITORIAL BOARD", AuthorKind.BOARD),
        ("Reuters", "Reuters", AuthorKind.AGENCY),
        ("Nicholas St. Fleur", "Nicholas St. Fleur", AuthorKind.PERSON),
        ("Forrest For", "Forrest For", AuthorKind.PERSON),
    ],
)
def test_names_without_an_entry(printed: str, name: str, kind: AuthorKind) -> None:
    """Titles and agencies are taken off; boards and agencies are authors of their own kind."""
    record = load_authors().resolve(printed)
    assert (record.name, record.kind, record.line) == (name, kind, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[author]]\nnom = 'x'", "authors.toml:1: unknown key of an author"),
        ("[[author]]\nrole = 'x'", "authors.toml:1: an author without a name"),
        ("\n[[author]]\nname = 'A'\nkind = 'robot'", "authors.toml:2: unknown kind of author"),
        ("[[author]]\nname = 'A'\n[[author]]\nname = 'A'", "authors.toml:3: two authors have one address"),
        ("[[author]]\nname = 'A'\n[[author]]\nname = 'B'\naliases = ['a']", "authors.toml:3: duplicate name"),
        ("[[author]]\nname = 7", "authors.toml:1: `name` has the wrong type"),
        ("[[author]]\nname = 'A'\nslug = '../x'", "authors.toml:1: the slug is no address"),
        ("[[author", "cannot be read"),
        ("author = 3", "no \\[\\[author"),
    ],
)
def test_bad_entries_are_told(tmp_path: Path, text: str, message: str) -> None:
    """Each error names the file and the entry's line."""
    with pytest.raises(VocabularyError, match=message):
        load_authors(written(tmp_path, text))


@pytest.mark.parametrize(
    ("bio", "name", "role"),
    [
        ("Jane Roe is a columnist for the Harbour Notebook.", "Jane Roe", Role("columnist", "the Harbour Notebook")),
        ("• Jane Roe is a barrister specialising in water law", "Jane Roe", Role("barrister", "")),
        (
            "Jane Roe and Jan Meer are professors at Tartu University.",
            "Jane Roe",
            Role("professors", "Tartu University"),
        ),
        ("The writer is a nurse in Turku.", "Jane Roe", Role("nurse", "Turku")),
        ("Jane Roe, dean of the Sea School, wrote this.", "Jane Roe", Role("dean", "the Sea School")),
        ("Views are her own.", "Jane Roe", None),
        ("", "Jane Roe", None),
        ("Jane Roe", "", None),
    ],
)
def test_roles_are_read_from_bios(bio: str, name: str, role: Role | None) -> None:
    """The bio's own words, or nothing."""
    assert role_of(bio, name) == role
