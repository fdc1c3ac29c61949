"""The post's file format: what is written is read back, and what cannot be read is named by file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.errors import PostError
from oped.model import Evidence, Genre, Kind, Tag
from oped.post import FIELDS, Post, Source, dump, fold, parse, split

WRITABLE = st.characters(exclude_categories=("Cs",))
texts = st.text(WRITABLE, max_size=40).map(fold)
lists = st.lists(texts.map(lambda t: t.replace(";", ",")).filter(bool), max_size=3).map(tuple)
places = st.builds(Evidence, st.text(max_size=8), st.integers(0, 99), st.integers(0, 9999))
codes = st.text(WRITABLE, min_size=1, max_size=8)
tags = st.builds(
    Tag,
    st.text(WRITABLE, min_size=1, max_size=8),
    st.integers(0, 9).map(float),
    st.lists(places, max_size=2).map(tuple),
)
sources = st.builds(Source, st.text(min_size=1, max_size=12), st.integers(1, 999), st.integers(1, 999))
bodies = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=80).map(
    lambda body: body.strip("\n")
)
posts = st.builds(
    Post,
    **dict.fromkeys(
        ["title", "title_source", "id", "slug", "date_source", "standfirst", "bio", "disclaimer", "translator"], texts
    ),
    **dict.fromkeys(["outlet", "url", "language"], texts),
    **dict.fromkeys(["authors", "regions", "topics"], lists),
    kind=st.sampled_from(Kind),
    genre=st.sampled_from(Genre),
    date=st.none() | st.dates(),
    sources=st.lists(sources, max_size=3).map(tuple),
    converted=st.none() | st.dates(),
    evidence=st.dictionaries(
        st.sampled_from(["regions", "topics"]),
        st.lists(tags, min_size=1, max_size=2, unique_by=lambda tag: tag.code).map(tuple),
    ),
    extra=st.dictionaries(st.sampled_from(["Reviewed", "Note", "Status"]), texts.filter(bool)),
    body=bodies,
)

SAMPLE = """\
Title: The fiscal act: what next?
Id: 0123456789ab
Kind: excerpt
Date: 2025-01-31
Authors: Jow Hongnian; A. N. Other
Sources: page.txt#L1-L10; other%3B.txt#L3-L3
Evidence: {"regions":{"TW":[4.5,[["Taipei",1,12]]]}}
Reviewed: yes

Washington: a first line with a colon.

A second paragraph.
"""


@given(posts)
def test_a_written_post_is_read_back_as_it_was(post):
    """Every value of every field survives writing and reading, whatever characters it holds."""
    assert parse(dump(post)) == post


@given(posts)
def test_writing_is_stable(post):
    """Reading and writing a written post changes no byte, and every byte can be stored as UTF-8."""
    text = dump(post)
    assert dump(parse(text)) == text
    text.encode()


@given(st.text(max_size=200))
def test_any_text_is_a_post_or_a_named_error(text):
    """A hostile file is understood or refused with its name; nothing else can happen."""
    refusal = ""
    try:
        parse(text, "bad.md")
    except PostError as error:
        refusal = str(error)
    assert not refusal or refusal.startswith("bad.md:")


def test_a_post_as_people_write_it():
    """A file in the documented shape gives typed values, keeps foreign keys, and leaves the body alone."""
    post = parse(SAMPLE)
    assert post.title == "The fiscal act: what next?"
    assert (post.kind, post.genre, post.date) == (Kind.EXCERPT, Genre.COLUMN, date(2025, 1, 31))
    assert post.authors == ("Jow Hongnian", "A. N. Other")
    assert post.sources == (Source("page.txt", 1, 10), Source("other;.txt", 3, 3))
    assert post.evidence == {"regions": (Tag("TW", 4.5, (Evidence("Taipei", 1, 12),)),)}
    assert post.extra == {"Reviewed": "yes"}
    assert post.body.startswith("Washington: a first line with a colon.\n\n")
    assert (post.lines["Kind"], post.lines[""]) == (3, 10)


@pytest.mark.parametrize("spoil", ["\ufeff{}", "\r\n", "\r", "title"])
def test_editors_of_all_systems_are_understood(spoil):
    """A byte order mark, foreign line ends and keys in lower case change nothing."""
    text = {"\ufeff{}": "\ufeff" + SAMPLE, "title": SAMPLE.replace("Title:", "title :")}.get(
        spoil, SAMPLE.replace("\n", spoil)
    )
    assert parse(text) == parse(SAMPLE)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Date: 2025-02-30", "f.md:1: Date is not a day as YYYY-MM-DD ('2025-02-30')"),
        ("Date: 31 January", "f.md:1: Date is not a day as YYYY-MM-DD ('31 January')"),
        (
            "Date: ２０２５-01-31",
            "f.md:1: Date is not a day as YYYY-MM-DD ('２０２５-01-31')",
        ),
        ("Kind: novel", "f.md:1: Kind is not one of article, excerpt ('novel')"),
        ("Genre: ode", "f.md:1: Genre is not one of column, editorial, letter ('ode')"),
        ("Sources: page", "f.md:1: Sources is not a list of `PAGE#L1-L10`"),
        ("Evidence: {", "f.md:1: Evidence is not one line of JSON"),
        ("Evidence: []", "f.md:1: Evidence is not one line of JSON"),
        ("Evidence: " + "[" * 20000, "f.md:1: Evidence is not one line of JSON"),
        ("no key here", "f.md:1: this line of the front matter has no key ('no key here')"),
        ("Title: a\ntitle: b", "f.md:2: the key is given twice ('Title')"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(line, message):
    """The error says file, line, key and value, and how to write it."""
    with pytest.raises(PostError) as caught:
        parse(f"{line}\n\nText.\n", "f.md")
    assert str(caught.value).startswith(message)
    assert caught.value.remedy


def test_the_format_is_the_documented_one():
    """DESIGN.md lists exactly the keys of `FIELDS`, in their order."""
    design = (Path(__file__).parents[1] / "DESIGN.md").read_text(encoding="utf-8")
    table = design.split("## The post", 1)[1].split("##", 1)[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert [key.strip("` ") for row in rows for key in row.split(",")] == [known.key for known in FIELDS]


def test_split_keeps_values_as_written():
    """The untyped view keeps order and wording, so that a merge never rewrites what it does not understand."""
    sheet = split("Kind: novel\nX-y: 1\n\nBody")
    assert (dict(sheet.fields), sheet.body) == ({"Kind": "novel", "X-y": "1"}, "Body")
