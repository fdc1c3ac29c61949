"""The same posts give the same bytes, whatever the machine's moods."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
MOODS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"},
]


def test_two_builds_are_byte_identical(tmp_path: Path, post: Callable[..., str]) -> None:
    """Hash seed, time zone and locale leave no trace in any file."""
    (tmp_path / "posts").mkdir()
    for number in range(12):
        words = {
            "date": f"20{10 + number // 2}-03-0{1 + number % 3}",
            "regions": "TW; US; FR; DE"[: 2 + 4 * (number % 4)],
        }
        text = post(f"piece-{number}", number + 1, authors=f"Ann Lee; Writer {number % 3}", **words)
        (tmp_path / "posts" / f"{number}.md").write_text(text, encoding="utf-8")
    trees = []
    for number, mood in enumerate(MOODS):
        output = tmp_path / f"output-{number}"
        command = [sys.executable, "-m", "pelican", "-s", str(HOUSE / "pelicanconf.py"), "-o", str(output), "--fatal"]
        settings = [f'POSTS_PATH="{tmp_path / "posts"}"', 'PLUGINS=["oped.site", "oped.hubs"]', "CARDS=false"]
        done = subprocess.run(
            [*command, "errors", "-e", *settings],
            env={**os.environ, **mood},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        trees.append({p.relative_to(output): p.read_bytes() for p in output.rglob("*") if p.is_file()})
    assert trees[0].keys() == trees[1].keys()
    assert [str(path) for path, content in trees[0].items() if content != trees[1][path]] == []
