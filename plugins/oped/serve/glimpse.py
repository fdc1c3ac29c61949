"""One piece's page, made at once from what the last build knew; the build that follows makes everything right.

A page can be made so when its post says the same of terms, address and id as before: text, headline, date or bio may
differ. Lists, feeds, search and neighbours show the change after that build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateError

from oped import files
from oped.hubs.article_pages import article_page, distinct_titles
from oped.hubs.neighbours import neighbours
from oped.hubs.page import Page
from oped.hubs.press import in_words
from oped.hubs.site import Site
from oped.site.article import Article
from oped.site.generator import today
from oped.site.markdown import Renderer
from oped.site.read import read


@dataclass(frozen=True, slots=True)
class Known:
    """What a build knows at its end: Pelican's `context`, and a way to a template by its name."""

    context: Mapping[str, Any]
    template: Callable[[str], Template]

    def show(self, post: Path, output: Path) -> bool:
        """Write the page of a saved post into `output`; return False where only a build can tell what it looks like.

        Raises PostError on a post that cannot be published, BuildError when the template fails, OSError.
        """
        folder = Path(self.context["POSTS_PATH"])
        if not post.is_relative_to(folder) or not post.is_file() or not post.stat().st_size:
            return False  # gone, or emptied by an editor that is about to write it
        name = post.relative_to(folder.parent).as_posix()
        site: Site = self.context["site"]
        before = next((one for one in [*site.articles, *site.drafts] if one.file == name), None)
        after = read(post, name, Renderer(self.context["SITEURL"]), today())
        if before is None or not _same_place(before, after):
            return False
        _inherit(after, before, {one.name: one.field for one in site.taxonomies})
        try:
            page = self._page(after, before, site)
            text = self.template("article").render(self.context, output_file=page.path, **page.all_words())
        except TemplateError as error:
            raise in_words(error, after.url) from error
        files.write_if_different(output / page.path, text, durable=False)
        return True

    def _page(self, after: Article, before: Article, site: Site) -> Page:
        titles = distinct_titles(after if one is before else one for one in site.articles)
        beside, publication = self.context["beside"], self.context["publication"]
        near = neighbours(before.terms.get("author", [])).get(before.id, [])
        related = beside.related.get(before.id, [])
        title = titles.get(after.id, after.title)
        return article_page(after, title, related, near, site.frame, publication, beside.cite)


def _same_place(before: Article, after: Article) -> bool:
    """Tell whether a piece stands where it stood, and among the same terms."""
    return all(getattr(before, name) == getattr(after, name) for name in ("id", "slug", "draft", "fields"))


def _inherit(after: Article, before: Article, fields: Mapping[str, str]) -> None:
    """Give a piece what its post alone does not say; why it has a term, it says anew."""
    after.terms, after.card = before.terms, before.card
    urls = {source._replace(url=""): source for source in before.sources}
    after.sources = tuple(urls.get(source, source) for source in after.sources)
    for taxonomy, code in before.given:
        evidence = after.evidence.get(fields[taxonomy], {}).get(code)
        after.given[taxonomy, code] = None if evidence is None else list(evidence)
