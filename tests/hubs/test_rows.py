"""Files of rows: the same bytes whether rows are made or copied, and only what changed is made."""

from __future__ import annotations

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oped.hubs.rows import Before, Rows, spliced
from oped.site.article import Article

HEAD, BETWEEN, TAIL = b"title\r\n", b"--\r\n", b"end"
TITLES = st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=8)


def rows_of(titles: list[str], made: list[str]) -> tuple[Rows, list[bytes]]:
    """Return a file with a row for each title, which notes the titles it makes a row of, and their fingerprints."""

    def row(article: Article) -> bytes:
        made.append(article.title)
        return f"{article.title}\r\n".encode()

    articles = [Article(id=str(n), slug=str(n), title=title, file="x.md") for n, title in enumerate(titles)]
    rows = Rows("data/x.csv", HEAD, lambda: articles, row, (articles,), BETWEEN, TAIL)
    return rows, [blake2b(title.encode(), digest_size=16).digest() for title in titles]


def joined(rows: Rows, parts: list[tuple[bytes, bytes]]) -> bytes:
    """Return the file that rows which come one by one make."""
    return rows.head + rows.between.join(row for row, _ in parts) + rows.tail


@given(TITLES, TITLES)
def test_only_new_rows_are_made(tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]) -> None:
    """Whatever the file had before, it comes out as a whole one would, and no row that it had is made again."""
    first, prints = rows_of(before, [])
    pieces = list(spliced(first, first.articles(), prints, None))
    assert joined(first, pieces) == first.whole()
    path = tmp_path_factory.mktemp("rows") / "x.csv"
    path.write_bytes(first.whole())
    made: list[str] = []
    second, new = rows_of(after, made)
    known = Before.of(path, second, b"".join(entry for _, entry in pieces))
    content = joined(second, list(spliced(second, second.articles(), new, known)))
    assert not {title for title, print_ in zip(after, new, strict=True) if print_ in prints} & set(made)
    assert content == second.whole()
