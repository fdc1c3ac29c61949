"""Writes every page and file of the archive through Pelican's writer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.utils import sanitised_join

from oped.hubs.files import all_files
from oped.hubs.pages import all_pages


class HubsGenerator(Generator):
    """Pages by their templates, then feeds, data, citations, maps of the site."""

    def generate_output(self, writer: Any) -> None:
        """Write everything that `article_generator_finalized` has prepared in the context."""
        site, publication, beside = (self.context[word] for word in ("site", "publication", "beside"))
        for page in all_pages(site, publication, beside):
            template = self.get_template(page.template)
            writer.write_file(page.path, template, self.context, url=page.url, **page.words)
        for name, content in all_files(site, publication, beside, self.settings):
            path = Path(sanitised_join(self.output_path, name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
