"""Raw files of every kind become pages; bad ones become one-line errors that stop nobody else."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.convert.decode import decode
from oped.convert.html import read_html
from oped.convert.inputs import find_raw, read_pages
from oped.convert.page import Page
from oped.errors import InputError

ROOT = Path(__file__).parents[2]
ENGLISH = "The café on the quay — “closed for good”, it says — opened again on Tuesday; nobody’s surprised. £5 a cup."
CHINESE = (
    "總統府與行政院宣布不副署財政收支劃分法修正案，這是憲政史上第一次。預算案在立法院引起爭議，地方政府也表示反對。"
)
SIMPLIFIED = "国务院宣布新的财政政策，这是今年以来的第一次。各地政府表示支持，专家认为影响很大，经济增长将会加快。"
GLOSSED = "Jow Hongnian (卓鴻年) said that the act (財政收支劃分法) would be sent back by the party (民進黨)."


def one(path: Path) -> Page:
    """Return the only page of a file."""
    (page,) = read_pages(path)
    assert isinstance(page, Page), page
    return page


def error(path: Path) -> str:
    """Return the only error of a file, one line."""
    (failure,) = read_pages(path)
    assert isinstance(failure, InputError)
    assert "\n" not in str(failure)
    return str(failure)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "cp1252"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-16"),
        (CHINESE, "big5"),
        (SIMPLIFIED, "gb18030"),
        (GLOSSED, "big5"),
        (GLOSSED, "gb18030"),
        ("The café’s owner – a naïve man – shut it.\nNobody knows why the “market” moved… £40 and €50.", "cp1252"),
        ("Il était une fois, à l’été, un élève très âgé. Où ça ? À Orléans, près d’ici, déjà.", "cp1252"),
    ],
)
def test_encodings_are_recognised(text: str, encoding: str, tmp_path: Path) -> None:
    """A page in any of the encodings that newspapers use is read as what was written."""
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    assert one(path).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_line_feeds(end: str, tmp_path: Path) -> None:
    """Files of any system give the same text."""
    path = tmp_path / "page.txt"
    path.write_bytes(end.join(["One.", "Two.", "Three."]).encode())
    assert one(path).text == "One.\nTwo.\nThree."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "there is no text in it"),
        (b" \n\t \n", "there is no text in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff", "binary data"),
        (b"One.\nTwo\x00 three.", "page.txt:2: this is binary data"),
        (b"One.\nTwo.\nA bell \x07 rings.", "page.txt:3: a control character"),
        ("L\u2019\u00e9t\u00e9. \u2014 \u201cYes\u201d.\n".encode() * 3 + b"Bad \xff.", "page.txt:4: damaged UTF-8"),
    ],
)  # fmt: skip
def test_bad_bytes_are_told_in_one_line(data: bytes, said: str, tmp_path: Path) -> None:
    """An empty, binary or damaged page is one line with file, line, cause and remedy."""
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    message = error(path)
    assert said in message
    assert message.startswith(str(path))
    assert message.count(": ") >= 2


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_utf8_is_read_as_written_or_refused(text: str) -> None:
    """Any UTF-8 text comes out as it went in, line ends aside, or is refused with a reason.

    Text with NUL is left out: its bytes can be UTF-16's as well.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        assert decode(text.encode("utf-8"), "any.txt") == plain
    except InputError:
        assert not plain.strip() or any(not c.isprintable() for c in plain)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    """Whatever the bytes, reading them ends in a text without control characters or in an InputError."""
    try:
        text = decode(data, "any.txt")
    except InputError:
        return
    assert text.strip()
    assert "\x00" not in text


def test_a_sidecar_states_what_the_page_does_not(tmp_path: Path) -> None:
    """Outlet, date, page, language, address and cuts of `NAME.toml` come with the page."""
    (tmp_path / "scan.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    (tmp_path / "scan.toml").write_text(
        'outlet = "The Tideway Post"\ndate = 2019-05-12\npage = 6\n'
        'language = "en-GB"\nurl = "https://t.example/1"\ncuts = [2, 1]\n',
        encoding="utf-8",
    )
    sidecar = one(tmp_path / "scan.txt").sidecar
    assert (sidecar.outlet, sidecar.date, sidecar.page) == ("The Tideway Post", date(2019, 5, 12), "6")
    assert (sidecar.language, sidecar.url, sidecar.cuts) == ("en-GB", "https://t.example/1", (1, 2))
    assert list(read_pages(tmp_path / "scan.toml")) == []


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('outlet = "A"\nautor = "B"\n', "scan.toml:2: unknown key ('autor'): the keys are outlet"),
        ('outlet = "A"\n\ndate = "soon"\n', "scan.toml:3: date is not a day as YYYY-MM-DD ('soon')"),
        ("cuts = [0]\n", "scan.toml:1: cuts is not a list of line numbers"),
        ('url = "javascript:alert(1)"\n', "scan.toml:1: url is not an address"),
        ('outlet = "A\n', "scan.toml:1: outlet is not the newspaper's name in quotes"),
        ("date = 2020-13-01\n", "scan.toml:1: date is not a day as YYYY-MM-DD ('2020-13-01'): write a day"),
        ('outlet = "A"\r\ndate = 2021-02-29\r\n', "scan.toml:2: date is not a day as YYYY-MM-DD ('2021-02-29')"),
        ("[other\n", "scan.toml:1: not valid TOML"),
        ("[other]\nx = 1\n", "scan.toml:1: unknown key ('other')"),
    ],
)
def test_a_bad_sidecar_names_file_and_line(toml: str, said: str, tmp_path: Path) -> None:
    """A key or value that a sidecar cannot have is an error at its line; the page is not read without it."""
    (tmp_path / "scan.txt").write_text("One.\n", encoding="utf-8")
    (tmp_path / "scan.toml").write_text(toml, encoding="utf-8")
    assert said in error(tmp_path / "scan.txt")


def test_a_sidecar_without_a_page_is_an_error(tmp_path: Path) -> None:
    """A sidecar whose page is missing is told: its editor believes it is used."""
    (tmp_path / "lost.toml").write_text('outlet = "A"\n', encoding="utf-8")
    assert "a sidecar without a page" in error(tmp_path / "lost.toml")


def test_json_lines_are_read_one_by_one(tmp_path: Path) -> None:
    """Bad lines of a JSON Lines file are errors with their numbers; the good ones are pages with their metadata."""
    rows = [json.dumps({"text": f"Page {n}."}) for n in range(1, 1000)]
    rows[899] = '{"text": "broken'
    rows[900] = '["no object"]'
    rows[901] = '{"text": "half \\ud800 a pair"}'
    rows[902] = json.dumps({"text": "Yes.", "date": "soon"})
    rows[0] = json.dumps(
        {
            "text": "One.",
            "title": "T",
            "author": "Ada Morrow and Ida Fell",
            "date": "2019-05-12",
            "url": "https://t.example",
        }
    )
    for name, data in (("a.jsonl", "\n".join(rows).encode()), ("a.jsonl.gz", gzip.compress("\n".join(rows).encode()))):
        path = tmp_path / name
        path.write_bytes(data)
        got = list(read_pages(path))
        pages = [item for item in got if isinstance(item, Page)]
        errors = [str(item) for item in got if isinstance(item, InputError)]
        assert len(pages) == 995
        assert [f"{name}:{n}:" in message for n, message in zip((900, 901, 902, 903), errors, strict=True)] == [
            True
        ] * 4
        assert pages[1].name == f"{name}#2"
        hints = pages[0].hints
        assert (hints.title, hints.authors, hints.date) == ("T", ("Ada Morrow", "Ida Fell"), date(2019, 5, 12))


def test_damaged_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    """A cut-off `.jsonl.gz` gives the lines before the damage and one error."""
    data = gzip.compress(
        "\n".join(json.dumps({"text": f"Page {n} {os.urandom(40).hex()}."}) for n in range(2000)).encode()
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    *pages, last = read_pages(path)
    assert all(isinstance(page, Page) for page in pages)
    assert isinstance(last, InputError)


HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title>
<script type="application/ld+json">{"@type": "OpinionNewsArticle", "headline": "The Crane",
"datePublished": "2019-05-12T06:00",
"author": {"@type": "Person", "name": "Ada Morrow"}, "publisher": {"name": "The Tideway Post"}}
</script></head><body class="has-sidebar">
<header><a>Home</a><nav><li>News<li>Sport</nav></header><div id="related-wrapper"><main><article><h1>The Crane</h1>
<p class="byline">By <b>Ada Morrow</b></p><p>First <em>para</em>graph &amp; more<br>and a line.</p>
<aside>Read this too</aside>
<p>Second.</p><script>evil()</script><p hidden>Not shown</p></article></main></div>
<footer>© Post</footer></body></html>"""


def test_a_saved_web_page_gives_text_furniture_and_metadata(tmp_path: Path) -> None:
    """Visible text is kept in order, what the markup calls furniture is marked, the metadata are read."""
    path = tmp_path / "crane.html"
    path.write_text(HTML, encoding="utf-8")
    page = one(path)
    marked = [page.text[start:end] for start, end, _ in page.furniture]
    assert marked == ["Home", "News", "Sport", "Read this too", "© Post"]
    rest = [line for line in page.text.split("\n") if line not in marked]
    assert rest == ["The Crane", "By Ada Morrow", "First paragraph & more", "and a line.", "Second."]
    hints = page.hints
    assert (hints.title, hints.authors, hints.date, hints.outlet) == (
        "The Crane",
        ("Ada Morrow",),
        date(2019, 5, 12),
        "The Tideway Post",
    )


@pytest.mark.parametrize("opening", ["<div>", "<nav>", "<p>", "<b>", "<header>", '<div class="share">'])
def test_text_below_any_depth_is_kept(opening: str) -> None:
    """However deep the markup, no text vanishes, and a heading below what looks like a menu is no furniture."""
    text, spans, _ = read_html(f"{opening * 20_000}kept<h1>The Crane</h1>")
    assert text == "kept\nThe Crane"
    assert not spans


def test_unknown_declarations_do_not_stop_the_reading() -> None:
    """What the parser refuses is read as text, and what stands around it is kept."""
    text, _, _ = read_html("<p>before</p><![strange[ x ]]><p>after</p>")
    assert "before" in text
    assert "after" in text


@given(st.text(alphabet=st.sampled_from('<>/ap="&;![] divscriptbr\n'), max_size=200))
def test_any_markup_is_read(source: str) -> None:
    """No markup, however broken, stops the reading."""
    text, spans, _ = read_html(source)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)


def test_strange_names_and_unreadable_files(tmp_path: Path) -> None:
    """Names with quotes and line feeds stay on one line in errors; a missing file is told; hidden ones are left."""
    for name in ('a "b".txt', "c\nd.txt", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    found = list(find_raw([tmp_path]))
    assert [path.name for path in found] == ['a "b".txt', "c\nd.txt"]
    assert all(str(tmp_path.name) in error(path) for path in found)
    assert "cannot be read: No such file" in error(tmp_path / ".." / "none.txt")


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the converter's command line as a script does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "oped.convert", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def test_inspect_goes_on_after_a_bad_page_and_says_so(tmp_path: Path) -> None:
    """The good pages are printed, the bad one is one line on standard error, and the exit status is 1."""
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("The crane stands.", encoding="utf-8")
    done = run("inspect", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["b.txt"]
    assert len(done.stderr.splitlines()) == 1
    assert run("inspect", str(tmp_path / "b.txt")).returncode == 0


def test_explain_shows_spans_reasons_and_furniture(tmp_path: Path) -> None:
    """`--explain` names each piece, why it begins, and what was set aside; in a pipe it is plain text."""
    (tmp_path / "b.txt").write_text("Advertisement\nThe crane stands on the quay.\n", encoding="utf-8")
    done = run("inspect", "--explain", str(tmp_path / "b.txt"))
    assert done.returncode == 0
    first, *rows = (" ".join(line.split()) for line in done.stdout.splitlines())
    assert first == "b.txt: 1 piece, 1 line of furniture, 0 doubts; nothing else stands on the page"
    assert "begins here the page's first text" in rows
    assert "1 · furniture Advertisement ← a form, link or notice of the web page" in rows
    assert "2 ┃ text The crane stands on the quay." in rows
    assert "\x1b" not in done.stdout


def test_tag_answers_line_for_line() -> None:
    """`tag` answers each good line with regions and topics by code, tells bad ones, and exits with 1 for them."""
    good = json.dumps(
        {"id": 7, "title": "", "text": "Ukraine and Russia agreed on a ceasefire after the missiles fell on Kyiv."}
    )
    done = run("tag", stdin=f'{good}\n{{"id": 8}}\n{good}\n')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [7, 7]
    assert {"UA", "RU"} <= {region["code"] for region in answers[0]["regions"]}
    assert all("root" in topic for topic in answers[0]["topics"])
    assert "standard input:2: cannot be tagged" in done.stderr
    assert done.returncode == 1
