"""Excerpts grow up: versions of one piece come together in any order, different pieces never do, nothing is lost."""

from __future__ import annotations

import random
from array import array

from hypothesis import given
from hypothesis import strategies as st

from oped.convert.grow import Group, Known, verified
from oped.convert.grow import group as grouped
from oped.convert.opening import Opening, kin, opening, opens, plain
from oped.convert.write import Met
from oped.post import Source

SENTENCE = "the harbour wrote a long letter about seven quiet reforms that nobody in office had read before winter"
WORDS = SENTENCE.split()


def text_of(number: int, words: int = 300) -> str:
    """Return prose that no other number has."""
    chance = random.Random(number)
    return f"Number{number} says that " + " ".join(chance.choice(WORDS) for _ in range(words)) + "."


def met(text: str, *, excerpt: bool = False, label: str = "", page: str = "p") -> Met:
    """Return a meeting with a piece of one paragraph."""
    return Met(Source(page, 1, 1), excerpt, opening([text], label), text.encode()[:8])


def group(meetings: list[Met], known: list[Known]) -> list[Group]:
    """Return all groups, by their first meetings."""
    numbers = array("Q", (kin(one.opening) for one in [*known, *meetings]))
    return sorted(grouped(meetings, known, numbers), key=lambda one: min(one.members))


def respelt(text: str, chance: random.Random) -> str:
    """Return `text` as another desk would set it."""
    changes = [
        lambda t: t.replace(" ", "  "),
        lambda t: f"“{t}",
        str.upper,
        lambda t: t.replace(" a ", " \u00a0a - "),
        lambda t: t,
    ]
    return chance.choice(changes)(text)


def texts_of(groups: list[Group], owners: list[int]) -> list[set[int]]:
    """Return for each group whose texts are in it."""
    return sorted(({owners[i] for i in one.members} for one in groups), key=sorted)


versions = st.lists(
    st.tuples(st.integers(0, 4), st.integers(110, 1800) | st.just(100_000), st.integers(), st.booleans()),
    min_size=1,
    max_size=12,
)


@given(versions)
def test_versions_of_one_piece_come_together_and_others_stay_apart(drawn):
    """Whatever is cut where, set how and met when: a group for each piece, its longest text first."""
    cut = [
        respelt(text_of(number)[:length], random.Random(noise)) + ("FULL STORY" if glued and length < 1800 else "")
        for number, length, noise, glued in drawn
    ]
    owners = [number for number, *_ in drawn]
    meetings = [met(text, excerpt=length < 1800) for text, (_, length, *_) in zip(cut, drawn, strict=True)]
    groups = group(meetings, [])
    assert texts_of(groups, owners) == [{owner} for owner in sorted(set(owners))]
    assert sorted(i for one in groups for i in one.members) == list(range(len(drawn)))
    for one in groups:
        best = plain([cut[one.members[0]]])
        assert all(opens(plain([cut[i]]), best) for i in one.members)
        assert [one] == verified(one, meetings, lambda i: plain([cut[i]]), bytes)


@given(versions, st.randoms())
def test_the_order_of_pages_decides_nothing_but_ties(drawn, chance):
    """Shuffled pages give the same groups with the same best texts."""
    texts = [text_of(number)[:length] for number, length, *_ in drawn]
    shuffled = list(texts)
    chance.shuffle(shuffled)

    def outcome(some: list[str]) -> set[tuple[str, ...]]:
        found = group([met(text, excerpt=len(text) < 1800) for text in some], [])
        return {(some[one.members[0]], *sorted(some[i] for i in one.members)) for one in found}

    assert outcome(texts) == outcome(shuffled)


def test_a_full_text_takes_the_post_of_its_excerpt():
    """The excerpt's post is known; the column comes later and gets its id."""
    teaser = text_of(1)[:500]
    known = Known("abc", opening([teaser]), excerpt=True)
    (one,) = group([met(teaser, excerpt=True), met(text_of(1))], [known])
    assert (one.known, one.members) == (known, (1, 0))


def test_a_teaser_finds_the_post_whose_page_is_gone():
    """The post keeps its own, longer text, though no page has it any more."""
    known = Known("abc", opening([text_of(1)]), gone=True)
    (one,) = group([met(text_of(1)[:500], excerpt=True)], [known])
    assert (one.known, one.keeps) == (known, True)


def test_a_new_reading_of_a_page_may_be_shorter():
    """When the page is there, what it is read as counts, even if the post has more."""
    known = Known("abc", opening([text_of(1)]), gone=False)
    (one,) = group([met(text_of(1)[:900])], [known])
    assert (one.known, one.keeps) == (known, False)


def test_short_texts_need_the_same_label():
    """Two letters that say the same few words are two letters; the same letter met twice is one."""
    letters = [met("Shame on you.", label="Ann"), met("Shame on you.", label="Bob"), met("Shame on you!", label="Ann")]
    assert texts_of(group(letters, []), [0, 1, 0]) == [{0}, {1}]


def test_a_text_that_differs_later_is_kept_apart():
    """Two columns with one opening kilobyte: hashes propose a merge, texts refuse it, the post keeps its text."""
    first, second = text_of(1) + " One end." * 30, text_of(1) + " Another end." * 30
    texts = [plain([first]), plain([second])]
    meetings = [met(first), met(second)]
    known = Known("abc", opening([first]))
    (proposed,) = group(meetings, [known])
    kept, other = verified(proposed, meetings, texts.__getitem__, bytes)
    assert (kept.known, kept.members) == (known, (0,))
    assert (other.known, other.members, other.apart) == (None, (1,), True)
    apart = Known("def", opening([second]), apart=True)
    assert {(one.known, one.members) for one in group(meetings, [known, apart])} == {(known, (0,)), (apart, (1,))}


def test_a_text_without_a_page_is_never_replaced_by_another():
    """A post whose page is gone keeps its text when a longer one only begins like it."""
    own, new = text_of(1) + " One end." * 30, text_of(1) + " Another end." * 60
    known = Known("abc", opening([own]), gone=True)
    (proposed,) = group([met(new)], [known])
    (other,) = verified(proposed, [met(new)], lambda _: plain([new]), lambda: plain([own]))
    assert (other.known, other.members) == (None, (0,))


def test_chains_grow_with_texts():
    """The chain of a text begins with the chain of each of its beginnings; equal texts only are equal as a whole."""
    whole = opening([text_of(7)])
    for length in range(0, 900, 37):
        short = opening([text_of(7)[:length]])
        assert whole.chain.startswith(short.chain)
        assert short.whole != whole.whole
    assert opening([]) == Opening(b"", 0, opening([""]).whole)


def test_many_pieces_with_one_opening_take_no_longer():
    """A thousand columns that begin alike are told apart by one sort (a pairwise search would take minutes)."""
    same = " ".join(WORDS)
    meetings = [met(f"{same} {text_of(n)}") for n in range(3000)] + [met(same, excerpt=True)] * 3000
    groups = group(meetings, [])
    assert len(groups) == 3000
