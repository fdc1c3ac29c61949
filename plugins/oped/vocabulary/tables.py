"""Reading tab-separated tables of facts: a header line, then one row a line; `#` begins a comment line.

Cells hold no tabs or line ends; a list in a cell is divided by semicolons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from oped.errors import VocabularyError
from oped.vocabulary.model import Place

DIVIDER = ";"


class Row(dict[str, str]):
    """Cells by column, and where the row stands."""

    def __init__(self, cells: dict[str, str], place: Place) -> None:
        """Keep the place for messages."""
        super().__init__(cells)
        self.place = place

    def items_of(self, column: str) -> tuple[str, ...]:
        """Return the list in a cell."""
        return tuple(item for part in self[column].split(DIVIDER) if (item := part.strip()))

    def wrong(self, what: str, value: object, remedy: str) -> VocabularyError:
        """Return an error that points at this row."""
        return VocabularyError(what, file=self.place.file, line=self.place.line, value=value, remedy=remedy)


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Read the rows of a table. Raises VocabularyError on a missing column, a ragged row, or no UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabularyError(
            "cannot read the table", file=path, value=error.strerror, remedy="check the file"
        ) from error
    except UnicodeDecodeError as error:
        raise VocabularyError("the table is not UTF-8", file=path, remedy="save it as UTF-8") from error
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            _check_header(path, number, header, columns)
            continue
        row = Row(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False)), Place(str(path), number))
        if len(cells) > len(header):
            raise row.wrong("too many cells", cells[len(header)], f"columns are {', '.join(header)}, divided by tabs")
        yield row
    if header is None:
        raise VocabularyError(
            "the table has no header", file=path, line=1, remedy=f"begin with {' TAB '.join(columns)}"
        )


def _check_header(path: Path, number: int, header: list[str], columns: Sequence[str]) -> None:
    for column in columns:
        if column not in header:
            raise VocabularyError(
                "missing column",
                file=path,
                line=number,
                value=column,
                remedy=f"the first line is {' TAB '.join(columns)}",
            )
