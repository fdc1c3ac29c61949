"""Every file of the archive that is no page: feeds, citations, data, maps of the site. Path and bytes, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oped.hubs.pages import Beside
    from oped.hubs.publication import Publication
    from oped.hubs.site import Site


def all_files(
    site: Site, publication: Publication, beside: Beside, settings: Mapping[str, Any]
) -> Iterator[tuple[str, bytes]]:
    """Yield path (relative to the output) and content of every file."""
    yield from ()
