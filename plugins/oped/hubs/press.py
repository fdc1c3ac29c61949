"""Makes what does not stand, on all cores: pages by their templates, files by their makers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from pelican.utils import sanitised_join

from oped import cores
from oped.errors import BuildError
from oped.hubs.page import Page
from oped.hubs.product import Product
from oped.hubs.reading import Reader
from oped.hubs.rows import KIND, Before, Rows, spliced
from oped.hubs.shown import PRINT, Shown
from oped.standing import Standing

WORTH_A_PROCESS = 20
"""Pages and files; one takes some ten milliseconds."""
AT_ONCE = 8192
"""Pages and files that wait to be made: each takes a kilobyte or two, and processes started anew share their memory."""


class Press:
    """Makes what must be made; `finish` makes the rest of it. `frame` is a hash of all that every file depends on."""

    def __init__(
        self, environment: Environment, template: Callable[[str], Template], context: Mapping[str, Any], frame: bytes
    ) -> None:
        self.standing: Standing = context["STANDING"]
        self.context, self.frame = context, frame
        self.shown = Shown()
        self.standing.note("settings", "", frame)
        self._template = template
        self._sources = Reader(environment).of
        self._jobs: list[cores.Job] = []
        self._folder = str(self.standing.folder)
        self._folders: set[str] = set()
        self._given: dict[Template, dict[str, Any]] = {}

    def page(self, page: Page) -> None:
        """Have a page made unless it stands."""
        try:
            template = self._template(page.template)
            sources = self._sources(template.name or "")
        except TemplateError as error:
            raise in_words(error, page.url) from error
        self.standing.note("template", page.template, sources.digest)
        print_ = None
        if sources.bounded:
            things = self.frame, sources.digest, page.url, page.words, page.shown
            print_ = self.shown.fingerprint(*things, counts=sources.counts)
        if not self.standing.stands(page.path, print_):
            self._ask(partial(self._print, page, template))

    def file(self, product: Product | Rows) -> None:
        """Have a file made unless it stands; rows of it that did not change are copied from the one before."""
        if isinstance(product, Rows):
            self._rows(product)
            return
        print_ = None
        if product.shown is not None:
            print_ = self.shown.fingerprint(self.frame * product.framed, *product.shown, counts=False)
        if not self.standing.stands(product.path, print_):
            self._ask(partial(self._make, product))

    def _rows(self, rows: Rows) -> None:
        print_ = self.shown.fingerprint(self.frame, rows.head, *rows.shown, counts=False)
        if not self.standing.stands(rows.path, print_):
            self._ask(partial(self._splice, rows, print_ or bytes(PRINT), self._before(rows) if print_ else None))

    def finish(self) -> None:
        """Make, on all cores, what was asked for and is not yet made."""
        jobs, self._jobs = self._jobs, []
        for path, index in filter(None, cores.Crew(jobs, worth=WORTH_A_PROCESS).finish()):
            self.standing.remember(KIND, path, index)

    def _ask(self, job: cores.Job) -> None:
        self._jobs.append(job)
        if len(self._jobs) == AT_ONCE:
            self.finish()

    def _print(self, page: Page, template: Template) -> None:
        try:
            text = self._render(template, {"output_file": page.path, **page.all_words()})
        except TemplateError as error:
            raise in_words(error, page.url) from error
        self._write(page.path, (text.encode(),))

    def _render(self, template: Template, words: Mapping[str, Any]) -> str:
        """Render as `Template.render` does, but put together what all pages of a template are given once.

        Each part that a template takes in copies its words, so those that none of them asks for are left out.
        """
        if template not in self._given:
            sources, words_ = self._sources(template.name or ""), {**template.globals, **self.context}
            asked = sources.names | template.globals.keys() if sources.bounded else words_.keys()
            self._given[template] = {name: word for name, word in words_.items() if name in asked}
        context = template.new_context({**self._given[template], **words}, shared=True)
        try:
            return "".join(template.root_render_func(context))
        except Exception:  # whatever it is, it is to name the template's line
            template.environment.handle_exception()

    def _make(self, product: Product) -> None:
        made = product.make()
        self._write(product.path, (made,) if isinstance(made, bytes) else made)

    def _before(self, rows: Rows) -> Before | None:
        """Return the file of the last build, if its rows were made of the same settings and where each stands is known.

        It is not if nobody knows of what the file was made, or if it was made whole since its index was kept.
        """
        index, stands = self.standing.recall(KIND, rows.path) or b"", self.standing.untouched(rows.path)
        if not stands or index[: 2 * PRINT] != self.frame + stands[1]:
            return None
        return Before.of(stands[0], rows, index[2 * PRINT :])

    def _splice(self, rows: Rows, print_: bytes, before: Before | None) -> tuple[str, bytes]:
        """Write a file of rows and return its path and its index, for the next build."""
        articles = rows.articles()
        prints = [self.shown.fingerprint(article) or bytes(PRINT) for article in articles]
        index = [self.frame, print_]

        def chunks() -> Iterator[bytes]:
            yield rows.head
            between = b""
            for row, entry in spliced(rows, articles, prints, before):
                index.append(entry)
                yield between + row
                between = rows.between
            yield rows.tail

        self._write(rows.path, chunks())
        return rows.path, b"".join(index)

    def _write(self, name: str, chunks: Iterable[bytes]) -> None:
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            Path(sanitised_join(self._folder, folder)).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        with open(f"{self._folder}/{name}", "wb") as file:  # noqa: PTH123 - a path of its own takes as long as to write
            for chunk in chunks:
                file.write(chunk)


def in_words(error: TemplateError, url: str) -> BuildError:
    """Return a template's error as one that names file and line."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace and not isinstance(error, TemplateSyntaxError):
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return BuildError(f"the template fails: {error.message}", file=file, line=line, value=f"/{url}")
