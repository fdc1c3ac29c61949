"""An archive of any size for benchmarks: the same pieces as posts of ours, of stock Pelican and of Hugo.

Deterministic: piece `n` is the same whatever the number of pieces. Terms are spread as in a real archive: sixty regular
authors who write most and many who write once, some regions and topics far more often than others.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from oped.convert.markdown import body
from oped.post import Post, Source, dump
from oped.slugs import slugify
from oped.vocabulary import load

REGULARS = 60
FIRST_DAY = date(1970, 1, 1)
"""Early enough for 100,000 pieces: none may lie in the future."""
A_DAY = 5
"""Pieces a day, as an opinion page prints them: 36,500 pieces are twenty years."""


@dataclass(frozen=True, slots=True)
class Grown:
    """One made-up piece. `regions` and `topics` are (code, name) pairs; `number` counts from 0, oldest first."""

    number: int
    title: str
    day: date
    authors: tuple[str, ...]
    regions: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Unique by the number at its end."""
        return f"{slugify(self.title)[:60].strip('-')}-{self.number}"


def texts(source: Path) -> list[list[str]]:
    """Read paragraphs of many texts: a JSONL file (`text`; gzip or not), or a folder of plain pages, each one text."""
    if source.is_dir():
        return [page.read_text(encoding="utf-8").split("\n") for page in sorted(source.glob("*.txt"))]
    opener = gzip.open if source.suffix == ".gz" else Path.open
    with opener(source, "rt", encoding="utf-8") as lines:
        return [_paragraphs(json.loads(line)["text"]) for line in lines]


def _paragraphs(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        return lines
    sentences = text.split(". ")
    return [". ".join(sentences[start : start + 4]).strip() for start in range(0, len(sentences), 4)]


def grow(count: int, stock: Sequence[Sequence[str]]) -> Iterator[Grown]:
    """Yield `count` pieces of about 4.8 kB, each mixed from the paragraphs of two texts of `stock`."""
    vocabulary = load()
    regions = [(term.code, term.name) for term in vocabulary.regions.values() if len(term.code) == 2][:80]
    topics = [(term.code, term.name) for term in vocabulary.topics.values()][:100]
    for number in range(count):
        dice = random.Random(number)
        pool = [text for _ in range(2) for text in dice.choice(stock) if text.strip()]
        dice.shuffle(pool)
        paragraphs = _about(pool, 4800)
        yield Grown(
            number,
            " ".join(paragraphs[0].split()[:9]).strip(",.;:—") or "A paragraph of signs",
            FIRST_DAY + timedelta(days=number // A_DAY),
            (_author(dice, number),),
            tuple(_some(dice, regions, 3)),
            tuple(_some(dice, topics, 3)),
            tuple(paragraphs),
        )


def _about(pool: Sequence[str], characters: int) -> list[str]:
    chosen: list[str] = []
    for paragraph in pool:
        chosen.append(paragraph)
        if sum(map(len, chosen)) >= characters:
            break
    return chosen


def _author(dice: random.Random, number: int) -> str:
    regular = dice.random() < 0.8
    return _name("Regular", dice.randrange(REGULARS)) if regular else _name("Guest", number)


def _name(first: str, number: int) -> str:
    """Return a name of letters alone, as people's names are."""
    letters = ""
    while number or not letters:
        number, digit = divmod(number, 26)
        letters = chr(97 + digit) + letters
    return f"{first} {letters.title()}er"


def _some(dice: random.Random, terms: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """Pick one to `most` terms, early ones far more often: a term's frequency falls with its rank."""
    picked = {int(len(terms) ** dice.random()) - 1 for _ in range(dice.randint(1, most))}
    return [terms[index] for index in sorted(picked)]


def our_post(piece: Grown) -> str:
    """Return the piece as a post of this project."""
    return dump(
        Post(
            title=piece.title,
            title_source="page",
            id=_id(piece),
            slug=piece.slug,
            date=piece.day,
            date_source="bench",
            authors=piece.authors,
            language="en",
            regions=tuple(code for code, _ in piece.regions),
            topics=tuple(code for code, _ in piece.topics),
            sources=(Source(f"bench-{piece.number}.txt", 1, len(piece.paragraphs)),),
            body=body(piece.paragraphs),
        )
    )


def stock_post(piece: Grown) -> str:
    """Return the piece as stock Pelican reads it: regions and topics are tags."""
    tags = ", ".join(name.replace(",", " ") for _, name in (*piece.regions, *piece.topics))
    head = f"Title: {piece.title}\nDate: {piece.day}\nSlug: {piece.slug}\n"
    head += f"Authors: {'; '.join(piece.authors)}\nTags: {tags}\n"
    return f"{head}\n{body(piece.paragraphs)}\n"


def hugo_post(piece: Grown) -> str:
    """Return the piece as Hugo reads it, JSON front matter."""
    return _hugo(piece, regions=_names(piece.regions), topics=_names(piece.topics))


def hugo_equal_post(piece: Grown) -> str:
    """Return the piece for the site that equals ours: listed under the broader terms too, as ours does by itself."""
    vocabulary = load()
    wider: dict[str, list[str]] = {}
    for scheme, terms in (("regions", piece.regions), ("topics", piece.topics)):
        above = [code for own, _ in terms for code in vocabulary.broader(scheme, own)]
        wider[scheme] = list(dict.fromkeys([*_names(terms), *(vocabulary.term(scheme, code).name for code in above)]))
    return _hugo(piece, id=_id(piece), own_regions=_names(piece.regions), own_topics=_names(piece.topics), **wider)


def _hugo(piece: Grown, **more: object) -> str:
    head = {"title": piece.title, "date": piece.day.isoformat(), "slug": piece.slug, "authors": piece.authors}
    head |= {"years": [str(piece.day.year)], **more}
    return f"{json.dumps(head, ensure_ascii=False)}\n\n{body(piece.paragraphs)}\n"


def _names(terms: Iterable[tuple[str, str]]) -> list[str]:
    return [name for _, name in terms]


def _id(piece: Grown) -> str:
    return hashlib.blake2b(str(piece.number).encode(), digest_size=6).hexdigest()


def write(pieces: Iterator[Grown], folders: dict[Path, Callable[[Grown], str]]) -> None:
    """Write each piece into every folder, `YYYY/SLUG.md`, in that folder's manner."""
    for piece in pieces:
        for folder, manner in folders.items():
            path = folder / str(piece.day.year) / f"{piece.slug}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(manner(piece), encoding="utf-8")
