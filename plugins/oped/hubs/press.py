"""Makes what does not stand, on all cores: pages by their templates, files by their makers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateError, nodes
from jinja2.exceptions import TemplateSyntaxError
from pelican.utils import sanitised_join

from oped import cores
from oped.errors import BuildError
from oped.hubs.pages import Page
from oped.hubs.product import Product
from oped.hubs.shown import Shown
from oped.hubs.site import Frame
from oped.standing import Standing

FRAME = frozenset(Frame.__dataclass_fields__)
OWN = frozenset({"listing", "group", "source"})
"""Words whose pieces are those of the page itself."""
PIECES = frozenset({"articles", "below"})
WHOLE = frozenset({"articles", "drafts", "pages", "beside", "publication", "generated_content", "static_content"})
"""Words of the context that hold the whole archive."""


class Press:
    """Collects what must be made and makes it. `frame` is a hash of all that every file depends on."""

    def __init__(
        self, environment: Environment, template: Callable[[str], Template], context: Mapping[str, Any], frame: bytes
    ) -> None:
        self.standing: Standing = context["STANDING"]
        self.context, self.frame = context, frame
        self.shown = Shown()
        self._template = template
        self._sources = cache(partial(sources, environment))
        self._jobs: list[cores.Job] = []

    def page(self, page: Page) -> None:
        """Have a page made unless it stands."""
        template = self._template(page.template)
        digest, bounded = self._sources(template.name or "")
        print_ = None
        if bounded:
            things = page.shown or (dict(page.words),)
            print_ = self.shown.fingerprint(self.frame, digest, page.url, *things, counts=page.template != "article")
        if not self.standing.stands(page.path, print_):
            self._jobs.append(partial(self._print, page, template))

    def file(self, product: Product) -> None:
        """Have a file made unless it stands."""
        print_ = None
        if product.shown is not None:
            print_ = self.shown.fingerprint(self.frame * product.framed, *product.shown, counts=False)
        if not self.standing.stands(product.path, print_):
            self._jobs.append(partial(self._make, product))

    def run(self) -> None:
        """Make all that was asked for."""
        jobs, self._jobs = self._jobs, []
        cores.do(jobs)

    def _print(self, page: Page, template: Template) -> None:
        try:
            text = template.render(self.context, output_file=page.path, **page.words)
        except TemplateError as error:
            raise in_words(error, page.url) from error
        self._write(page.path, (text.encode(),))

    def _make(self, product: Product) -> None:
        made = product.make()
        self._write(product.path, (made,) if isinstance(made, bytes) else made)

    def _write(self, name: str, chunks: Iterable[bytes]) -> None:
        path = Path(sanitised_join(str(self.standing.folder), name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)


def sources(environment: Environment, name: str) -> tuple[bytes, bool]:
    """Return a hash of a template with all it is made of, and whether it reads no more than it is given.

    One that reads of the whole archive, or takes in another by a name that is not written out, is rendered each time.
    """
    digest = blake2b(digest_size=16)
    bounded = True
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen or environment.loader is None:
            continue
        seen.add(one)
        source, _, _ = environment.loader.get_source(environment, one)
        digest.update(f"{one}\0{source}\0".encode())
        tree = environment.parse(source)
        bounded = bounded and not _reads_more(tree)
        for named in _taken_in(tree):
            if isinstance(named, nodes.Const) and isinstance(named.value, str):
                waiting.append(named.value)
            else:
                bounded = False
    return digest.digest(), bounded


def _taken_in(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """Yield what names the templates that one extends, imports or includes."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        yield from (link.template for link in tree.find_all(kind))  # type: ignore[attr-defined] # each of them has it


def _reads_more(tree: nodes.Template) -> bool:
    read = [(_named(one.node), one.attr) for one in tree.find_all(nodes.Getattr)]
    read += [(_named(one.node), _constant(one.arg)) for one in tree.find_all(nodes.Getitem)]
    names = [one.name for one in tree.find_all(nodes.Name)]
    return (
        names.count("site") > sum(word == "site" for word, _ in read)
        or any(word == "site" and attribute not in FRAME for word, attribute in read)
        or any(word not in OWN and attribute in PIECES for word, attribute in read)
        or not WHOLE.isdisjoint(names)
    )


def _constant(node: nodes.Expr) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _named(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def in_words(error: TemplateError, url: str) -> BuildError:
    """Return a template's error as one that names file and line."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace and not isinstance(error, TemplateSyntaxError):
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return BuildError(f"the template fails: {error.message}", file=file, line=line, value=f"/{url}")
