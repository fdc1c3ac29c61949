"""One analyser in two languages: what Python puts into the index is what the browser looks for."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import HOUSE, Node
from oped.search.analyser import analyse
from oped.search.stemmer import stem

DATA = HOUSE.parent / "shared" / "data"

TERMS = {
    "Ukraine’s Ukraine's Ukraine": "ukrain ukrain ukrain",
    "money, today, Turkey, attorney, Monday, pay, try, survey": "money today turkey attorney monday pay tri survey",
    "US U.S. US$ us": "us us us",
    "The U.S.’s U.S.'s U.K’s share, U.S.S.R.’s": "us us uk share ussr",
    "U.S.’sure U.S.’": "us sure us",
    "The WHO knows who it is; IT does": "who know it",
    "$3.5 and 1,000 and 1000": "3.5 1000 1000",
    "Erdoğan élite Søren Łódź": "erdogan elit soren lodz",
    "e-mail email": "e mail email email",
    "the F-16V": "f 16v f16v",
    "words—glued–by…dashes/and　space": "word glu dash space",
    "財政收支": "財 財政 政 政收 收 收支 支",
    "（中華民國、台灣）𠮷": "中 中華 華 華民 民 民國 國 台 台灣 灣 𠮷",
    "ｆｕｌｌ ﬁt": "full fit",
    "don’t O’Brien": "dont obrien",
    "Ukraine: 10:30 https://a.org/x?y=1": "ukrain 10 30 http org x y 1",
    "constructor __proto__ toString": "constructor proto tostr",
    "ΣΊΣΥΦΟΣ σίσυφος": "σισυφοσ σισυφοσ",
    "Йод": "йод",
}

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aAyYsS09.,'’‘-‐‑ éßİıſﬁΣς財政ｶﾞ가\u0301\u0300\u200d\ufeff\U00020000\ud800"),
    ),
    max_size=60,
)


@pytest.mark.parametrize("text", TERMS)
def test_terms(text: str, pieces: Node) -> None:
    """Each kind of word gives the terms that both its writer and its searcher expect."""
    assert [term for term, _ in analyse(text)] == TERMS[text].split()
    assert [term for term, _ in pieces.ask("analyse", text=text)] == TERMS[text].split()


@settings(max_examples=2000)
@given(ODD)
def test_any_string_gives_the_same_terms_in_both(pieces: Node, text: str) -> None:
    """Python and JavaScript agree on every string, with the places."""
    assert [list(term) for term in analyse(text)] == pieces.ask("analyse", text=text)


@settings(max_examples=1000)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14), max_size=40))
def test_any_word_gives_the_same_stem_in_both(pieces: Node, words: list[str]) -> None:
    """The stemmers agree on words of three letters or more, which alone are stemmed."""
    words = [word for word in words if len(word) > 2]
    assert [stem(word) for word in words] == pieces.ask("stems", words=words)


@pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here")
def test_real_pages_give_the_same_terms_in_both(pieces: Node) -> None:
    """All pages and a part of the corpus are read alike."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(DATA).glob("*/*.txt"))]
    with gzip.open(DATA / "corpora" / "opeds.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts += [json.loads(line)["text"] for _, line in zip(range(500), lines, strict=False)]
    assert len(texts) > 600
    for text in texts:
        assert [list(term) for term in analyse(text)] == pieces.ask("analyse", text=text)
