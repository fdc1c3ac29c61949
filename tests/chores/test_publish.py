"""Publishing: the site for its address, carried to the folder it is served from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

HOUSE = Path(__file__).resolve().parents[2]
PAGE = HOUSE / "content" / "raw" / "2017-03-10-opinion.txt"


def publish(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Publish the archive in `place`, as the task does."""
    folders = [f"--{name}={place / name}" for name in ("raw", "posts", "output")]
    command = [sys.executable, "-m", "oped.chores.publish", *folders, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "SITEURL": ""})


def test_a_site_is_published_at_its_address(tmp_path: Path) -> None:
    """Links carry the address's path, canonicals all of it; a dry run carries nothing, a second run nothing anew."""
    (tmp_path / "raw").mkdir()
    shutil.copy(PAGE, tmp_path / "raw")
    target = tmp_path / "www" / "archive"
    options = ("--address=https://example.org/archive", f"--to={target}")

    done = publish(tmp_path, *options, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "+ index.html" in done.stdout
    assert not target.exists()

    done = publish(tmp_path, *options)
    assert done.returncode == 0, done.stderr
    home = BeautifulSoup((target / "index.html").read_text(encoding="utf-8"), "html.parser")
    canonical = home.select_one("link[rel=canonical]")
    assert canonical
    assert canonical["href"] == "https://example.org/archive/"
    links = [str(link["href"]) for link in home.select("a[href]")]
    assert links
    assert all(link.startswith(("/archive/", "#", "https://")) for link in links)
    assert (target / "articles").is_dir()

    report = tmp_path / "report.json"
    done = publish(tmp_path, *options, f"--json={report}")
    assert f"{target}: 0 added, 0 changed, 0 removed" in done.stdout
    nothing: dict[str, object] = {"added": [], "changed": [], "removed": []}
    assert json.loads(report.read_text("utf-8")) == {"to": str(target), "dry_run": False, **nothing}

    done = publish(tmp_path, options[0], f"--json={report}")
    built = json.loads(report.read_text("utf-8"))
    assert {key: built[key] for key in nothing} == nothing
    assert built["unchanged"] > 10


def test_a_build_lists_what_it_changed(tmp_path: Path) -> None:
    """`--json` names every file by what became of it, and why."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "quay.md").write_text("Title: The quay\nSlug: quay\n\nIt is long.\n", encoding="utf-8")
    report = tmp_path / "reports" / "built.json"
    folders = [f"--{name}={tmp_path / name}" for name in ("raw", "posts", "output")]
    command = [sys.executable, "-m", "oped.chores.build", *folders, f"--json={report}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = json.loads(report.read_text("utf-8"))
    assert "articles/quay/index.html" in built["added"]
    assert built["why"]


def test_nothing_is_carried_when_the_build_fails(tmp_path: Path) -> None:
    """A bad page ends publishing with status 1 before anything reaches the readers."""
    (tmp_path / "raw").mkdir()
    shutil.copy(PAGE, tmp_path / "raw")
    (tmp_path / "raw" / "empty.txt").touch()
    done = publish(tmp_path, f"--to={tmp_path / 'www'}")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert not (tmp_path / "www").exists()


def test_a_strangers_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    """The mistake of naming one's home folder is answered with the remedy, not with a traceback."""
    (tmp_path / "raw").mkdir()
    shutil.copy(PAGE, tmp_path / "raw")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.doc").touch()
    done = publish(tmp_path, f"--to={tmp_path / 'home'}")
    assert done.returncode == 1
    assert f"publish: {tmp_path / 'home'}: this folder holds files" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "home" / "thesis.doc").exists()
