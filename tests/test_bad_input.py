"""Bad input on the whole road: one line that says file, cause and remedy; the others go on; nothing half-written."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from oped.chores import commands
from oped.post import parse

HOUSE = Path(__file__).resolve().parents[1]
GOOD = HOUSE / "content" / "raw" / "2017-03-10-opinion.txt"
BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n\xe2\x80\x83\n",
    "binary.txt": bytes(range(256)) * 8,
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64),
    "promised-utf8.txt": b"\xef\xbb\xbfA page that says it is UTF-8 and is not: \xff\xfe\xfa.",
    "cut-utf16.txt": "A page in UTF-16 that lost its last byte.".encode("utf-16")[:-1],
}


def run(command: list[str], unprivileged: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command; `unprivileged` takes from root the right to pass over the rights of files."""
    if unprivileged and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may read and write everything, and setpriv is not here")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def plant(raw: Path, **more: bytes) -> Path:
    """Make a raw folder with one good page between those of `more`."""
    raw.mkdir()
    shutil.copy(GOOD, raw / "mid-opinion.txt")
    for name, content in more.items():
        (raw / name).write_bytes(content)
    return raw


def titles(posts: Path) -> set[str]:
    """Return the titles of the posts in a folder, each read whole."""
    return {parse(path.read_text(encoding="utf-8"), path).title for path in posts.glob("*/*.md")}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the titles of what the good page alone becomes."""
    place = tmp_path_factory.mktemp("good")
    assert run(commands.convert(plant(place / "raw"), place / "posts")).returncode == 0
    assert titles(place / "posts")
    return titles(place / "posts")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_named_and_the_others_go_on(name: str, tmp_path: Path, expected: set[str]) -> None:
    """Status 1, one line with the file and a remedy, no traceback; the good page is converted as ever."""
    raw = plant(tmp_path / "raw", **{name: BAD[name]})
    done = run(commands.convert(raw, tmp_path / "posts"))
    assert done.returncode == 1, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if name in line]
    assert line.startswith(f"error: {raw / name}:")
    assert line.count(": ") >= 3, f"no remedy in {line!r}"
    assert "Traceback" not in done.stderr
    assert titles(tmp_path / "posts") == expected
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".tmp-")]


def test_all_bad_pages_at_once(tmp_path: Path, expected: set[str]) -> None:
    """Each bad page gets its own line, none hides another."""
    done = run(commands.convert(plant(tmp_path / "raw", **BAD), tmp_path / "posts"))
    assert done.returncode == 1
    assert {name for name in BAD if f"/{name}:" in done.stderr} == BAD.keys()
    assert titles(tmp_path / "posts") == expected


def test_a_page_without_rights_is_named(tmp_path: Path, expected: set[str]) -> None:
    """A page that may not be read is an error of its own; the others go on."""
    raw = plant(tmp_path / "raw", **{"closed.txt": b"Not for you."})
    (raw / "closed.txt").chmod(0)
    done = run(commands.convert(raw, tmp_path / "posts"), unprivileged=True)
    assert done.returncode == 1
    assert f"error: {raw / 'closed.txt'}:" in done.stderr
    assert titles(tmp_path / "posts") == expected


def test_a_link_to_nowhere_is_named(tmp_path: Path, expected: set[str]) -> None:
    """A page that is a link to a file which is gone is not passed over."""
    raw = plant(tmp_path / "raw")
    (raw / "linked.txt").symlink_to(tmp_path / "gone.txt")
    done = run(commands.convert(raw, tmp_path / "posts"))
    assert done.returncode == 1
    assert f"error: {raw / 'linked.txt'}:" in done.stderr
    assert titles(tmp_path / "posts") == expected


@pytest.mark.parametrize("place", ["raw", "posts"])
def test_a_folder_without_rights_is_one_line(place: str, tmp_path: Path) -> None:
    """Status 1 and the folder's name, no traceback, and no post written."""
    raw, posts = plant(tmp_path / "raw"), tmp_path / "posts"
    posts.mkdir()
    closed = {"raw": raw, "posts": posts}[place]
    closed.chmod(0o500 if place == "posts" else 0)
    done = run(commands.convert(raw, posts), unprivileged=True)
    closed.chmod(0o700)
    assert done.returncode == 1
    assert str(closed) in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(posts.rglob("*.md"))


def test_a_missing_raw_folder_is_one_line(tmp_path: Path) -> None:
    """A mistyped folder is said, not taken for an empty archive; the preview says the same."""
    done = run(commands.convert(tmp_path / "typo", tmp_path / "posts"))
    assert done.returncode == 1
    assert str(tmp_path / "typo") in done.stderr
    assert "Traceback" not in done.stderr
    done = run(
        [sys.executable, "-m", "oped.serve", "--raw", str(tmp_path / "typo"), "--posts", str(tmp_path / "posts")]
    )
    assert done.returncode == 1
    assert f"serve: {tmp_path / 'typo'}: there is no such folder" in done.stderr


def test_an_output_without_rights_is_one_line(tmp_path: Path) -> None:
    """A site that cannot be written ends with status 1, the folder's name and a remedy."""
    raw, posts, output = plant(tmp_path / "raw"), tmp_path / "posts", tmp_path / "closed" / "output"
    assert run(commands.convert(raw, posts)).returncode == 0
    output.parent.mkdir(mode=0o500)
    done = run(commands.build(raw, posts, output), unprivileged=True)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if str(output) in line]
    assert "--output" in line
    assert "Traceback" not in done.stderr
    assert not output.exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("Date: yesterday", "Date"),
        ("no colon in this line", "no colon"),
    ],
)
def test_a_bad_post_leaves_the_last_good_site(spoil: str, said: str, tmp_path: Path) -> None:
    """An editor's slip in a post stops the build with file and line, and every byte of the site stays."""
    raw, posts, output = plant(tmp_path / "raw"), tmp_path / "posts", tmp_path / "output"
    assert run(commands.convert(raw, posts)).returncode == 0
    assert run(commands.build(raw, posts, output)).returncode == 0
    before = {path: path.read_bytes() for path in output.rglob("*.*") if path.is_file()}
    post = min(posts.glob("*/*.md"))
    lines = post.read_text(encoding="utf-8").split("\n")
    lines = [lines[0], spoil, *(line for line in lines[1:] if not line.startswith("Date:"))]
    post.write_text("\n".join(lines), encoding="utf-8")
    done = run(commands.build(raw, posts, output))
    assert done.returncode == 1, done.stderr
    assert f"{post.relative_to(tmp_path)}:2: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in output.rglob("*.*") if path.is_file()} == before


@pytest.mark.parametrize("most", [200, 3_000, 30_000, 60_000])
def test_a_full_disk_leaves_the_last_good_site(most: int, tmp_path: Path) -> None:
    """A build that cannot write a file to its end says so in a line; the site stays, and the next build is right.

    Files that may not grow past `most` bytes stand for the disk: the error comes from the system, amid the work.
    """
    raw, posts, output = plant(tmp_path / "raw"), tmp_path / "posts", tmp_path / "output"
    assert run(commands.convert(raw, posts)).returncode == 0
    assert run(commands.build(raw, posts, output)).returncode == 0
    before = tree(output)
    edited = min(posts.glob("*/*.md"))
    edited.write_text(edited.read_text(encoding="utf-8") + f"\n{'And more of it. ' * 5000}\n", encoding="utf-8")
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    done = subprocess.run(
        commands.build(raw, posts, output), capture_output=True, text=True, check=False, preexec_fn=limit
    )
    assert done.returncode == 1
    assert "free some room" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(output) == before
    assert run(commands.build(raw, posts, output)).returncode == 0
    assert run(commands.build(raw, posts, tmp_path / "clean")).returncode == 0
    assert tree(output) == tree(tmp_path / "clean") != before


def tree(folder: Path) -> dict[Path, bytes]:
    """Return every file of a site."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
