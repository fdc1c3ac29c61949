"""Whatever is done to an archive, in whatever order: the next build gives what a clean build gives."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

sys.path.append(str(Path(__file__).parent))

from small_archive import Archive, tree

from oped.errors import OpedError
from oped.hubs import files
from oped.search import segments

LINK = "[a piece](/articles/piece-0/)"
WORDS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Letters", "On harbours", "Ferries & <bridges>"]),
        "kind": st.sampled_from(["article", "excerpt"]),
        "date": st.sampled_from(["2019-05-06", "2020-02-03", "2020-03-04", ""]),
        "author": st.sampled_from(["Ann Lee", "Bo Ek; Ann Lee", "Cy Poe"]),
        "region": st.sampled_from(["TW", "US; FR", "DE"]),
        "topic": st.sampled_from(["medtop:11000000", "medtop:04000000; medtop:11000000"]),
        "body": st.sampled_from(["Rates rose.\n\nNobody knew why.", f"See {LINK}.", "One *word*."]),
    }
)
TOPICS = [
    f"code\tname\tparent\tdescription\nmedtop:11000000\t{name}\t\t{description}\n"
    for name, description in (("Politics", "How power is won."), ("Public life", "How power is kept."))
]
AUTHORS = [
    "",
    '[[author]]\nname = "Ann Lee"\nrole = "Columnist"\n',
    '[[author]]\nname = "Ann Lee-Poe"\naliases = ["Ann Lee"]\n',
]
TEMPLATES = [
    "article.html",
    "hub.html",
    "home.html",
    "letter.html",
    *(f"partials/{name}.html" for name in ("listing", "footer")),
]
SETTINGS = [
    ("SENTENCE", "Other words."),
    ("LIST_SIZE", 1),
    ("RELATED_PIECES", 1),
    ("NOTICE", "Closed."),
    ("CARDS", False),
]


class AnyEdit(RuleBasedStateMachine):
    """An archive under the hands of an editor, a designer, an engineer and bad luck."""

    def __init__(self) -> None:
        super().__init__()
        self.whole_size = segments.WORTH_FREEZING, segments.AT_ONCE, segments.AT_A_TIME, files.SPLICED_FROM
        # the segments of the search index, and long lists of citations, are remembered in ways of their own
        segments.WORTH_FREEZING, segments.AT_ONCE, segments.AT_A_TIME, files.SPLICED_FROM = 1, 4, 2, 2
        self.place = Path(tempfile.mkdtemp(prefix="rebuild-"))
        self.archive = Archive(self.place)
        self.count = 0

    def teardown(self) -> None:
        """Remove the archive."""
        segments.WORTH_FREEZING, segments.AT_ONCE, segments.AT_A_TIME, files.SPLICED_FROM = self.whole_size
        shutil.rmtree(self.place)

    def check(self) -> None:
        """Build, and compare with a clean build."""
        try:
            self.archive.build()
        except OpedError:  # a link to a piece that is gone: a clean build refuses it too, and the editor takes it out
            with pytest.raises(OpedError):
                self.archive.clean()
            for path in self.pieces():
                path.write_text(path.read_text("utf-8").replace(LINK, "a piece"), "utf-8")
            self.archive.build()
        found, wanted = tree(self.archive.output), self.archive.clean()
        assert found.keys() == wanted.keys()
        assert [path for path, content in found.items() if content != wanted[path]] == []

    def pieces(self) -> list[Path]:
        """Return the posts."""
        return sorted(self.archive.posts.glob("*.md"))

    @initialize()
    def begin(self) -> None:
        """Two pieces by two authors."""
        self.archive.write("piece-0", 0)
        self.archive.write("piece-1", 1, author="Bo Ek", date="2018-01-01")
        self.archive.build()

    @rule(number=st.integers(0, 4), words=WORDS)
    def write_a_piece(self, number: int, words: dict[str, str]) -> None:
        """Add or edit a piece."""
        same = [path for path in self.pieces() if f"Id: {number + 1:012x}" in path.read_text("utf-8")]
        name = same[0].stem if same else f"piece-{number}"
        self.archive.write(name, number, **words, slug=f"piece-{number}")
        self.check()

    @precondition(lambda self: len(self.pieces()) > 1)
    @rule(data=st.data())
    def delete_a_piece(self, data: st.DataObject) -> None:
        """Take a piece away."""
        data.draw(st.sampled_from(self.pieces())).unlink()
        self.check()

    @rule(data=st.data(), address=st.booleans())
    def rename_a_piece(self, data: st.DataObject, address: bool) -> None:
        """Give a piece another address, or its file another name."""
        path = data.draw(st.sampled_from(self.pieces()))
        self.count += 1
        if address:
            lines = path.read_text("utf-8").split("\n")
            lines[2] = f"Slug: moved-{self.count}"
            path.write_text("\n".join(lines), "utf-8")
        else:
            path.rename(path.with_name(f"renamed-{self.count}.md"))
        self.check()

    @rule(table=st.sampled_from(["", *TOPICS]))
    def edit_the_vocabulary(self, table: str) -> None:
        """Give a topic another name and description, or take them back."""
        path = self.place / "content" / "vocabulary" / "topics.tsv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(table, "utf-8") if table else path.unlink(missing_ok=True)
        self.check()

    @rule(text=st.sampled_from(AUTHORS))
    def edit_the_authors(self, text: str) -> None:
        """Say what is known of an author."""
        (self.place / "content" / "authors.toml").write_text(text, "utf-8")
        self.check()

    @rule(name=st.sampled_from(TEMPLATES))
    def edit_a_template(self, name: str) -> None:
        """Add a word to a template."""
        path = self.place / "theme" / "templates" / name
        text = path.read_text("utf-8")
        for end in ("{% endblock %}", "</footer>", "{% endfor %}"):
            text = text.replace(end, f"<p>more</p>{end}", 1)
        path.write_text(text, "utf-8")
        self.check()

    @rule()
    def edit_a_style_sheet(self) -> None:
        """Add a rule to a style sheet."""
        path = next(iter(sorted((self.place / "theme" / "static" / "css").rglob("*.css"))))
        path.write_text(f"{path.read_text('utf-8')}\n.x {{ color: red; }}\n", "utf-8")
        self.check()

    @rule(setting=st.sampled_from(SETTINGS))
    def edit_a_setting(self, setting: tuple[str, object]) -> None:
        """Set a setting, or take it back."""
        name, value = setting
        if self.archive.settings.pop(name, None) is None:
            self.archive.settings[name] = value
        self.check()

    @rule(data=st.data(), how=st.sampled_from(["edit", "delete", "add", "replace"]))
    def touch_the_output(self, data: st.DataObject, how: str) -> None:
        """Do to the site what nobody should."""
        files = sorted(
            path for path in self.archive.output.rglob("*") if path.is_file() and not path.name.startswith(".")
        )
        path = data.draw(st.sampled_from(files))
        if how == "edit":
            path.write_bytes(path.read_bytes()[::-1])
        elif how == "add":
            path.with_name("stray.html").write_text("stray", "utf-8")
        else:
            path.unlink()
            if how == "replace":
                path.mkdir()
        self.check()

    @rule(how=st.sampled_from(["delete", "cut", "empty", "text", "other version"]))
    def spoil_the_memory(self, how: str) -> None:
        """Lose what the rebuild remembers, or part of it."""
        memory = self.archive.memory
        data = memory.read_bytes()
        memory.unlink()
        if how == "cut":
            memory.write_bytes(data[: len(data) // 2])
        elif how == "empty":
            memory.touch()
        elif how == "text":
            memory.write_text("no database", "utf-8")
        elif how == "other version":
            memory.write_bytes(data.replace(b"version", b"VERSION"))
        self.check()

    @rule(what=st.sampled_from(["post", "template"]))
    def fail_and_mend(self, what: str) -> None:
        """Break a post or a template: the site stays; mend it: the next build is right."""
        before = tree(self.archive.output)
        broken = self.archive.posts / "broken.md" if what == "post" else self.place / "theme/templates/article.html"
        kept = broken.read_text("utf-8") if broken.exists() else None
        broken.write_text("Title:\n\nNo title.\n" if what == "post" else "{{ article.nothing }}", "utf-8")
        with pytest.raises(OpedError):
            self.archive.build()
        assert tree(self.archive.output) == before
        broken.unlink() if kept is None else broken.write_text(kept, "utf-8")
        self.check()


TestAnyEdit = AnyEdit.TestCase
TestAnyEdit.settings = settings(
    max_examples=int(os.environ.get("EDITS", "4")),
    stateful_step_count=8,
    deadline=None,
    phases=[Phase.generate],  # shrinking a failure would build for hours
    suppress_health_check=list(HealthCheck),
)
TestAnyEdit = pytest.mark.usefixtures("signals_as_before")(TestAnyEdit)


@pytest.mark.usefixtures("signals_as_before")
def test_a_list_made_whole_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was known of a long list's entries does not serve for the short one that took its place meanwhile."""
    monkeypatch.setattr(files, "SPLICED_FROM", 2)
    archive = Archive(tmp_path)
    for number in range(2):
        archive.write(f"piece-{number}", number)
    archive.build()
    (archive.posts / "piece-0.md").unlink()
    archive.build()
    archive.write("piece-2", 2)
    archive.build()
    assert tree(archive.output) == archive.clean()
