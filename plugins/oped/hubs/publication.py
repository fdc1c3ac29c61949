"""Who publishes: the few settings that heads, feeds, citations and data files all need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Publication(NamedTuple):
    """The archive as publisher. `public` is its address without a closing slash, empty while it is only tried out."""

    name: str
    sentence: str
    public: str
    language: str
    authority: str
    licence: str = ""
    licence_url: str = ""
    gettext: Callable[[str], str] = str

    def absolute(self, url: str) -> str:
        """Return the address of a place on the site for somebody elsewhere."""
        return f"{self.public}/{url}"

    def tag(self, what: str) -> str:
        """Return an identifier that outlives every change of address (RFC 4151)."""
        return f"tag:{self.authority}:{what}"


def publication(settings: Mapping[str, Any], gettext: Callable[[str], str] = str) -> Publication:
    """Read the publication from the settings."""
    return Publication(
        settings["SITENAME"],
        settings["SENTENCE"],
        settings["PUBLIC_URL"],
        settings["DEFAULT_LANG"],
        settings["TAG_AUTHORITY"],
        settings["LICENCE"],
        settings["LICENCE_URL"],
        gettext,
    )
