"""The whole road on the sample archive and the seed page: nothing lost, no complaint, the same bytes always."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oped.chores import commands
from oped.post import parse

HOUSE = Path(__file__).resolve().parents[1]
RAW = HOUSE / "content" / "raw"
SEED = HOUSE.parent / "shared" / "data" / "seed"
OTHER_MACHINE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}


def numbers(log: Path, pattern: str) -> list[int]:
    """Return the numbers that `pattern` finds in a log."""
    found = re.search(pattern, log.read_text(encoding="utf-8"))
    assert found, f"{log.name} does not say {pattern}: {log.read_text(encoding='utf-8')}"
    return [int(number.replace(",", "")) for number in found.groups()]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path; caches may be deleted at any time and do not count."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if not path.relative_to(folder).parts[0].startswith(".")
    }


def times(folder: Path) -> dict[Path, int]:
    """Return when each file below `folder` was last written."""
    return {folder / name: (folder / name).stat().st_mtime_ns for name in tree(folder)}


def inspected(*pages: Path) -> list[dict]:
    """Return the converter's reading of raw pages, by its command line."""
    command = [sys.executable, "-m", "oped.convert", "inspect", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_pieces_are_posts_are_pages(sample_archive: Path) -> None:
    """Every piece that the converter met is in a post, and every post has a page, by each stage's own count."""
    pieces, posts, again = numbers(
        sample_archive / "convert.log", r"([\d,]+) pieces in [\d,]+ pages: ([\d,]+) posts .*, ([\d,]+) met again"
    )
    on_disk, published, drafts = numbers(
        sample_archive / "build.log", r"Posts: ([\d,]+) on disk = ([\d,]+) published \+ ([\d,]+) drafts"
    )
    assert pieces == posts + again
    assert posts == on_disk == published + drafts
    assert posts == len(list((sample_archive / "posts").glob("*/*.md")))
    articles = (sample_archive / "output" / "articles").glob("*/index.html")
    assert published == len([page for page in articles if '="refresh"' not in page.read_text(encoding="utf-8")])


def test_the_sample_is_an_archive(sample_archive: Path) -> None:
    """The sample has sixty pieces or more, by fifteen pen names or more, over ten years, some of them undated."""
    posts = [parse(path.read_text(encoding="utf-8"), path) for path in (sample_archive / "posts").glob("*/*.md")]
    assert len(posts) >= 60
    assert len({name for post in posts for name in post.authors}) >= 15
    years = {post.date.year for post in posts if post.date}
    assert set(range(2016, 2027)) <= years
    assert [post for post in posts if not post.date]


def test_nothing_above_info_is_said(sample_archive: Path) -> None:
    """A build that has nothing to complain of says so by silence."""
    log = (sample_archive / "build.log").read_text(encoding="utf-8")
    assert not re.search(r"^(WARNING|ERROR|CRITICAL)|Traceback", log, re.MULTILINE), log


def test_every_character_of_the_sample_is_accounted_for() -> None:
    """Pieces, heads, furniture and white space are each text page, every character once."""
    pages = sorted(RAW.glob("*.txt"))
    for page, read in zip(pages, inspected(*pages), strict=True):
        text = page.read_text(encoding="utf-8-sig")
        covered = [place for part in read["furniture"] for place in range(part["start"], part["end"])]
        for piece in read["pieces"]:
            skipped = {place for start, end in piece["skipped"] for place in range(start, end)}
            spans = [piece["head"] or (0, 0), (piece["start"], piece["end"])]
            covered += [place for start, end in spans for place in range(start, end) if place not in skipped]
        assert len(covered) == len(set(covered)), f"{page.name}: some characters are told twice"
        left = "".join(text[place] for place in sorted(set(range(len(text))) - set(covered)))
        assert not left.strip(), f"{page.name}: {left.strip()[:60]!r} is lost"


def test_another_machine_makes_the_same_bytes(sample_archive: Path, tmp_path: Path) -> None:
    """Hash seed, time zone and locale change nothing, in the posts, the ledger or the site."""
    environment = {**os.environ, **OTHER_MACHINE}
    posts, output = tmp_path / "posts", tmp_path / "output"
    for command in (commands.convert(RAW, posts), commands.build(RAW, posts, output)):
        subprocess.run(command, env=environment, check=True, capture_output=True)
    for mine, theirs in ((posts, sample_archive / "posts"), (output, sample_archive / "output")):
        ours, others = tree(mine), tree(theirs)
        assert ours.keys() == others.keys()
        assert not [path for path, content in ours.items() if others[path] != content]


def test_a_second_run_writes_nothing(sample_archive: Path, tmp_path: Path) -> None:
    """Converting and building again what is there touches no file."""
    posts, output = (shutil.copytree(sample_archive / part, tmp_path / part) for part in ("posts", "output"))
    steps = (commands.convert(RAW, posts), commands.build(RAW, posts, output))
    before = times(posts) | times(output)
    said = [subprocess.run(command, check=True, capture_output=True, text=True) for command in steps]
    assert times(posts) | times(output) == before
    assert "0 new, 0 changed" in said[0].stdout
    assert "Site: nothing changed" in said[1].stderr


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/data/seed is not here")
def test_the_seed_page_becomes_five_posts(seed_archive: Path) -> None:
    """One column with its bio and disclaimer and four excerpts marked as cut; none is given a date."""
    posts = [parse(path.read_text(encoding="utf-8"), path) for path in (seed_archive / "posts").glob("*/*.md")]
    assert sorted(post.kind for post in posts) == ["article", *["excerpt"] * 4]
    assert {post.date for post in posts} == {None}
    (column,) = (post for post in posts if post.kind == "article")
    assert column.authors == ("Marc Champion",)
    assert column.bio
    assert column.bio.startswith("Marc Champion is a")
    assert column.disclaimer
    assert column.disclaimer.startswith("This column reflects")
    assert {path.parent.name for path in (seed_archive / "posts").glob("*/*.md")} == {"undated"}


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/data/seed is not here")
def test_the_seed_is_read_as_a_person_read_it(seed_archive: Path) -> None:
    """Lines, kinds, authors, regions and topics are as in `expected.json`: all that must, nothing that may not."""
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    (read,) = inspected(SEED / expected["file"])
    text = (SEED / expected["file"]).read_text(encoding="utf-8")
    assert len(read["pieces"]) == len(expected["pieces"])
    for piece, wanted in zip(read["pieces"], expected["pieces"], strict=True):
        lines = [text.count("\n", 0, place) + 1 for place in (piece["start"], piece["end"] - 1)]
        assert (lines, piece["kind"], piece["authors"]) == (wanted["lines"], wanted["kind"], wanted["authors"])
        for given, named in (
            ({region["code"] for region in piece["regions"]}, wanted["regions"]),
            ({topic["root"] for topic in piece["topics"]}, wanted["topics"]),
        ):
            assert set(named["must"]) <= given
        countries = {region["code"] for region in piece["regions"] if len(region["code"]) == 2}
        assert countries <= {*wanted["regions"]["must"], *wanted["regions"]["may"]}
        assert {topic["root"] for topic in piece["topics"]} <= {*wanted["topics"]["must"], *wanted["topics"]["may"]}
    assert (seed_archive / "output" / "index.html").exists()
