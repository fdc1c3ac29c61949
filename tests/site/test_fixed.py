"""What is done once for many pages: the interface's words, and parts that pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from oped.site import fixed
from oped.site.language import prepare

CATALOGUES = Path(__file__).resolve().parents[2] / "theme" / "translations"


def environment(language: str = "de") -> Environment:
    """Return an environment as Pelican makes it, in a language."""
    made = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    prepare(made, language, CATALOGUES)
    return made


@pytest.mark.parametrize(
    "template",
    [
        "{{ _('Topics') }}",
        '<a aria-label="{{ _("Topics") }}">{{ _(plural) }}</a>',
        "{{ _('Link to paragraph {number}').replace('{number}', n) }}",
        "{{ _('page %(label)s', label=n) }}{{ _('<100%% sure>') }}",
        "{% set word = _('Topics') %}{{ word ~ n }}{% trans %}Topics{% endtrans %}",
    ],
)
def test_words_are_what_they_were(template: str) -> None:
    """Put in as the template is compiled, or looked up on each page: the same text, escaped alike."""
    words = {"plural": "Regions", "n": "<7>"}
    told = environment()
    looked_up = environment()
    looked_up.extensions = {name: one for name, one in looked_up.extensions.items() if not isinstance(one, fixed.Said)}
    assert told.from_string(template).render(words) == looked_up.from_string(template).render(words)


def test_words_are_those_of_the_language() -> None:
    """A template says what its catalogue says."""
    assert environment("de").from_string("{{ _('Topics') }}").render() == "Themen"
    assert environment("en").from_string("{{ _('Topics') }}").render() == "Topics"


def test_a_part_is_rendered_once_for_each_key() -> None:
    """What stands within a `kept` is made again only for another key, or in another place."""
    seen: list[str] = []
    template = environment().from_string("{% kept key %}{{ see(key) }}{% endkept %}")
    shown = [template.render(key=key, see=lambda key: seen.append(key) or f"<{key}>") for key in "abab"]
    assert shown == ["&lt;a&gt;", "&lt;b&gt;"] * 2
    assert seen == ["a", "b"]


def test_the_oldest_parts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more parts are kept than there is room for; one that was asked for again is young again."""
    monkeypatch.setattr(fixed, "PARTS", 2)
    seen: list[str] = []
    template = environment().from_string("{% kept key %}{{ see(key) }}{% endkept %}")
    for key in "abaca":
        template.render(key=key, see=seen.append)
    assert seen == ["a", "b", "c"]
