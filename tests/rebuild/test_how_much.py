"""How many files each kind of edit writes, what is said of it, and what bad luck may do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from small_archive import Archive, tree

from oped.errors import BuildError
from oped.rebuild.report import Report

PIECES = 40
AUTHORS = ["Ann Lee", "Bo Ek", "Cy Poe", "Di Fox"]
REGIONS = ["TW", "US", "FR", "DE", "JP"]
TOPICS = ["medtop:11000000", "medtop:04000000", "medtop:20000344"]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return a built archive of forty pieces."""
    sizes = {"LIST_SIZE": 10, "INDEX_SIZE": 100, "COMBINATION_MINIMUM": 3}
    made = Archive(tmp_path, {**sizes, "BUILD_REPORT": str(tmp_path / "report.json")})
    for number in range(PIECES):
        words = {"author": AUTHORS[number % 4], "region": REGIONS[number % 5], "topic": TOPICS[number % 3]}
        made.write(f"piece-{number}", number, date=f"20{number // 4:02}-01-{number % 28 + 1:02}", **words)
    assert isinstance(made.build(), Report)
    yield made
    assert made.clean() == tree(made.output)


def written(archive: Archive) -> list[str]:
    """Build, and return the files written or removed besides the search index."""
    report = archive.build()
    assert report is not None
    return [path for path in (*report.added, *report.changed, *report.removed) if not path.startswith("search/")]


def test_nothing_changed_writes_nothing(archive: Archive) -> None:
    """Twice the same: nothing is read, nothing is written, and the build says so."""
    os.utime(archive.posts / "piece-0.md", ns=(0, 0))
    assert written(archive) == []  # another time, the same bytes
    report = archive.build()
    assert report is not None
    assert report.words().startswith("Site: nothing changed, ")


def test_one_ordinary_piece(archive: Archive) -> None:
    """A new piece by a known author writes its own files, its terms', its neighbours' and the lists that have it."""
    archive.write("new", PIECES, date="2010-02-03", region="TW", body="Nothing like the others: quinces, kilns, weirs.")
    paths = written(archive)
    assert "articles/new/index.html" in paths
    others = {"Bo Ek", "Cy Poe", "Di Fox"}
    assert not [
        path for path in paths if path.startswith(tuple(f"authors/{o.lower().replace(' ', '-')}/" for o in others))
    ]
    assert not [path for path in paths if path.startswith(("regions/france/", "regions/germany/", "regions/japan/"))]
    lists = [path for path in paths if not path.startswith("articles/")]
    assert len(lists) <= 6 * 7 + 25  # seven terms with six files each; pairs, years, feeds, data, maps, indexes


def test_a_word_in_the_text(archive: Archive) -> None:
    """Another word far below the opening changes the piece, its feeds' and the data's full text, and no list."""
    long = "\n\n".join(f"Paragraph {n} is long enough to keep the last out of every summary." for n in range(9))
    archive.write("piece-7", 7, body=f"{long}\n\nThe end.")
    archive.build()
    archive.write("piece-7", 7, body=f"{long}\n\nThe very end.")
    pages = [path for path in written(archive) if path.endswith(".html")]
    assert pages == ["articles/piece-7/index.html"]


def test_a_description(archive: Archive) -> None:
    """A topic's new description is written to its own pages alone, and to the table of terms."""
    table = archive.folder / "content" / "vocabulary" / "topics.tsv"
    table.parent.mkdir()
    table.write_text("code\tname\tparent\tdescription\nmedtop:11000000\tpolitics and government\t\tPower.\n", "utf-8")
    archive.build()
    table.write_text(table.read_text("utf-8").replace("Power.", "Who has power."), "utf-8")
    paths = [path for path in written(archive) if not path.startswith("data/")]
    assert paths
    assert all(path.startswith("topics/") for path in paths)


def test_a_style_sheet(archive: Archive) -> None:
    """A rule in a style sheet writes that sheet, and what names it."""
    sheet = next(iter(sorted((archive.folder / "theme" / "static" / "css").glob("*.css"))))
    sheet.write_text(sheet.read_text("utf-8") + "\n.x { color: red; }\n", "utf-8")
    assert [path for path in written(archive) if path.endswith(".html")] == []


def test_a_word_of_the_interface(archive: Archive) -> None:
    """A corrected translation reaches the pages, though words are put into templates as these are compiled."""
    archive.settings["DEFAULT_LANG"] = "de"
    archive.build()
    catalogue = archive.folder / "theme" / "translations" / "de" / "LC_MESSAGES" / "messages.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace('msgstr "Themen"', 'msgstr "Gebiete"'), "utf-8")
    assert "index.html" in written(archive)
    assert ">Gebiete</a>" in (archive.output / "index.html").read_text("utf-8")


def test_the_report_names_every_file(archive: Archive) -> None:
    """The report on the disk has what was added, changed and removed, a page become a redirect among the changed."""
    (archive.posts / "piece-3.md").unlink()
    archive.build()
    told = json.loads((archive.folder / "report.json").read_text("utf-8"))
    assert "articles/piece-3/index.html" in told["removed"]
    assert not [path for path in told["added"] if not path.startswith("search/")]
    assert told["why"] == ["piece gone: posts/piece-3.md", "template first used: redirect"]
    assert "authors/di-fox/index.html" in told["changed"]


def test_a_killed_build_leaves_site_and_memory(archive: Archive) -> None:
    """A build killed at any moment leaves the last site; the next one is right, and knows what it knew."""
    before = tree(archive.output)
    archive.write("new", PIECES, date="2010-02-03")
    child = os.fork()
    if not child:
        from oped.rebuild.staging import Staging  # noqa: PLC0415 - in the child alone

        Staging.commit = lambda *_: os.kill(os.getpid(), 9)  # type: ignore[assignment,method-assign,return-value]
        archive.build()
        os._exit(0)
    os.waitpid(child, 0)
    assert tree(archive.output) == before
    assert len(written(archive)) < 120


def test_a_second_build_at_once_stops(archive: Archive) -> None:
    """While one build holds the output, another says so and leaves."""
    from oped.rebuild.staging import Staging  # noqa: PLC0415 - here alone

    first = Staging.begin(archive.output)
    with pytest.raises(BuildError, match="another build is writing this output"):
        archive.build()
    first.abandon()


def test_an_output_that_must_not_be_written(archive: Archive) -> None:
    """A folder without the right to write gives cause and remedy, and stays."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and setpriv is not here")
    before = tree(archive.output)
    archive.folder.chmod(0o555)
    code = (
        "import sys; from pathlib import Path; from oped.rebuild.staging import Staging\n"
        "Staging.begin(Path(sys.argv[1]))"
    )
    drop = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "plugins")}
    done = subprocess.run(
        [*drop, sys.executable, "-c", code, str(archive.output)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    archive.folder.chmod(0o755)
    assert "the output folder cannot be written" in done.stderr
    assert "check its rights" in done.stderr
    assert tree(archive.output) == before


def test_a_template_with_an_error(archive: Archive) -> None:
    """The message names the template and the line; the site stays."""
    before = tree(archive.output)
    path = archive.folder / "theme" / "templates" / "partials" / "cite.html"
    text = path.read_text("utf-8")
    path.write_text(text + "\n{{ article.nothing_of_the_kind }}\n", "utf-8")
    with pytest.raises(BuildError, match=r"cite\.html:\d+: the template fails: .*nothing_of_the_kind"):
        archive.build()
    path.write_text("{% if %}", "utf-8")
    with pytest.raises(BuildError, match=r"cite\.html:1: the template fails"):
        archive.build()
    assert tree(archive.output) == before
    path.write_text(text, "utf-8")
    archive.build()


def test_a_term_that_disappears(archive: Archive) -> None:
    """A post whose term the vocabulary lost is named, with line and value; the site stays till the term is back."""
    table = archive.folder / "content" / "vocabulary" / "topics.tsv"
    table.parent.mkdir()
    table.write_text("code\tname\tparent\tdescription\nmedtop:90000001\tquinces\t\tFruit.\n", "utf-8")
    archive.write("new", PIECES, date="2010-02-03", topic="medtop:90000001")
    archive.build()
    before = tree(archive.output)
    table.rename(table.with_suffix(".off"))
    with pytest.raises(BuildError, match=r"new\.md:\d+: .*medtop:90000001"):
        archive.build()
    assert tree(archive.output) == before
    table.with_suffix(".off").rename(table)
    archive.build()
    assert tree(archive.output) == before


def test_a_clock_set_back(archive: Archive) -> None:
    """Files from a future that has yet to come are read again, whatever their stamps say."""
    path = archive.write("piece-5", 5, body="From tomorrow.")
    os.utime(path, ns=(2**62, 2**62))
    archive.build()
    stamp = path.stat()
    path.write_text(path.read_text("utf-8").replace("tomorrow", "tomorrov"), "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert "articles/piece-5/index.html" in written(archive)
