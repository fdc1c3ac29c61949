"""The interface in another language: every string in one catalogue, every one translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from oped.site.language import translations

HOUSE = Path(__file__).resolve().parents[2]
FOLDER = HOUSE / "theme" / "translations"
CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def strings() -> set[str]:
    """Return every string of the templates and plugins that readers see; of a plural its singular."""
    with (FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(HOUSE, methods, options, directory_filter=lambda path: "node_modules" not in path)
    return {one[0] if isinstance(one, tuple) else one for _, _, one, *_ in found}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_catalogue_is_whole(path: Path) -> None:
    """A catalogue has each string, none that is no longer used, and keeps every placeholder."""
    with path.open("rb") as file:
        entries = {(one.id[0] if isinstance(one.id, tuple) else one.id): one for one in read_po(file) if one.id}
    assert not strings() - entries.keys()
    assert not entries.keys() - strings()
    for string, entry in entries.items():
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for form in forms:
            assert form, f"{string!r} is not translated"
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(string))
    assert not any(entry.fuzzy for entry in entries.values())


def test_languages_are_shipped() -> None:
    """German is there, and a language without a catalogue shows the strings as they are written."""
    assert translations("de", FOLDER).gettext("Latest") == "Neueste"
    assert translations("en", FOLDER).gettext("Latest") == "Latest"
