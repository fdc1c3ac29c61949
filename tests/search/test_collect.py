"""Postings are those that the analyser gives, text by text, whatever stands between the words."""

from __future__ import annotations

from collections import Counter

import library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.search import collect
from oped.search.analyser import analyse, chunks, terms_of
from oped.search.collect import Collected, Postings, Words, printed_words
from oped.search.documents import FIELDS, PARAGRAPH_GAP

SIGNS = st.text("aAbs.’'-,;:“”()—1 0\n\u3000財政é·", max_size=30)
TEXT = st.one_of(st.text(max_size=30), SIGNS, st.lists(st.sampled_from(library.WORDS), max_size=40).map(" ".join))


def places_of(texts: list[str]) -> dict[str, list[int]]:
    """Return the places of each term in a field of some texts, by the analyser alone."""
    found: dict[str, list[int]] = {}
    start = 0
    for text in texts:
        for term, place in analyse(text):
            found.setdefault(term, []).append(start + place)
        start += sum(terms_of(chunk).width for chunk, _ in chunks(text)) + PARAGRAPH_GAP
    return {term: sorted(places) for term, places in found.items()}


def postings_of(term: str, documents: list[dict[str, list[int]]]) -> Postings:
    """Return what is written of a term."""
    gaps, times, places, last = [], [], [], -1
    for number, document in enumerate(documents):
        if own := document.get(term):
            gaps.append(number - last - 1)
            times.append(len(own) - 1)
            places += [place - before for before, place in zip([0, *own], own, strict=False)]
            last = number
    return Postings(gaps, times, places)


@given(st.lists(st.lists(TEXT, max_size=4), max_size=5), st.sampled_from([1, 4, 1000]))
def test_every_term_has_its_postings(documents: list[list[str]], at_hand: int) -> None:
    """Gaps, times, places and lengths are the analyser's, however few printed words are kept at hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "AT_HAND", at_hand)
        collected = Collected(Words())
        for texts in documents:
            collected.add({**{name: [] for name in FIELDS}, "text": texts})
        collected.counts()
    expected = [places_of(texts) for texts in documents]
    text = collected.fields["text"]
    terms = collected.terms()
    assert set(terms) == {term for one in expected for term in one}
    assert {term: text.take(term) for term in terms} == {term: postings_of(term, expected) for term in terms}
    assert text.lengths == [sum(map(len, one.values())) for one in expected]


@given(TEXT)
def test_no_chunk_reaches_over_what_printed_words_are_cut_at(text: str) -> None:
    """The chunks of the printed words are those of the text, one after the other."""
    cut = [chunk for word in printed_words(text) for chunk, _ in chunks(word)]
    assert cut == [chunk for chunk, _ in chunks(text)]


def test_chunks_are_counted_as_printed() -> None:
    """Every field's chunks count, with the letters they are printed in."""
    collected = Collected(Words())
    texts = {**{name: [] for name in FIELDS}, "title": ["Rivers, rivers"], "text": ["“Rivers”; e-mail."]}
    collected.add(texts)
    assert collected.counts() == Counter({"Rivers": 2, "rivers": 1, "e-mail": 1})
