"""`datapackage.json`: the files of `data/` described for programs, by the Data Package standard (version 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from oped.hubs.data import DataFile
from oped.slugs import slugify

if TYPE_CHECKING:
    from oped.hubs.publication import Publication


def own(publication: Publication) -> DataFile:
    """Return what the page `data/` says of the description itself."""
    what = publication.gettext("The files and their columns, described for programs.")
    return DataFile("datapackage.json", publication.gettext("Data Package"), "application/json", what)


def package(written: Iterable[DataFile], publication: Publication) -> bytes:
    """Return the description of the files written; what is not known of the archive is left out."""
    described = {
        "profile": "data-package",
        "name": slugify(publication.name),
        "title": publication.name,
        "description": publication.sentence,
        "homepage": publication.public and publication.absolute(""),
        "licenses": _licences(publication),
        "resources": [_resource(file) for file in written],
    }
    return (json.dumps({k: v for k, v in described.items() if v}, ensure_ascii=False, indent=1) + "\n").encode()


def _licences(publication: Publication) -> list[dict[str, str]]:
    if not publication.licence_url.startswith("http"):
        return []
    return [{"title": publication.licence or publication.licence_url, "path": publication.licence_url}]


def _resource(file: DataFile) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "title": file.label,
        "description": file.description,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
    }
    if file.fields:
        resource |= {"profile": "tabular-data-resource", "format": file.name.rpartition(".")[2]}
        resource["schema"] = {"fields": [field._asdict() for field in file.fields], "missingValues": [""]}
    return resource
