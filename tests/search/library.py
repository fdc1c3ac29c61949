"""Pieces of our own writing to search in: every kind of word that a reader looks for and a plain search misses."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from oped.search.documents import Choice, Document, Facet

FACETS = [
    Facet(
        "region",
        "Regions",
        "regions",
        (
            Choice("142", "Asia", "asia"),
            Choice("030", "Eastern Asia", "eastern-asia", "142"),
            Choice("TW", "Taiwan", "taiwan", "030"),
            Choice("JP", "Japan", "japan", "030"),
            Choice("145", "Western Asia", "western-asia", "142"),
            Choice("TR", "Turkey", "turkey", "145"),
            Choice("150", "Europe", "europe"),
            Choice("UA", "Ukraine", "ukraine", "150"),
            Choice("002", "Africa", "africa"),
            Choice("015", "Middle Africa", "middle-africa", "002"),
            Choice("KE", "Kenya", "kenya", "002"),
        ),
    ),
    Facet(
        "topic",
        "Topics",
        "topics",
        (
            Choice("t1", "Economy", "economy"),
            Choice("t2", "Inflation", "inflation", "t1"),
            Choice("t3", "War and peace", "war-and-peace"),
        ),
    ),
    Facet(
        "author",
        "Authors",
        "authors",
        (
            Choice("ada", "Ada Mwangi", "ada-mwangi"),
            Choice("lin", "Lin Mei-hua 林美華", "lin-mei-hua"),
            Choice("obrien", "James O’Brien", "james-obrien"),
        ),
    ),
]


def piece(number: int, title: str, *paragraphs: str, year: int = 0, **more: object) -> Document:
    """Return one document; `year` 0 leaves it undated."""
    day = date(year, 3, 1 + number % 27) if year else None
    return replace(Document(f"{number:012x}", f"piece-{number}", title, paragraphs, day=day), **more)  # type: ignore[arg-type]


def tags(author: str = "", regions: tuple[str, ...] = (), topics: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return a document's codes, leaving out what is empty."""
    given = {"region": regions, "topic": topics, "author": (author,) if author else ()}
    return {name: codes for name, codes in given.items() if codes}


PIECES = [
    piece(
        1,
        "The bread queue",
        "Nobody in Odesa expects much of Ukraine’s bakeries in March.",
        "They bake all the same.",
        year=2015,
        authors=("Ada Mwangi",),
        codes=tags("ada", ("UA",), ("t3",)),
    ),
    piece(
        2,
        "What a budget is for",
        "The bill, 財政收支劃分法, moves money from the centre to the counties.",
        "Money is never only money.",
        year=2024,
        authors=("Lin Mei-hua 林美華",),
        codes=tags("lin", ("TW",), ("t1",)),
    ),
    piece(
        3,
        "Two crosses of the strait",
        "Cross-strait mail once took a week. E-mail takes no time to cross; trust takes longer.",
        year=2019,
        authors=("Lin Mei-hua 林美華",),
        codes=tags("lin", ("TW",)),
    ),
    piece(
        4,
        "The price of maize",
        "Inflation reached 3.5 percent, then 7. A bag cost 1,000 shillings, or NT$110.",
        "Inflation eats first at small tables.",
        year=2009,
        authors=("Ada Mwangi",),
        codes=tags("ada", ("KE",), ("t2",)),
    ),
    piece(5, "The WHO and us", "The WHO asked the U.S. for patience. The US asked who was asking.", year=2020),
    piece(
        6,
        "A long élite",
        "Erdoğan’s café is full; the elite naïveté of its guests is famous.",
        year=2021,
        codes=tags("", ("TR",)),
    ),
    piece(
        7,
        "On the rule of law",
        "The rule of law is not the law of rules.",
        year=2001,
        standfirst="Order, and orders",
        authors=("James O’Brien",),
        bio="James O’Brien taught history in Nairobi.",
        codes=tags("obrien"),
    ),
    piece(
        8,
        "Zelenskiy speaks",
        "Mr Zelenskiy spoke for an hour. Zelenskiy was tired.",
        year=2022,
        codes=tags("", ("UA",)),
    ),
    piece(9, "Zelenskiy listens", "Then Zelenskiy listened.", year=2022, codes=tags("", ("UA",))),
    piece(
        10,
        "Jets for the island",
        "The F-16V is an aeroplane; the F-16 was one too.",
        year=2019,
        kind="excerpt",
        codes=tags("", ("TW",)),
    ),
    piece(
        11, "Undated thoughts", "A turkey is not Turkey. Monday was a survey day, and they pay today.", kind="excerpt"
    ),
    piece(12, "The constructor’s apology", "A constructor of bridges owes __proto__ nothing.", year=2013),
    piece(
        13,
        "Emoji and other letters 😀",
        "A rare sign, 𠮷, stands beside （中華民國、台灣） and ｆｕｌｌ　ｗｉｄｔｈ.",
        year=2018,
    ),
    piece(14, "<script>alert(1)</script>", 'Tags such as <b>bold</b> & "quotes" are text; =SUM(A1) is too.', year=2017),
]

WORDS = [
    "market",
    "minister",
    "river",
    "border",
    "harvest",
    "election",
    "teacher",
    "debt",
    "reform",
    "island",
    "treaty",
    "army",
    "school",
    "hospital",
    "money",
    "country",
    "tax",
    "peace",
    "drought",
    "railway",
    "court",
    "journalist",
    "inflation",
    "budget",
    "winter",
    "nation",
    "reforms",
    "reformed",
    "reforming",
    "policies",
    "policy",
    "Taiwan",
    "Kenya",
    "Ukraine’s",
    "cross-strait",
    "e-mail",
    "F-16V",
    "1,000",
    "3.5",
    "U.S.",
    "WHO",
    "élite",
    "Erdoğan",
    "財政",
    "立法院",
    "預算",
    "constructor",
    "toString",
]


def crowd(count: int, seed: int = 1) -> list[Document]:
    """Return many documents of random words, the same for the same seed, spread over twenty years, some undated."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    made = []
    for number in range(count):
        some = chance.choices(WORDS, weights, k=chance.randrange(3, 60))
        body = " ".join(f"{word}{chance.choice(['', '', ',', '.'])}" for word in some)
        day = date(2001, 1, 1) + timedelta(days=chance.randrange(7300)) if chance.random() > 0.1 else None
        region = chance.choice(["TW", "UA", "KE", "TR"])
        made.append(
            Document(
                f"{1000 + number:012x}",
                f"crowd-{number}",
                " ".join(chance.choices(WORDS, k=4)),
                (body, *(some[:2] if chance.random() < 0.2 else [])),
                ("Ada Mwangi",) if chance.random() < 0.3 else (),
                day,
                bio="A teacher of policy" if chance.random() < 0.1 else "",
                codes=tags("", (region,)),
            )
        )
    return made
