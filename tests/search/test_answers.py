"""What readers ask for, in their own syntax, and what they are told about it."""

from __future__ import annotations

from typing import Any

import library
import pytest

from conftest import Node, Open
from oped.search import shards
from oped.slugs import slugify

ANSWERS = {
    "Ukraine": {1, 8, 9},
    "ukraine's odesa": {1},
    "財政收支劃分法": {2},
    "收支": {2},
    "money": {2},
    "US": {5},
    "u.s.": {5},
    "WHO patience": {5},
    "NT$110": {4},
    "3.5 percent": {4},
    "1,000": {4},
    "1000 shillings": {4},
    "email": {3},
    "e-mail": {3},
    "cross strait": {3},
    "F16V": {10},
    "F-16": {10},
    "erdogan": {6},
    "Erdoğan cafe naivete": {6},
    "turkey": {6, 11},
    "full width": {13},
    "中華民國": {13},
    "rule of law": {7},
    '"rule of law"': {7},
    '"rule law"': set(),
    '"rule by law"': set(),
    '"law of rules"': {7},
    '"law the rules"': set(),
    'money -"rule by law"': {2},
    'law -"rule of law"': set(),
    'law -"rule by law"': {7},
    '"not the law"': {7},
    '"Cross-strait mail"': {3},
    '"財政收支"': {2},
    '"lin mei-hua"': {2, 3},
    "zelenskiy -tired": {9},
    'zelenskiy -"for an hour"': {9},
    "author:lin": {2, 3},
    'author:"James O’Brien"': {7},
    "author:obrien law": {7},
    "region:asia": {2, 3, 6, 10},
    "region:taiwan year:2019": {3, 10},
    "region:middle-africa": set(),
    "-region:ukraine year:2015-2020": {3, 5, 10, 13, 14},
    "year:2001": {7},
    "year:-2009": {4, 7},
    "year:2022-": {2, 8, 9},
    "topic:economy": {2, 4},
    "title:money": set(),
    "title:bread": {1},
    "zelens*": {8, 9},
    "*lenskiy": {8, 9},
    "zelensky~1": {8, 9},
    "+zelenskiy hour": {8, 9},
    "Ukraine:": {1, 8, 9},
    "nairobi": {7},
    "script alert": {14},
}


def numbers(answer: dict[str, Any]) -> set[int]:
    """Return the numbers of the pieces found."""
    return {int(hit["slug"].split("-")[1]) for hit in answer["hits"]}


def notes(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what the reader is told, by kind."""
    return {note["kind"]: note for note in answer["notes"]}


def counts(pieces: Node, answer: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return the pieces of each term, by facet and slug."""
    found = answer["facets"]["facets"]
    return {
        facet["name"]: {t["slug"]: n for t, n in zip(facet["terms"], found[facet["name"]], strict=True)}
        for facet in pieces.ask("terms")["facets"]
    }


@pytest.mark.parametrize("query", ANSWERS)
def test_answers(pieces: Node, query: str) -> None:
    """Each query finds the pieces that a reader would name."""
    answer = pieces.search(query)
    assert numbers(answer) == ANSWERS[query]
    assert answer["total"] == len(ANSWERS[query])


def test_best_piece_comes_first(pieces: Node) -> None:
    """A word in the headline outweighs one in the text."""
    assert pieces.slugs("zelenskiy")[0] in {"piece-8", "piece-9"}
    assert pieces.slugs("constructor")[0] == "piece-12"


def test_any_word_when_no_piece_has_all(pieces: Node) -> None:
    """Where no piece has all words, those with some are shown, and that is said."""
    answer = pieces.search("bakeries maize")
    assert numbers(answer) == {1, 4}
    assert "any" in notes(answer)


def test_a_word_found_nowhere_is_named_and_left_out(pieces: Node) -> None:
    """One missing word does not empty the answer."""
    answer = pieces.search("zelenskiy xylophone")
    assert numbers(answer) == {8, 9}
    assert notes(answer)["dropped"]["word"] == "xylophone"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Zelensky", "Zelenskiy"), ("inflaton", "Inflation"), ("Urkaine", "Ukraine"), ("crossstrait", "cross-strait")],
)
def test_a_misprint_is_put_right_and_said(pieces: Node, typed: str, meant: str) -> None:
    """A word found nowhere is replaced by the nearest one of the archive."""
    answer = pieces.search(typed)
    assert answer["total"] > 0
    assert notes(answer)["replaced"]["by"] == meant


def test_words_too_common_are_named(pieces: Node) -> None:
    """A query of stop words alone says why it finds what it finds."""
    answer = pieces.search("of the")
    assert notes(answer)["common"]["words"] == ["of", "the"]


def test_an_unknown_limit_is_named(pieces: Node) -> None:
    """A limit that names nobody is left out and named, not silently obeyed."""
    answer = pieces.search("zelenskiy author:nobody")
    assert numbers(answer) == {8, 9}
    assert notes(answer)["unknown"]["value"] == "nobody"


def test_nothing_leads_on(pieces: Node) -> None:
    """An answer without results offers terms that the words name, or else the indexes of all terms."""
    answer = pieces.search('"taiwan economy"')
    assert answer["total"] == 0
    assert {"name": "Taiwan", "url": "regions/taiwan/"} in notes(answer)["hubs"]["hubs"]
    assert "regions/" in [one["url"] for one in notes(pieces.search("qwertzuiop"))["hubs"]["hubs"]]


def test_sorting_puts_the_undated_last(pieces: Node) -> None:
    """Newest and oldest first; the undated piece stands last both ways."""
    everything = {"sort": "newest", "page": 2}
    newest = pieces.slugs("-unheard", **everything)
    oldest = pieces.slugs("-unheard", **{**everything, "sort": "oldest"})
    assert newest[0] == "piece-2"
    assert oldest[0] == "piece-7"
    assert newest[-1] == oldest[-1] == "piece-11"


@pytest.mark.parametrize("query", ["*", " ** ", "* *"])
def test_a_star_alone_is_everything(pieces: Node, query: str) -> None:
    """Newest first, as a denied word that nobody wrote; beside a word it stands for nothing."""
    assert pieces.slugs(query) == pieces.slugs("-unheard", sort="newest")
    assert pieces.slugs(f"{query} nairobi") == pieces.slugs("nairobi")


def test_limits_from_the_address(pieces: Node) -> None:
    """Slugs, years and whole pieces only, as the form sends them."""
    assert set(pieces.slugs(region=["taiwan"])) == {"piece-2", "piece-3", "piece-10"}
    assert set(pieces.slugs(region=["taiwan", "ukraine"], full=True)) == {f"piece-{n}" for n in (1, 2, 3, 8, 9)}
    assert set(pieces.slugs(author=["ada-mwangi"], **{"from": "2010"})) == {"piece-1"}
    assert pieces.search(to="2000")["total"] == 0


def test_counts_include_narrower_terms_and_set_their_own_choice_aside(pieces: Node) -> None:
    """A country counts in its areas; choosing one region leaves the others' counts standing."""
    answer = pieces.search(region=["taiwan"], counts=True)
    facets = counts(pieces, answer)
    assert facets["region"]["asia"] == 4
    assert facets["region"]["taiwan"] == 3
    assert facets["region"]["ukraine"] == 3
    assert facets["author"] == {"ada-mwangi": 0, "lin-mei-hua": 2, "james-obrien": 0}
    assert facets["topic"]["economy"] == 1
    assert answer["facets"]["whole"] == 2


def test_counts_before_any_query(pieces: Node) -> None:
    """The lists to narrow by are full before anything is asked."""
    answer = pieces.search(counts=True)
    assert not answer["active"]
    assert counts(pieces, answer)["region"]["asia"] == 4
    assert [year for year, _ in answer["facets"]["years"]][:2] == [2001, 2009]


def test_snippets_mark_the_words_and_name_the_paragraph(pieces: Node) -> None:
    """A snippet shows the printed words and leads to their paragraph."""
    (hit,) = pieces.search("tables")["hits"]
    (snippet,) = hit["snippets"]
    assert snippet["paragraph"] == 2
    assert [run["text"] for run in snippet["runs"] if run["hit"]] == ["tables"]
    (hit,) = pieces.search("收支")["hits"]
    assert [run["text"] for run in hit["snippets"][0]["runs"] if run["hit"]] == ["收支"]


def test_a_hit_in_the_bio_shows_the_bio(pieces: Node) -> None:
    """Where only the author's bio has the word, the bio is the snippet."""
    (hit,) = pieces.search("nairobi")["hits"]
    (snippet,) = hit["snippets"]
    assert snippet["paragraph"] == 0
    assert [run["text"] for run in snippet["runs"] if run["hit"]] == ["Nairobi"]


def test_downloads_hold_every_result(pieces: Node) -> None:
    """CSV and BibTeX of a query: one record a result, formulas and braces disarmed."""
    site = "https://archive.example/"
    csv = pieces.ask("download", request={"q": "region:ukraine"}, format="csv", site=site)
    assert csv.splitlines()[0] == "title,authors,date,outlet,kind,address,original"
    assert len(csv.splitlines()) == 4
    assert "https://archive.example/articles/piece-8/" in csv
    bib = pieces.ask("download", request={"q": "author:lin"}, format="bib", site=site)
    assert bib.count("@article{") == 2
    assert "author = {{Lin Mei-hua 林美華}}" in bib


def test_downloads_name_every_piece_by_its_address(open_index: Open) -> None:
    """Slugs come back whole, whatever of them the title tells: all, a beginning, another script, nothing."""
    titles = ["What a ‘budget’ is for", "Élan, or: how?", "財政收支", "X", "?!", "A b" * 60, "İstanbul’s Kelvin"]
    slugs = [slugify(title) for title in titles] + ["what-a-budget-is-for-2", "what-a-budget", "moved-2019"]
    made = [
        library.piece(n, title, "Same words.", year=2000 + n, slug=slug)
        for n, (title, slug) in enumerate(zip([*titles, titles[0], titles[0], titles[1]], slugs, strict=True))
    ]
    csv = open_index(made).ask("download", request={"q": "words", "sort": "oldest"}, format="csv", site="/")
    assert [line.split("/articles/")[1].split("/")[0] for line in csv.splitlines()[1:]] == slugs
    assert [f",{piece.day},," in line for piece, line in zip(made, csv.splitlines()[1:], strict=True)] == [True] * 10


def test_a_phrase_is_word_for_word_in_every_piece_shown(open_index: Open) -> None:
    """Among many pieces too, those with another common word in the gap are not shown, and that is said once."""
    texts = ["The rule of law holds.", "The rule by law holds."]
    node = open_index([library.piece(n, f"Piece {n}", texts[n % 3 == 0], year=2000 + n % 9) for n in range(90)])
    right = {f"piece-{n}" for n in range(90) if n % 3}
    first = node.search('"rule of law"')
    assert {hit["slug"] for hit in first["hits"]} <= right
    assert len(first["hits"]) == 10
    assert "nearly" in notes(first)
    everything = node.search('"rule of law"', page=9)
    assert {hit["slug"] for hit in everything["hits"]} == right
    assert everything["total"] == 60
    assert "nearly" not in notes(everything)
    assert node.search('"rule by law"', page=9)["total"] == 30


def test_a_common_misprint_of_a_very_common_word_is_doubted(open_index: Open) -> None:
    """In a large archive several pieces share a misprint; a word that is only rare beside its neighbour is let be."""
    texts = (
        dict.fromkeys(range(4), "goverment")
        | dict.fromkeys(range(4, 104), "garment")
        | dict.fromkeys((9, 10, 11), "germant")
    )
    node = open_index([library.piece(n, "Words", texts.get(n, "government"), year=2000 + n % 9) for n in range(7500)])
    assert notes(node.search("goverment"))["mean"]["word"] == "government"
    assert "mean" not in notes(node.search("germant"))


def test_wildcards_open_few_files(open_index: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words they stand for, 16 shards are read at most, by no directory, and what is left out is told."""
    monkeypatch.setattr(shards, "SMALLEST", 20)
    monkeypatch.setattr(shards, "MEAN_TERMS", 2)
    words = [f"{one}{two}{three}ish" for one in "bcdfgklm" for two in "aeiou" for three in "bcdfgklmnp"]
    node = open_index([library.piece(n, "Words", " ".join(words[n::40]), year=2000 + n % 9) for n in range(40)])
    node.ask("words")  # as the page does when the star is typed
    assert [path for path in node.ask("requests") if "words/" in path]
    all_ = node.search("*ish")
    read = node.ask("requests")
    assert not [path for path in read if "words/" in path]
    assert 0 < sum("postings/" in path for path in read) <= 16
    assert sum("directories/" in path for path in read) == 1  # the cards'
    assert notes(all_)["many"]["used"] < len(words)
    assert all_["total"] > 0
    several = node.search(" ".join(f"*{letter}ish" for letter in "bcdfgklm"))
    assert sum("postings/" in path for path in node.ask("requests")) <= 16
    assert notes(several)["patterns"] == {"kind": "patterns", "word": "*lish *mish", "used": 6}
    assert node.search("bab*")["total"] == node.search("babish")["total"] == 1


def test_an_empty_archive_answers(open_index: Open) -> None:
    """No piece at all: every kind of query finds nothing, without an error."""
    node = open_index([])
    for query in ("money", "mon*", "*ney", "money~1", '"rule of law"', "-money", "region:asia", ""):
        answer = node.search(query, counts=True)
        assert answer.get("total") == 0, answer
