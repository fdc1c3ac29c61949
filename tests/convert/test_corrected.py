"""A corrected page: its piece stays one post at one address, and no other piece is ever taken for it."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from folders import converted, edit, files_of, only, read
from hypothesis import given
from hypothesis import strategies as st
from prose import sentence

from oped.convert.corrected import LEAST, alike, paired, revised
from oped.convert.ledger import Entry, base_of, short_hash, with_base
from oped.convert.opening import opening, plain
from oped.convert.run import run
from oped.convert.write import Wording

Column = Callable[[int], str]


def paragraphs(number: int) -> list[str]:
    """Return the paragraphs of a column: each number has its own, five to seven."""
    chance = random.Random(number)
    return [" ".join(sentence(chance) for _ in range(3)) for _ in range(5 + number % 3)]


def page(pieces: list[list[str]]) -> str:
    """Return a page whose pieces an editor has parted."""
    return "\n---\n".join("\n".join(piece) for piece in pieces) + "\n"


@pytest.mark.parametrize("where", range(5))
def test_a_word_that_is_corrected_leaves_one_post(raw: Path, posts: Path, column: Column, where: int) -> None:
    """In whichever paragraph it stands: the same post at the same address says the new word; then there is rest."""
    lines = column(1).split("\n")
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, post = only(posts)
    lines[where] = lines[where].replace("number", "numeral", 1)
    (raw / "one.txt").write_text("\n".join(lines))
    outcome = converted(raw, posts)
    new_path, new = only(posts)
    assert (new_path, new.id, new.slug) == (path, post.id, post.slug)
    assert new.body.split("\n\n") == lines[:5]
    assert (outcome.changed, outcome.created, outcome.notices, outcome.conflicts) == (1, 0, [], [])
    before = files_of(posts)
    assert converted(raw, posts).unchanged == 1
    assert files_of(posts) == before


def test_what_a_person_edited_stays_in_a_corrected_piece(raw: Path, posts: Path, column: Column) -> None:
    """Title and third paragraph by hand stay; the page's correction of the first is taken; of the third it is told."""
    (raw / "one.txt").write_text(column(1))
    converted(raw, posts)
    path, post = only(posts)
    lines = column(1).split("\n")
    edit(path, f"Title: {post.title}", "Title: Mine")
    edit(path, lines[2], "A paragraph by hand.")
    for where in (0, 2):
        lines[where] = lines[where].replace("number", "numeral", 1)
    (raw / "one.txt").write_text("\n".join(lines))
    outcome = converted(raw, posts)
    _, new = only(posts)
    assert new.title == "Mine"
    assert new.body.split("\n\n") == [lines[0], lines[1], "A paragraph by hand.", *lines[3:5]]
    assert [told.partition(" was changed by hand")[0].split(": ")[-1] for told in outcome.conflicts] == [
        "Title",
        "paragraph",
    ]


ANOTHER = {
    "one paragraph that all columns have": lambda old, new: [old[0], *new[1:]],
    "another quotation above the same guidelines": lambda old, new: [new[0], *old[1:]],
    "another half": lambda old, new: [*old[:3], *new[3:]],
    "another last paragraph": lambda old, new: [*old[:4], new[0]],
    "one left out and one added": lambda old, new: [new[0], *old[:4]],
    "a fifth left out": lambda old, _: old[1:],
    "cut in the midst of a later paragraph": lambda old, _: [fixed(old[0]), *old[1:4], old[4][:40]],
}


def fixed(text: str) -> str:
    """Return a text with a word corrected."""
    return text.replace("number", "numeral", 1)


@pytest.mark.parametrize("change", ANOTHER.values(), ids=ANOTHER)
def test_another_piece_under_the_name_takes_nobodys_place(raw: Path, posts: Path, column: Column, change) -> None:
    """Where a paragraph of the former post would be lost there are two posts, and the first is untouched."""
    old, new = column(1).split("\n")[:5], column(2).split("\n")[:5]
    (raw / "one.txt").write_text("\n".join(old))
    converted(raw, posts)
    path, _ = only(posts)
    before = path.read_bytes()
    (raw / "one.txt").write_text("\n".join(change(old, new)))
    assert converted(raw, posts).created == 1
    assert path.read_bytes() == before


def test_a_column_by_the_same_author_is_another(raw: Path, posts: Path, column: Column) -> None:
    """Title and date are others: two posts, though four of five paragraphs are the same."""
    for day, text in ((3, column(1)), (4, fixed(column(1)))):
        (raw / "one.txt").write_text(f"Column of day {day}\n\nBy Jane Doe\n\nMay {day}, 2024\n\n{text}")
        assert converted(raw, posts).created == 1
    assert len(read(posts)) == 2


def test_repeated_teasers_stay_who_they_are(raw: Path, posts: Path, column: Column) -> None:
    """A list of teasers read again, shuffled, with one corrected: each keeps the post that it had."""
    lines = [" ".join(column(number).split()[:45]) for number in range(4)]
    (raw / "list.txt").write_text("\n\n".join(lines))
    converted(raw, posts)
    before = files_of(posts)
    (raw / "list.txt").write_text("\n\n".join([fixed(lines[0]), *reversed(lines[1:])]))
    assert converted(raw, posts).created == 0
    after = files_of(posts)
    assert before.keys() == after.keys()
    assert {post.body for post in read(posts).values()} == {fixed(lines[0]), *lines[1:]}


EDITS = st.sampled_from(["keep", "correct", "correct", "replace", "drop"])


@given(st.lists(st.tuples(EDITS, st.integers(0, 4)), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_pieces_of_a_page_are_who_they_were(edits, chance) -> None:
    """Kept, corrected, replaced, dropped, and shuffled: the kept and the corrected have the posts that they had."""
    with tempfile.TemporaryDirectory() as folder:
        raw, posts = Path(folder, "raw"), Path(folder, "posts")
        raw.mkdir()
        former = [paragraphs(number) for number in range(len(edits))]
        (raw / "page.txt").write_text(page(former))
        converted(raw, posts)
        address = {post.body.split("\n\n")[-1]: post.slug for post in read(posts).values()}
        old = {one[-1]: "\n\n".join(one) for one in former}
        new: list[list[str]] = []
        expected: dict[str, str] = {}  # the body that each former address must have
        for number, (what, where) in enumerate(edits):
            now = list(former[number])
            if what == "correct":
                now[where] = now[where].replace("number", "numeral", 1)
            if what in ("keep", "correct"):
                expected[address[former[number][-1]]] = "\n\n".join(now)
            else:
                expected[address[former[number][-1]]] = old[former[number][-1]]
                now = paragraphs(100 + number)
            new += [now] if what != "drop" else []
        chance.shuffle(new)
        new = new or [paragraphs(200)]
        (raw / "page.txt").write_text(page(new))
        outcome = converted(raw, posts)
        bodies = {post.slug: post.body for post in read(posts).values()}
        assert {slug: bodies[slug] for slug in expected} == expected
        fresh = [one for one in new if "\n\n".join(one) not in expected.values()]
        assert outcome.created == len(fresh)
        assert {bodies[slug] for slug in bodies.keys() - expected.keys()} == {"\n\n".join(one) for one in fresh}
        before = files_of(posts)
        assert converted(raw, posts).created == 0
        assert files_of(posts) == before


def test_the_number_of_workers_does_not_matter(tmp_path: Path, column: Column) -> None:
    """Thirty pages, each corrected somewhere: one worker and two leave the same bytes, and no new post."""
    left = []
    for workers in (1, 2):
        raw, posts = tmp_path / f"raw{workers}", tmp_path / f"posts{workers}"
        raw.mkdir()
        for corrected in (False, True):
            for number in range(30):
                lines = column(number).split("\n")
                if corrected:
                    lines[number % 5] = lines[number % 5].replace("number", "numeral", 1)
                (raw / f"{number}.txt").write_text("\n".join(lines))
            assert run(raw, posts, workers=workers).created == (0 if corrected else 30)
        left.append(files_of(posts))
    assert left[0] == left[1]


SENTENCES = [sentence(random.Random(number)) for number in range(9)]
REVISED = [one.replace("number", "numeral") for one in SENTENCES]
TEXTS = st.lists(st.sampled_from(SENTENCES + REVISED), min_size=1, max_size=7)
FIELDS = st.fixed_dictionaries(
    {"Title": st.sampled_from("AB"), "Title_source": st.sampled_from(["page", "supplied"])},
    optional={"Date": st.sampled_from(["2024-01-01", "2024-01-02"]), "Kind": st.sampled_from(["article", "excerpt"])},
)
BOTH = st.tuples(FIELDS, TEXTS)


def entry(number: int, fields: dict[str, str], texts: list[str]) -> Entry:
    """Return the ledger's entry of a post of one page."""
    made = Entry(f"{number:012}", f"a/{number}.md", "", ("page.txt#L1-L2",), opening(texts), False, b"t", b"w")
    return replace(with_base(made, base_of(fields, texts)), excerpt=fields.get("Kind") == "excerpt")


@given(st.lists(BOTH, max_size=4), st.lists(BOTH, max_size=4))
def test_a_pair_is_sure(former, new) -> None:
    """No post has two pieces; both texts are mostly what no other has; what is gone comes back as its revision."""
    posts = [entry(number, *one) for number, one in enumerate(former)]
    texts = {post.id: one[1] for post, one in zip(posts, former, strict=True)}
    counts = [short_hash(text) for _, one in former for text in set(one)]
    common = frozenset(one for one in counts if counts.count(one) > 1)
    wordings = {index: Wording(fields, tuple(one)) for index, (fields, one) in enumerate(new)}
    found = paired(wordings, posts, common, lambda one: {short_hash(text): text for text in texts[one.id]})
    by_text: dict[str, set[str]] = {}
    for index, post in found.items():
        by_text.setdefault(post.id, set()).add("|".join(wordings[index].paragraphs))
        before, after = set(texts[post.id]), set(wordings[index].paragraphs)
        own = {text for text in before & after if short_hash(text) not in common}
        size = sum(len(plain([text])) for text in own)
        assert size >= LEAST
        assert 2 * size > len(plain(texts[post.id]))
        assert 2 * size > len(plain(wordings[index].paragraphs))
        others = [set(one.paragraphs) for i, one in wordings.items() if one.paragraphs != wordings[index].paragraphs]
        assert 2 * sum(len(plain([text])) for text in own.difference(*others)) > len(plain(texts[post.id]))
        assert revised(base_of({}, texts[post.id]).paragraphs, base_of({}, wordings[index].paragraphs).paragraphs,
                       {short_hash(text): text for text in texts[post.id]}, wordings[index].paragraphs)  # fmt: skip
    assert all(len(one) == 1 for one in by_text.values())


@given(TEXTS, TEXTS)
def test_a_revision_loses_no_paragraph_to_another(before, after) -> None:
    """Each old paragraph is there, or all but a tenth of it is in a stretch alike, or nothing new is there at all."""
    old = {short_hash(text): text for text in before}
    if revised(base_of({}, before).paragraphs, base_of({}, after).paragraphs, old, after):
        lost = [text for text in before if text not in after]
        new = [text for text in after if text not in before]
        stretches = [after[low:high] for low in range(len(after)) for high in range(low + 1, len(after) + 1)]
        assert not lost or not new or alike(lost, new) or any(alike([one], some) for one in lost for some in stretches)


def test_a_paragraph_edited_by_hand_needs_no_revision() -> None:
    """Its text is not known any more, and it stays in the post whatever the page says."""
    before, after = SENTENCES[:3], [SENTENCES[5], *SENTENCES[1:3]]
    hashes = [base_of({}, texts).paragraphs for texts in (before, after)]
    assert not revised(*hashes, {short_hash(text): text for text in before}, after)
    assert revised(*hashes, {short_hash(text): text for text in before[1:]}, after)


def test_a_corrected_piece_of_one_paragraph_keeps_its_post(raw: Path, posts: Path, column: Column) -> None:
    """An early word of a teaser is corrected: the same post says it, and the others of the list are untouched."""
    lines = [" ".join(column(number).split()[:45]) for number in range(4)]
    (raw / "list.txt").write_text("\n\n".join(lines))
    converted(raw, posts)
    before = {post.id: post.slug for post in read(posts).values()}
    (raw / "list.txt").write_text("\n\n".join([*lines[:2], fixed(lines[2]), lines[3]]))
    outcome = converted(raw, posts)
    assert (outcome.created, outcome.changed, outcome.notices) == (0, 1, [])
    assert {post.id: post.slug for post in read(posts).values()} == before
    assert fixed(lines[2]) in {post.body for post in read(posts).values()}


def test_one_paragraph_that_a_person_changed_is_left_alone(raw: Path, posts: Path, column: Column) -> None:
    """What the machine wrote there is not known any more, so nothing can be alike: the corrected page is a new post."""
    text = " ".join(column(1).split())
    (raw / "one.txt").write_text(text)
    converted(raw, posts)
    path, post = only(posts)
    edit(path, post.body, "By hand.")
    (raw / "one.txt").write_text(fixed(text))
    assert converted(raw, posts).created == 1
    assert path.read_text().endswith("By hand.\n")


def test_a_line_that_was_corrected_and_moved_keeps_its_post(raw: Path, posts: Path, column: Column) -> None:
    """In a JSON Lines file with new lines above it: no piece becomes two, of one paragraph or of several."""
    texts = [column(0), column(1), " ".join(column(2).split())]
    lines = raw / "pages.jsonl"
    lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    converted(raw, posts)
    before = {post.id for post in read(posts).values()}
    moved = [column(8), column(9), fixed(texts[2]), texts[0], fixed(texts[1])]
    lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in moved))
    outcome = converted(raw, posts)
    assert (outcome.created, outcome.changed) == (2, 3)
    assert before < {post.id for post in read(posts).values()}
    again = files_of(posts)
    assert converted(raw, posts).unchanged == 5
    assert files_of(posts) == again
