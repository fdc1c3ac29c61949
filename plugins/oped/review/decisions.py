"""What an editor decides about one value, written into the post: accepted, corrected or rejected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from oped.errors import PostError
from oped.files import write
from oped.post import FIELDS, Post, fold, join, split, understand


def accept(post: Post, field: str, value: str) -> Post:
    """Return the post with a machine's value as an editor's own: no later run will take it away."""
    if field == "title":
        return replace(post, title_source="editor")
    return _without_evidence(post, field, value)


def correct(post: Post, field: str, value: str, right: str) -> Post:
    """Return the post with `right` in the place of `value`, given by an editor; at the end where there was no value."""
    if field == "title":
        return replace(post, title=right, title_source="editor")
    held: tuple[str, ...] = getattr(post, field)
    exchanged = tuple(right if each == value else each for each in held) if value in held else (*held, right)
    return _without_evidence(_with(post, field, tuple(dict.fromkeys(exchanged))), field, value, right)


def reject(post: Post, field: str, value: str) -> Post:
    """Return the post without a value. A title cannot be rejected, only corrected."""
    if field == "title":
        return post
    left = tuple(each for each in getattr(post, field) if each != value)
    return _without_evidence(_with(post, field, left), field, value)


def _with(post: Post, field: str, values: tuple[str, ...]) -> Post:
    changed: dict[str, Any] = {field: values}
    return replace(post, **changed)


def _without_evidence(post: Post, field: str, *codes: str) -> Post:
    if field not in post.evidence:
        return post
    left = tuple(tag for tag in post.evidence[field] if tag.code not in codes)
    return replace(post, evidence={**post.evidence, field: left})


def change(file: Path, edit: Callable[[Post], Post]) -> bool:
    """Apply an edit to a post's file as it stands now, touching only the lines it changes; returns whether it did.

    Raises PostError when the file cannot be read or understood.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PostError("cannot read the post", file=file, value=str(error), remedy="check the file") from error
    sheet = split(text, file)
    before = understand(sheet, file)
    after = edit(before)
    fields = _lines(sheet.fields, before, after)
    if fields == dict(sheet.fields):
        return False
    write(file, join(fields, sheet.body))
    return True


def _lines(lines: Mapping[str, str], before: Post, after: Post) -> dict[str, str]:
    written: dict[str, Any] = {}
    for field in FIELDS:
        now = getattr(after, field.attribute)
        if now == getattr(before, field.attribute):
            if field.key in lines:
                written[field.key] = lines[field.key]
        elif value := fold(field.write(now)):
            written[field.key] = value
    return {**written, **{key: value for key, value in lines.items() if key not in {field.key for field in FIELDS}}}
