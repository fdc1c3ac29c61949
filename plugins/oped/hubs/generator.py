"""Writes every page and file of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

from pelican.generators import Generator
from pelican.utils import sanitised_join
from pelican.writers import Writer

from oped.hubs import data
from oped.hubs.files import all_files
from oped.hubs.maps import place
from oped.hubs.pages import Beside, all_pages
from oped.hubs.permanence import rules


class HubsGenerator(Generator):  # type: ignore[misc] # Pelican ships no types
    """Data first, whose sizes a page tells; then pages by their templates, then feeds, citations, maps of the site."""

    def generate_output(self, writer: Writer) -> None:
        """Write what `article_generator_finalized` has prepared in the context."""
        site, publication = self.context["site"], self.context["publication"]
        beside: Beside = replace(self.context["beside"], files=tuple(self._data()))
        lists = []
        for page in all_pages(site, publication, beside):
            template = self.get_template(page.template)
            writer.write_file(page.path, template, self.context, url=page.url, **page.words)
            lists.append(place(page))
        known = [one for one in lists if one]
        files = all_files(site, publication, known, self.settings["FEED_SIZE"])
        for path, content in chain(files, rules(beside.redirects, self.settings["SITEURL"])):
            self._write(path, (content,))

    def _data(self) -> Iterable[data.DataFile]:
        publication = self.context["publication"]
        written = []
        for file, chunks in data.files(self.context["site"], publication):
            written.append(file._replace(bytes=self._write(f"data/{file.name}", chunks)))
        description = data.DataFile(
            "datapackage.json",
            publication.gettext("Data Package"),
            "application/json",
            publication.gettext("The files and their columns, described for programs."),
        )
        size = self._write(f"data/{description.name}", (data.package(tuple(written), publication),))
        return [*written, description._replace(bytes=size)]

    def _write(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write a file below the output and return its size."""
        path = Path(sanitised_join(self.output_path, name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            return sum(map(file.write, chunks))
