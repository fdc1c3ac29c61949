"""The converter's commands as a script calls them: what is answered, what is told, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


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
