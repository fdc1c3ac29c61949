"""The quality gate: our own labelled pages stay above their pinned floors, and no floor sinks without being told to."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RAW = HERE.parents[1] / "content" / "raw"
_spec = importlib.util.spec_from_file_location("gate", HERE / "gate.py")
assert _spec is not None
assert _spec.loader is not None
gate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(gate)


@pytest.mark.parametrize(
    ("folder", "labels"), [(RAW, HERE / "sample.jsonl"), (HERE / "shapes", HERE / "shapes" / "gold.jsonl")]
)
def test_our_own_pages_stay_above_their_floors(folder: Path, labels: Path) -> None:
    """Every figure of the sample archive and of the hard shapes is at or above the floor pinned for its corpus."""
    pages, rows = gate.read_corpus(folder, labels)
    kept = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    key = gate.corpus_hash(labels, pages)
    assert key in kept, "pages or labels changed: measure again with `gate.py FOLDER --labels … --pin`"
    assert gate.sunk(gate.measure(pages, rows), kept[key]["floors"]) == []


def corpus(folder: Path, start: int) -> list[str]:
    """Write a corpus of one page whose label says that its piece starts at `start`; return the gate's arguments."""
    (folder / "a.txt").write_text("One thing ended on the quay.\nAnother began.\n", encoding="utf-8")
    label = {"start_offset": start, "complete": True, "author": [], "author_bio": False, "title": None, "date": None}
    (folder / "gold.jsonl").write_text(json.dumps({"file": "a.txt", "articles": [label]}) + "\n", encoding="utf-8")
    return [str(folder), "--floors", str(folder.parent / "floors.json")]


def test_a_floor_is_never_lowered_silently(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure below its floor fails and is not pinned; only `--lower` pins it."""
    folder = tmp_path / "pages"
    folder.mkdir()
    arguments = corpus(folder, 5)  # a wrong label: the converter misses this start
    floors = tmp_path / "floors.json"
    assert gate.main([*arguments, "--pin"]) == 0
    kept = json.loads(floors.read_text(encoding="utf-8"))
    (entry,) = kept.values()
    assert entry["floors"]["piece starts"] == 0
    entry["floors"]["piece starts"] = 0.9
    floors.write_text(json.dumps(kept), encoding="utf-8")
    assert gate.main(arguments) == 1
    assert gate.main([*arguments, "--pin"]) == 1
    assert "only with --lower" in capsys.readouterr().err
    assert json.loads(floors.read_text(encoding="utf-8")) == kept
    assert gate.main([*arguments, "--pin", "--lower"]) == 0
    assert gate.main(arguments) == 0


def test_changed_labels_are_another_corpus(tmp_path: Path) -> None:
    """Floors belong to labels and pages as they were: another label, another hash."""
    folder = tmp_path / "pages"
    folder.mkdir()
    keys = set()
    for start in (0, 5):
        corpus(folder, start)
        pages, _ = gate.read_corpus(folder, folder / "gold.jsonl")
        keys.add(gate.corpus_hash(folder / "gold.jsonl", pages))
    assert len(keys) == 2


def test_furniture_counts_where_a_reader_reads_it(tmp_path: Path) -> None:
    """Cut out of a piece's middle it is read by nobody; left in the text it counts by its characters."""
    folder = tmp_path / "pages"
    folder.mkdir()
    first, second = ("The harbour was " + word + " all day. " for word in ("quiet", "busy"))
    (folder / "a.txt").write_text(f"{3 * first}\nAdvertisement\nNobody labels this.\n{3 * second}\n", encoding="utf-8")
    article = {"start_offset": 0, "body_end_offset": 140, "complete": True, "author": [], "author_bio": False}
    for listed, share in ((["Advertisement"], 1.0), (["Advertisement", "Nobody labels this."], 13 / 32)):
        label = {"file": "a.txt", "articles": [article], "furniture": listed}
        (folder / "gold.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")
        figures = gate.measure(*gate.read_corpus(folder, folder / "gold.jsonl"))
        assert figures["furniture out of texts"] == pytest.approx(share)
        assert figures["texts kept"] == 1.0
