"""What tagging promises: evidence for every term, the same answer always, no text that breaks it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.tagging import root_name, tag
from oped.tagging.phrases import Phrases
from oped.tagging.regions import EVIDENCE
from oped.tagging.topics import MOST, forms
from oped.tagging.words import Words
from oped.vocabulary import load
from tests.evaluate import terms

PIECE = [
    "Kyiv has asked for missiles and got a summit. The Ukrainian president will fly to Washington on Monday.",
    "Sanctions were to bite by spring. Russian oil still sails, and the ceasefire that Moscow offers is a pause.",
]
WORDS = st.sampled_from(["Paris", "in", "Jordan", "Texas", ",", "war", "tax", "US", "New", "Mexico", "’s", "the", "\n"])


@pytest.mark.parametrize("case", list(terms.cases()), ids=lambda case: f"line-{case.line}")
def test_ambiguous_names(case: terms.Case) -> None:
    """The sentence is about exactly the regions that a reader sees in it."""
    assert terms.codes_of(tag("", [case.text], "en"), every=True) == case.codes, case.rule


@given(title=st.text(max_size=40), paragraphs=st.lists(st.text(max_size=200), max_size=4))
def test_any_text_can_be_tagged(title: str, paragraphs: list[str]) -> None:
    """No text breaks the tagger, and every word of evidence stands where it says."""
    check_evidence(title, paragraphs)


@given(words=st.lists(WORDS, max_size=30), title=st.lists(WORDS, max_size=5))
def test_evidence_stands_where_it_says(words: list[str], title: list[str]) -> None:
    """Evidence quotes the text at its place, in title and body."""
    check_evidence(" ".join(title), [" ".join(words), " ".join(reversed(words))])


def check_evidence(title: str, paragraphs: list[str]) -> None:
    """Compare every place of evidence with the text; terms come strongest first."""
    tagged = tag(title, paragraphs)
    for found in (tagged.regions, tagged.topics):
        assert [term.score for term in found] == sorted((term.score for term in found), reverse=True)
        for term in found:
            assert 1 <= len(term.evidence) <= EVIDENCE
            for quoted, paragraph, start in term.evidence:
                text = paragraphs[paragraph - 1] if paragraph else title
                assert text[start : start + len(quoted)] == quoted


def test_a_piece_gets_its_regions_and_topics() -> None:
    """The terms of a plain column, the war before the politics."""
    tagged = tag("", PIECE)
    assert {term.code for term in tagged.regions} == {"UA", "US", "RU"}
    assert {root_name(term.code) for term in tagged.topics} == {"conflict, war and peace", "politics and government"}
    assert len(tagged.topics) <= MOST
    assert all(load().root(term.code) == term.root for term in tagged.topics)


def test_nothing_clear_is_left_unsorted() -> None:
    """A piece without seeds has no topic rather than a guess."""
    assert tag("", ["It was as it had been, and then it was not."]).topics == ()


def test_an_aside_full_of_one_country_stays_an_aside() -> None:
    """Many mentions in one stretch count as few, so that the piece stays about its own country."""
    body = ["Poland waits. The Sejm met in Warsaw and went home."] * 4
    aside = "In Spain it was otherwise: Spain argued, Spain voted, Spain forgot, and Spain argued again about Spain."
    assert tag("", [*body[:2], aside, *body[2:]]).regions[0].code == "PL"


def test_the_same_answer_under_every_hash_seed() -> None:
    """Sets have no say in the order of terms or evidence."""
    code = f"from oped.tagging import tag; print(tag('', {PIECE!r}))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PATH": ""},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(answers) == 1


@given(st.lists(st.sampled_from(["new york", "york", "new", "New York Times", "times"]), min_size=1, unique=True))
def test_longest_phrase_wins(phrases: list[str]) -> None:
    """At each place the longest phrase is found, as a plain search over all phrases finds it."""
    text = Words("A New York Times man in new york, in York and in the times", 1)
    known = Phrases((phrase, phrase) for phrase in phrases)
    found = [(match.at, match.value) for match in known.find(text)]
    wanted = []
    at = 0
    while at < len(text.words):
        fits = [p for p in phrases if _stands(p, text.words[at:])]
        longest = max(fits, key=lambda phrase: len(phrase.split()), default=None)
        if longest:
            wanted.append((at, longest))
        at += len(longest.split()) if longest else 1
    assert found == wanted


def _stands(phrase: str, words: list[str]) -> bool:
    parts = phrase.split()
    here = words[: len(parts)]
    return here == parts or (phrase == phrase.lower() and [word.lower() for word in here] == parts)


def test_regular_plurals() -> None:
    """Seeds are found in the plural; names and acronyms are left as they are."""
    assert [list(forms(w)) for w in ("tax", "policy", "monkey", "NATO", "news")] == [
        ["tax", "taxes"],
        ["policy", "policies"],
        ["monkey", "monkeys"],
        ["NATO"],
        ["news"],
    ]


def test_capitals_tell_nothing_in_a_shouted_headline() -> None:
    """A headline in capitals names countries as any other, and says `us` without meaning a country."""
    assert [term.code for term in tag("FRANCE AND GERMANY SIGN", []).regions] == ["DE", "FR"]
    assert tag("WHO WILL FEED US NOW", []).regions == ()
