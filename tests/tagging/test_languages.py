"""Pages in other languages are recognised, given regions by their own names, and never read by English rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from oped.tagging import tag

PAGES = Path(__file__).parents[1] / "fixtures" / "languages"


@pytest.mark.parametrize(
    ("page", "language", "regions"),
    [
        ("fr", "fr", {"FR", "DE"}),
        ("es", "es", {"AR", "UY"}),
        ("pt", "pt", {"BR", "PT"}),
        ("de", "de", {"DE", "CH"}),
        ("tr", "tr", {"TR", "GR"}),
        ("zh", "zh-Hant", {"TW", "JP", "CN"}),
        ("it", "it", {"IT"}),
    ],
)
def test_pages_in_other_languages(page: str, language: str, regions: set[str]) -> None:
    """The language is told, the countries named are found, and no topic is given without a lexicon."""
    tagged = tag("", (PAGES / f"{page}.txt").read_text(encoding="utf-8").splitlines())
    assert tagged.language == language
    assert {term.code for term in tagged.regions} == regions
    assert not tagged.topics


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.txt")), ids=lambda page: page.stem)
def test_evidence_stands_where_it_says(page: Path) -> None:
    """Every place of evidence holds exactly the words it quotes, in any script."""
    paragraphs = page.read_text(encoding="utf-8").splitlines()
    for term in tag("", paragraphs).regions:
        assert term.evidence
        for words, paragraph, start in term.evidence:
            assert paragraphs[paragraph - 1][start : start + len(words)] == words


def test_a_language_given_is_believed() -> None:
    """What a sidecar says of the language is not doubted."""
    assert tag("", ["Paris"], "fr").language == "fr"
    assert [term.code for term in tag("", ["Le maire de Paris"], "fr").regions] == ["FR"]


@pytest.mark.parametrize("text", ["", "1984", "Ok.", "Ha ha ha ha", "—"])
def test_too_little_text_is_taken_for_english(text: str) -> None:
    """Nothing is guessed from a few letters."""
    assert tag("", [text]).language == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "港の猫は今日も船を待っている。誰もそのことを新聞には書かない。"),
        ("ko", "부두의 고양이는 오늘도 배를 기다린다. 아무도 그것을 쓰지 않는다."),
        ("ru", "Кошка на причале и сегодня ждёт корабль, но об этом никто не напишет."),
        ("uk", "Кішка на причалі й сьогодні чекає на корабель, але про це ніхто не напише, і їй байдуже."),
        ("ar", "القطة على الرصيف تنتظر السفينة اليوم أيضا ولا أحد يكتب عنها"),
        ("zh-Hans", "码头上的猫今天还在等船，没有人会写这件事，报纸说这个题目不够长。"),
    ],
)
def test_scripts_tell_languages(language: str, text: str) -> None:
    """A script of its own is enough to know a language by."""
    assert tag("", [text]).language == language
