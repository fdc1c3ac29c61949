"""What the rebuild relies on: an article's template reads nothing of the whole archive."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, nodes

from oped.site.fixed import Kept

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"
FRAME = {"name", "sentence", "taxonomies"}
"""What `oped.hubs.site.Frame` has: settings, the same for every page."""
GLOBAL = {"columns", "sizes", "world", "articles", "drafts", "pages", "dates", "latest", "counts", "now"}
"""Functions over the whole archive, and what stock Pelican puts into every page."""


def parts(name: str) -> dict[str, nodes.Template]:
    """Return a template with all that it extends, imports or includes, as trees by name."""
    environment = Environment(extensions=["jinja2.ext.i18n", Kept], autoescape=True)
    found: dict[str, nodes.Template] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        tree = found[one] = environment.parse((TEMPLATES / one).read_text("utf-8"))
        for link in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            assert isinstance(link.template, nodes.Const), f"{one} names a template by a variable"
            waiting.append(link.template.value)
    return found


def test_article_reads_nothing_global() -> None:
    """Of `site` an article reads what the settings say, and it draws no picture of the archive."""
    for name, tree in parts("article.html").items():
        read = {node.attr for node in tree.find_all(nodes.Getattr) if _is_site(node.node)}
        assert read <= FRAME, f"{name} reads {read - FRAME}"
        whole = [node for node in tree.find_all(nodes.Getitem) if _is_site(node.node)]
        assert not whole, f"{name} reads of the site by an unnamed word"
        used = {node.name for node in tree.find_all(nodes.Name)}
        assert not used & GLOBAL, f"{name} uses {used & GLOBAL}"


def test_no_template_carries_script_or_style() -> None:
    """No template has an inline style or script address; `safe` marks pages of our own writing only."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text("utf-8")
        assert " style=" not in text, path
        assert "javascript:" not in text, path
        assert "| safe" not in text or path.name == "page.html", path


def _is_site(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "site"
