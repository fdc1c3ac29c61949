"""One piece's page, made at once from what the last build knew; the build that follows makes everything right.

A page can be made so when the piece stands where it stood, or is new, and all of its terms have pages. Lists, feeds,
search, neighbours and what is related show the change after that build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateError

from oped import files
from oped.hubs.article_pages import article_page, distinct_titles
from oped.hubs.build import take_place
from oped.hubs.neighbours import neighbours
from oped.hubs.page import Page
from oped.hubs.prepare import check_terms
from oped.hubs.press import in_words
from oped.hubs.site import Site
from oped.hubs.sources import address
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
        if not self._stands(after, before, site) or not self._place(after, site):
            return False
        after.card = before.card if before else ""
        try:
            page = self._page(after, before, site)
            text = self.template("article").render(self.context, output_file=page.path, **page.all_words())
        except TemplateError as error:
            raise in_words(error, after.url) from error
        files.write_if_different(output / page.path, text, durable=False)
        return True

    def _stands(self, after: Article, before: Article | None, site: Site) -> bool:
        """Tell whether a piece has the address that it had, or is new and takes nobody's."""
        if before:
            return all(getattr(before, name) == getattr(after, name) for name in ("id", "slug", "draft"))
        others = [*site.articles, *site.drafts]
        return not after.draft and all(one.id != after.id and one.slug != after.slug for one in others)

    def _place(self, after: Article, site: Site) -> bool:
        """Give a piece what its post alone does not say; return False where a term has no page yet."""
        beside = self.context["beside"]
        after.lang = after.lang or self.context["DEFAULT_LANG"]
        check_terms([after], {one.name: one for one in site.taxonomies}, beside.schemes)
        address(after, {page.file: page.url for page in beside.sources})
        return all(take_place(after, one, beside.schemes[one.name], site.codes[one.name]) for one in site.taxonomies)

    def _page(self, after: Article, before: Article | None, site: Site) -> Page:
        beside, publication = self.context["beside"], self.context["publication"]
        others = [one for one in site.articles if one is not before]
        title = after.title if after.draft else distinct_titles([*others, after])[after.id]
        same = before and before.terms.get("author") == after.terms.get("author")
        near = neighbours(before.terms.get("author", [])).get(before.id, []) if before and same else []
        related = beside.related.get(after.id, [])
        return article_page(after, title, related, near, site.frame, publication, beside.cite)
