"""Citing: three styles, three file formats, no word of the source lost or made markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from oped.errors import VocabularyError
from oped.hubs.authority import authority
from oped.hubs.build import build
from oped.hubs.cite import STYLES, Citer
from oped.hubs.names import inverted, split
from oped.hubs.publication import Publication
from oped.hubs.records import bibtex, csl, csl_json, ris
from oped.hubs.taxonomies import declared
from oped.vocabulary import load_authors

Make = Callable[..., Any]


@pytest.fixture(scope="session")
def citer(publication: Publication) -> Citer:
    """Return one citer for all."""
    return Citer(publication)


URL = "https://archive.example/articles/piece-1/"
CASES = [
    (
        {"title": "Tea and tariffs"},
        f"Lee, Ann. “Tea and tariffs.” The Pebble, February 3, 2020. {URL}.",
        f"Lee, Ann. “Tea and tariffs.” The Pebble, 3 Feb. 2020, {URL}.",
        f"Lee, A. (2020, February 3). Tea and tariffs. The Pebble. {URL}",
    ),
    (
        {"title": "Noodles", "authors": ("Shen Ruo-ting",)},
        f"Shen, Ruo-ting. “Noodles.” The Pebble, February 3, 2020. {URL}.",
        f"Shen, Ruo-ting. “Noodles.” The Pebble, 3 Feb. 2020, {URL}.",
        f"Shen, R.-T. (2020, February 3). Noodles. The Pebble. {URL}",
    ),
    (
        {"title": "Who pays?", "authors": ("Ann Lee", "Jan van Dam"), "day": ""},
        f"Lee, Ann, and Jan van Dam. “Who pays?” The Pebble, n.d. {URL}.",
        f"Lee, Ann, and Jan van Dam. “Who pays?” The Pebble, {URL}.",
        f"Lee, A., & van Dam, J. (n.d.). Who pays? The Pebble. {URL}",
    ),
    (
        {"title": "The “fiscal” <act>", "authors": ()},
        f"“The ‘fiscal’ <act>.” The Pebble, February 3, 2020. {URL}.",
        f"“The ‘fiscal’ <act>.” The Pebble, 3 Feb. 2020, {URL}.",
        f"The “fiscal” <act>. (2020, February 3). The Pebble. {URL}",
    ),
    (
        {"title": "Rain", "authors": ("Martin Luther King Jr.",), "translator": "Rosa Diaz"},
        f"King, Martin Luther, Jr. “Rain.” Translated by Rosa Diaz. The Pebble, February 3, 2020. {URL}.",
        f"King, Martin Luther, Jr. “Rain.” The Pebble, translated by Rosa Diaz, 3 Feb. 2020, {URL}.",
        f"King, M. L., Jr. (2020, February 3). Rain (R. Diaz, Trans.). The Pebble. {URL}",
    ),
]


@pytest.mark.parametrize(("words", "chicago", "mla", "apa"), CASES)
def test_the_three_styles(
    article: Make, site: Make, citer: Citer, words: dict[str, Any], chicago: str, mla: str, apa: str
) -> None:
    """Each as its manual has a newspaper piece online."""
    piece = article(1, outlet="The Pebble", **words)
    site([piece])
    shown = {name: BeautifulSoup(html, "html.parser").get_text() for name, html in citer(piece).styles}
    assert shown == {"Chicago": chicago, "MLA": mla, "APA": apa}


NAMES = st.lists(
    st.one_of(
        st.from_regex(
            r"[A-Z][a-zé]{1,6}(-[A-Z][a-z]{1,4})?( [A-Z]\.)? (von |de la |O'|Mc)?[A-ZÖ][a-z]{1,8}(, Jr\.)?",
            fullmatch=True,
        ),
        st.text("ab A.,-’é7 28", min_size=1).filter(str.strip),
        st.sampled_from(["Madonna", "Editorial Board", "Li Wei-ling", "Writer 28", "Mr. 7777"]),
    ),
    max_size=5,
    unique=True,
)


@given(
    names=NAMES, translator=st.sampled_from(["", "Rosa Diaz"]), day=st.sampled_from(["", "2020-02-03", "1999-12-28"])
)
def test_an_entry_filled_in_is_the_entry_set(
    article: Make, site: Make, citer: Citer, names: list[str], translator: str, day: str
) -> None:
    """What is set once and filled in reads as citeproc sets it for this very piece."""
    piece = article(1, title="Tea", authors=tuple(names), translator=translator, day=day, outlet="The Pebble")
    site([piece])
    record = csl(piece, citer.publication)
    constant = {key: record[key] for key in ("author", "translator", "container-title") if key in record}
    date = record["issued"]["date-parts"][0] if "issued" in record else (0, 0, 0)
    for name, html in citer(piece).styles:
        whole = citer._entry(name, constant, tuple(date)).replace("\ufdd0", "Tea").replace("\ufdd1", record["URL"])
        assert html == re.sub(r"([?!….])\.(?=[”\s])", r"\1", whole)


@given(title=st.text(min_size=1).filter(str.strip), author=st.text())
def test_no_title_becomes_markup(article: Make, site: Make, citer: Citer, title: str, author: str) -> None:
    """Only `i` comes out of the styles, and the title's words stand in each."""
    piece = article(1, title=title, authors=(author,) if author.strip() else ())
    site([piece])
    for _, html in citer(piece).styles:
        soup = BeautifulSoup(html, "html.parser")
        assert {element.name for element in soup.find_all()} <= {"i"}
        assert not re.search(r"&(?!amp;|lt;|gt;|quot;)", html)


@given(text=st.text("ab{}\\%$#_&~^\"'é中 ", min_size=1).filter(str.strip))
def test_bibtex_braces_balance(article: Make, site: Make, publication: Publication, text: str) -> None:
    """Whatever the title, the entry's braces balance, escaped ones aside."""
    piece = article(1, title=text)
    site([piece])
    entry = bibtex([csl(piece, publication)]).decode()
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")


def test_the_files_tell_the_same(article: Make, site: Make, publication: Publication) -> None:
    """Author, title, date, publication and address stand in BibTeX, RIS and CSL-JSON."""
    piece = article(1, title="A & B", outlet="The Pebble", cut=True)
    site([piece])
    record = csl(piece, publication)
    tex, lines, data = bibtex([record]).decode(), ris([record]).decode(), [json.loads(csl_json(record))]
    for part in (
        "author = {Lee, Ann}",
        r"title = {{A \& B}}",
        "month = feb",
        "year = {2020}",
        "url = {https://archive.ex",
    ):
        assert part in tex
    assert lines.startswith("TY  - NEWS\r\n")
    assert lines.endswith("ER  - \r\n\r\n")
    for part in ("AU  - Lee, Ann", "TI  - A & B", "T2  - The Pebble", "DA  - 2020/02/03/", "N1  - Excerpt"):
        assert f"{part}" in lines
    assert data[0]["issued"] == {"date-parts": [[2020, 2, 3]]}
    assert data[0]["author"] == [{"family": "Lee", "given": "Ann"}]


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("Ann Lee", "person", "Lee, Ann"),
        ("Ursula von der Leyen", "person", "von der Leyen, Ursula"),
        ("Madonna", "person", "Madonna"),
        ("Martin Luther King, Jr.", "person", "King, Martin Luther, Jr."),
        ("The Editorial Board", "board", "The Editorial Board"),
        ("Van Jones", "person", "Jones, Van"),
        ("Shen Ruo-ting", "person", "Shen, Ruo-ting"),
        ("Ruo-ting Shen", "person", "Shen, Ruo-ting"),
        ("Mary Smith-Jones", "person", "Smith-Jones, Mary"),
        ("陳偉", "person", "陳偉"),
        ("陳 偉", "person", "陳 偉"),
        ("Wang Yi", "person", "Wang Yi"),
        ("Xi Jinping", "person", "Xi Jinping"),
        ("Jinping Xi", "person", "Xi, Jinping"),
        ("Lee Hsien Loong", "person", "Lee Hsien Loong"),
        ("Nguyen Phu Trong", "person", "Nguyen Phu Trong"),
        ("Kim Novak", "person", "Novak, Kim"),
        ("Lee Harper", "person", "Harper, Lee"),
        ("Ma Jones", "person", "Jones, Ma"),
        ("Lin Carter", "person", "Carter, Lin"),
    ],
)
def test_names_are_sorted_by_family(name: str, kind: str, shown: str) -> None:
    """Particles stay with the family name, suffixes go last; boards, and names that nobody could divide, stay whole."""
    assert inverted(split(name, kind)) == shown


def test_an_editor_says_which_name_is_the_familys(tmp_path: Path, article: Make, publication: Publication) -> None:
    """`family` in the authority file decides how an author is cited; a word that is not in the name is an error."""
    file = tmp_path / "authors.toml"
    file.write_text('[[author]]\nname = "Orbán Viktor"\nfamily = "Orbán"\n', encoding="utf-8")
    scheme = authority(load_authors(file), [("Orbán Viktor", "piece-1")])
    piece = article(1, authors=("Orbán Viktor",))
    build([piece], declared({"author": {"field": "authors", "scheme": "authors"}})["author"], scheme, 10)
    assert csl(piece, publication)["author"] == [{"family": "Orbán", "given": "Viktor"}]
    file.write_text('[[author]]\nname = "Orbán Viktor"\nfamily = "Orban"\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"authors\.toml:1: `family` is no part"):
        load_authors(file)


@pytest.mark.parametrize("style", STYLES)
def test_filled_in_dates_are_those_of_the_style(citer: Citer, style: str) -> None:
    """An entry whose date is filled in is, in every month, the entry that citeproc sets for that date."""
    for constant in ({"container-title": "The May Day"}, {"container-title": "X", "author": [split("Jan van Jan.")]}):
        for month in range(13):
            filled = citer._set_once(style, constant, json.dumps(constant), month)
            assert filled == citer._entry(style, constant, (7777, month, 28))
