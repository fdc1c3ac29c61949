"""An index of our own pieces, and the page's scripts in Node beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from oped.search import segments
from oped.search.documents import Document
from oped.search.write import write_index

HOUSE = Path(__file__).resolve().parents[2]
SCRIPTS = HOUSE / "theme" / "search"
LUNR = HOUSE / "node_modules" / "lunr" / "lunr.min.js"
sys.path.insert(0, str(Path(__file__).parent))  # for library.py, which the modules here share

import library  # noqa: E402 - needs the line above


class Node:
    """A Node process with the page's engine over one index."""

    def __init__(self, folder: Path) -> None:
        """Start it over `folder`, the folder of a site."""
        self.folder = folder
        node = shutil.which("node") or str(Path(sys.executable).parent / "node")
        child = Path(__file__).parent / "node" / "child.mjs"
        command = [node, "--no-warnings", str(child), str(folder / "search"), str(SCRIPTS)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, work: str, **details: Any) -> Any:
        """Send one question and return the answer; errors come back as `{"error": …}`."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"work": work, **details}).encode() + b"\n")
        stdin.flush()
        line = stdout.readline()
        assert line, f"Node ended with {self._process.poll()}"
        return json.loads(line)

    def search(self, q: str = "", **request: Any) -> Any:
        """Answer a reader's request."""
        return self.ask("search", request={"q": q, **request})

    def slugs(self, q: str = "", **request: Any) -> list[str]:
        """Return the slugs of the first results."""
        return [hit["slug"] for hit in self.search(q, **request)["hits"]]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture(scope="session")
def three_segments() -> Iterator[None]:
    """Freeze small archives too, so that all segments take part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "WORTH_FREEZING", 3)
        patch.setattr(segments, "AT_ONCE", 20)
        patch.setattr(segments, "AT_A_TIME", 4)
        yield


Open = Callable[[Sequence[Document]], Node]


@pytest.fixture(scope="session")
def open_index(three_segments: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:  # noqa: ARG001
    """Return `open(documents)`: an index of them with Node over it."""
    opened: list[Node] = []

    def start(documents: Sequence[Document]) -> Node:
        folder = tmp_path_factory.mktemp("index")
        write_index(folder, documents, library.FACETS, LUNR, SCRIPTS)
        opened.append(Node(folder))
        return opened[-1]

    yield start
    for node in opened:
        node.close()


@pytest.fixture(scope="session")
def pieces(open_index: Open) -> Node:
    """Return Node over the index of the library's pieces."""
    return open_index(library.PIECES)
