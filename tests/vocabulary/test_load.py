"""The package's tables are whole; a bad row in an editor's table is an error that says file, line, value and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oped.errors import VocabularyError
from oped.vocabulary import load
from oped.vocabulary.load import COLUMNS

ROOTS = 17


def table(folder: Path, name: str, *rows: str) -> Path:
    """Write an editor's table of these rows."""
    path = folder / f"{name}.tsv"
    path.write_text("\t".join(COLUMNS[name]) + "\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_own_tables_are_whole() -> None:
    """All roots and 100 to 250 concepts, each described; every country under an area of the UN's tree."""
    vocabulary = load()
    topics = list(vocabulary.topics.values())
    assert sum(topic.kind == "root" for topic in topics) == ROOTS
    assert 100 <= len(topics) - ROOTS <= 250
    assert all(topic.description for topic in topics)
    countries = [region for region in vocabulary.regions.values() if region.kind == "country"]
    assert len(countries) >= 249
    assert all(vocabulary.broader("regions", country.code)[-1] for country in countries)
    assert all(term.members for term in vocabulary.regions.values() if term.kind == "group")


def test_countries_are_called_as_readers_call_them() -> None:
    """Taiwan lies in Eastern Asia; Kosovo and Palestine are there; nobody is a province of anybody."""
    regions = load().regions
    assert (regions["TW"].name, regions["TW"].parent) == ("Taiwan", "030")
    assert regions["XK"].name == "Kosovo"
    assert regions["PS"].name == "Palestine"
    assert not [term.name for term in regions.values() if re.search("Province|Republic of$", term.name)]


def test_every_country_has_a_name_to_be_found_by() -> None:
    """Inhabited countries stand in the table of names or readings."""
    vocabulary = load()
    found = {code for name in vocabulary.names for code in name.codes}
    found |= {code for senses in vocabulary.senses.values() for sense in senses for code in sense.codes}
    empty = {code for code, term in vocabulary.regions.items() if term.kind == "country"} - found
    assert empty <= {"BV", "HM", "TF", "GS", "UM", "IO", "CC", "BQ", "BL", "MF", "JE"}


def test_groups_lie_across_the_tree() -> None:
    """Egypt is in Northern Africa and in the Middle East, but not in Western Asia."""
    broader = load().broader("regions", "EG")
    assert {"015", "002", "middle-east"} <= set(broader)
    assert "145" not in broader


BAD = [
    ("regions", "mars\t\tMars\tgroup\t999\tFR\tRed", "unknown parent", "'999'", "nearest|see the"),
    ("regions", "mars\t\tMars\tgroup\t001\tFRA\tRed", "unknown member", "'FRA'", "FR"),
    ("regions", "Mars!\t\tMars\tgroup\t001\t\tRed", "no code of a group", "'Mars!'", "look like"),
    ("regions", "mars\t\tMars\tplanet\t001\t\tRed", "unknown kind of region", "'planet'", "country"),
    ("regions", "gallia\t\tFrance\tgroup\t155\tFR\tOld", "duplicate name", "'France'", "FR has it"),
    ("regions", "loop\t\tLoop\tgroup\tloop\t\tRound", "its own ancestor", "'loop'", "another parent"),
    ("topics", "medtop:1\tTea\t\tTea", "no code of a topic", "'medtop:1'", "look like"),
    ("names", "ZZ\tname\tZed", "unknown code", "'ZZ'", "nearest|see the"),
    ("names", "FR\tnickname\tZed", "unknown kind of name", "'nickname'", "kinds are"),
    ("names", "FR\tname\tZed; Zed", "duplicate name", "'Zed'", "line 2"),
    ("seeds", "medtop:11000000\tmuch\tvote", "no number", "'much'", "write 1"),
    ("seeds", "medtop:99999999\t1\tvote", "unknown code", "'medtop:99999999'", "medtop"),
    ("rules", "bogus\tx", "unknown rule", "'bogus'", "rules are"),
    ("frequency", "vote\tmany", "no whole number", "'many'", "digits"),
    ("names", "FR\tname\tZed\tmore", "too many cells", "'more'", "columns are"),
]


@pytest.mark.parametrize(("name", "row", "what", "value", "remedy"), BAD, ids=[f"{b[0]}-{b[2]}" for b in BAD])
def test_bad_rows_are_told(tmp_path: Path, name: str, row: str, what: str, value: str, remedy: str) -> None:
    """One line: the file and line, what is wrong, the value, and what to do."""
    path = table(tmp_path, name, row)
    with pytest.raises(VocabularyError) as told:
        load(tmp_path)
    message = str(told.value)
    assert message.startswith(f"{path}:2: ")
    assert what in message
    assert value in message
    assert re.search(remedy, message)
    assert "\n" not in message


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    """The header has to name every column."""
    (tmp_path / "names.tsv").write_text("codes\twords\nFR\tZed\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"missing column.*kind"):
        load(tmp_path)


def test_a_file_of_another_name_is_told(tmp_path: Path) -> None:
    """A misspelt table would be overlooked for ever."""
    (tmp_path / "name.tsv").write_text("", encoding="utf-8")
    with pytest.raises(VocabularyError, match="no vocabulary has this name"):
        load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"codes\tkind\twords\n\xe9\n"])
def test_a_broken_table_is_told(tmp_path: Path, content: bytes) -> None:
    """An empty file or one in another encoding is an error with the file's name."""
    (tmp_path / "names.tsv").write_bytes(content)
    with pytest.raises(VocabularyError, match=r"names\.tsv"):
        load(tmp_path)


def test_an_editor_adds_and_overrides(tmp_path: Path) -> None:
    """A row of the same code, or the same words, replaces the package's; a seed of weight 0 is gone."""
    table(tmp_path, "regions", "TW\t158\tFormosa\tcountry\t030\t\t", "quay\t\tThe Quay\tgroup\tEE\t\tOurs")
    table(tmp_path, "names", "quay\tname\tMerrow Quay", "-\tblocked\tGeorgia")
    table(tmp_path, "seeds", "medtop:11000000\t0\tpolitics")
    vocabulary = load(tmp_path)
    assert vocabulary.regions["TW"].name == "Formosa"
    assert "Georgia" not in vocabulary.senses
    assert ("politics", "medtop:11000000") not in {(seed.words, seed.code) for seed in vocabulary.seeds}
    assert load().regions["TW"].name == "Taiwan"


def test_a_changed_table_is_read_again(tmp_path: Path) -> None:
    """What was read is remembered only as long as the files stay the same."""
    table(tmp_path, "names", "FR\tname\tZedland")
    first = load(tmp_path)
    assert load(tmp_path) is first
    table(tmp_path, "names", "FR\tname\tZedland; Yonder")
    assert "Yonder" in {name.words for name in load(tmp_path).names}


def test_unknown_terms_are_told_with_their_neighbours() -> None:
    """Asking for a term that is not there names the nearest."""
    with pytest.raises(VocabularyError, match=r"'Tawian'.*TW \(Taiwan\)"):
        load().term("regions", "Tawian")
