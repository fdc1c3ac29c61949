"""The index in the site's folder, and lunr itself as a module that a worker can import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from oped import files
from oped.errors import BuildError
from oped.search.build import Built, build
from oped.search.bundle import bundles
from oped.search.documents import Facet, Piece
from oped.standing import Standing

FOLDER = "search"
OFFLINE = "offline.js"
LUNR = Path("lunr/lunr.min.js")
"""Below the folder of npm's modules."""
SCRIPTS = Path("search")
"""Below the theme: the page's modules. They are published joined, not one by one, so they do not lie in `static`."""


def write_index(
    output: Path,
    pieces: Iterable[Piece],
    facets: Sequence[Facet],
    lunr: Path,
    scripts: Path,
    standing: Standing | None = None,
) -> Built:
    """Write `OUTPUT/search/` and remove what an earlier build left there.

    `lunr` is lunr's minified script, `scripts` the folder of the page's modules. Files that stand are not made again.
    Raises BuildError without lunr.js.
    """
    folder = output / FOLDER
    written: set[Path] = set()

    def put(path: str, data: bytes) -> None:
        files.write_if_different(folder / path, data, durable=False)
        written.add(folder / path)

    def stands(path: str, digest: bytes) -> bool:
        return standing is not None and standing.stands(f"{FOLDER}/{path}", digest)

    module = lunr_module(lunr)
    built = build(pieces, facets, put, standing, stands)
    put("lunr.js", module)
    for name, script in bundles(scripts):
        put(name, script.encode())
    for stale in folder.glob("*/*.bin"):
        if stale not in written:
            stale.unlink()
    return built


def write_offline(output: Path, scripts: Path, build_name: str) -> None:
    """Write the service worker at the site's root, which is as far as it may reach, for one build of the index."""
    script = (scripts / OFFLINE).read_text(encoding="utf-8").replace('BUILD = "BUILD"', f'BUILD = "{build_name}"')
    files.write_if_different(output / OFFLINE, script.encode(), durable=False)


def lunr_module(path: Path) -> bytes:
    """Return lunr's script wrapped as an ES module: it looks for CommonJS, which workers of type module lack."""
    try:
        script = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BuildError("lunr.js is not installed", file=path, remedy="run `npm ci`") from error
    before = "const module = { exports: {} };\nconst exports = module.exports;\n"
    return f"{before}{script}\nexport default module.exports;\n".encode()
