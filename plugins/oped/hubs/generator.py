"""Writes every page and file of the archive that does not stand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from blinker import Signal
from pelican.generators import Generator
from pelican.writers import Writer

from oped.cores import Crew
from oped.hubs import cards, data
from oped.hubs.files import all_files
from oped.hubs.maps import place
from oped.hubs.package import own, package
from oped.hubs.pages import Beside, all_pages, data_page
from oped.hubs.press import Press
from oped.hubs.product import Product
from oped.hubs.redirects import files as moved_files
from oped.hubs.redirects import rules
from oped.hubs.setting import frame

under_way = Signal()
"""Sent by `HubsGenerator` before it makes pages, for what takes one process long; a receiver returns who does it."""


class HubsGenerator(Generator):  # type: ignore[misc] # Pelican ships no types
    """Pages, feeds, citations, cards, data and maps of the site; last, what tells the sizes of the data files."""

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 - Pelican's word for it
        """Write what `article_generator_finalized` has prepared in the context."""
        crews: list[Crew] = [crew for _, crew in under_way.send(self)]
        try:
            self._make(crews)
        except BaseException:
            for crew in crews:
                crew.stop()
            raise

    def _make(self, crews: list[Crew]) -> None:
        site, publication = self.context["site"], self.context["publication"]
        beside: Beside = self.context["beside"]
        press = Press(self.env, self.get_template, self.context, frame(self.settings))
        described = []
        for file, made in data.files(site, publication):
            described.append(file)
            press.file(made)
        lists = []
        for page in all_pages(site, publication, beside):
            press.page(page)
            lists.append(place(page))
        lists.append(place(data_page(site, publication, beside)))
        known = [one for one in lists if one] + [(page.url, "") for page in self.context["pages"]]
        for product in all_files(site, publication, known, self.settings["FEED_SIZE"]):
            press.file(product)
        for path, content in rules(beside.redirects, self.settings["SITEURL"]):
            press.file(Product(path, (content,), partial(bytes, content)))
        if self.settings["CARDS"]:
            for product in cards.products([*site.articles, *site.drafts], self.settings):
                press.file(product)
        press.finish()
        while crews:
            crews.pop().finish()
        for former, now in moved_files(beside.redirects):
            press.file(Product(former, None, self.settings["STANDING"].place(now).read_bytes))
        sized = [file._replace(bytes=self._size(file.name)) for file in described]
        description = package(sized, publication)
        itself = own(publication)._replace(bytes=len(description))
        press.file(Product(f"data/{itself.name}", (description,), partial(bytes, description)))
        press.page(data_page(site, publication, replace(beside, files=(*sized, itself))))
        press.finish()

    def _size(self, name: str) -> int:
        standing = self.settings["STANDING"]
        size: int = Path(standing.place(f"data/{name}")).stat().st_size
        return size
