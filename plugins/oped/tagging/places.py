"""Mentions of places: names found in the text, less those that a person, a newspaper or another meaning owns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from oped.tagging.phrases import Match, Phrases
from oped.tagging.words import Words
from oped.vocabulary import Name, Sense, Vocabulary
from oped.vocabulary.model import Place

_LINKED = frozenset({" ", "-", "\u00a0", ". ", "\n"})
_LOCATIVE = frozenset(
    {"in", "to", "from", "inside", "across", "throughout", "outside", "near", "neighbouring", "between"}
)
_SENTENCE = re.compile(r"[.!?…]")
_NAMED_KINDS = frozenset({"name", "capital", "city", "state"})


class Mention(NamedTuple):
    """A place named in the text: what it stands for, and where."""

    codes: tuple[str, ...]
    kind: str
    words: str
    paragraph: int
    start: int


class Gazetteer:
    """Finds the places of a vocabulary in English text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the phrases; takes some tens of milliseconds."""
        self._rules = vocabulary.rules
        self._senses: Mapping[str, tuple[Sense, ...]] = vocabulary.senses
        self._states = frozenset(name.words for name in vocabulary.names if name.kind == "state")
        known = {name.words: name for name in vocabulary.names}
        for words, senses in vocabulary.senses.items():
            known.setdefault(words, Name(words, "name", senses[0].codes, Place("", 0)))
        self._phrases = Phrases(((name.words, name) for name in known.values()), vocabulary.rules["shouted"])
        self.beginnings = self._phrases.beginnings

    def mentions(self, paragraphs: Sequence[Words]) -> list[Mention]:
        """Return the mentions in reading order."""
        found = [(text, match) for text in paragraphs for match in self._phrases.find(text)]
        persons: set[str] = set()
        kept: list[tuple[Words, Match[Name]]] = []
        for text, match in found:
            name = match.value
            if not name.codes and name.words not in self._senses:
                continue
            verdict = self._owner(text, match)
            if verdict == "person":
                persons.add(name.words)
            elif not verdict:
                kept.append((text, match))
        return list(self._resolved(paragraphs, kept, persons & self._rules["person"]))

    def _resolved(
        self, paragraphs: Sequence[Words], kept: Sequence[tuple[Words, Match[Name]]], persons: set[str]
    ) -> Iterator[Mention]:
        senses: dict[str, tuple[str, ...]] = {}
        cues = Cues(paragraphs)
        for position, (text, match) in enumerate(kept):
            name = match.value
            if name.words in persons and not _located(text, match.at):
                continue
            codes, kind = name.codes, name.kind
            state = self._state_after(text, match, kept, position)
            if state is not None:
                codes = state
            elif name.words in self._senses:
                if name.words not in senses:
                    senses[name.words] = sense_of(self._senses[name.words], cues)
                codes = senses[name.words]
            if codes:
                yield Mention(codes, kind, text.printed(match.at, match.end), text.number, text.starts[match.at])

    def _state_after(
        self, text: Words, match: Match[Name], kept: Sequence[tuple[Words, Match[Name]]], position: int
    ) -> tuple[str, ...] | None:
        """Return where a city lies by the state printed behind it: "Paris, Texas"."""
        if match.value.kind not in {"city", "capital"} or position + 1 >= len(kept):
            return None
        other, following = kept[position + 1]
        end = match.end
        if other is not text or following.at != end or text.gaps[end] != ", ":
            return None
        return following.value.codes if following.value.kind == "state" else None

    def _owner(self, text: Words, match: Match[Name]) -> str:
        """Return what makes the words no place here: `person`, `title`, `money`, `language`, `word`, or nothing."""
        words, gaps, rules = text.words, text.gaps, self._rules
        end = match.end
        before = words[match.at - 1] if match.at and gaps[match.at] in _LINKED else ""
        after = words[end] if end < len(words) and gaps[end] in {" ", "-", "\u00a0", "\n"} else ""
        if match.end - match.at == 1 and (match.value.kind in _NAMED_KINDS or match.value.words in rules["person"]):
            if before in rules["given"] or before in rules["honorific"]:
                return "person"
            if (
                after[:1].isupper()
                and gaps[end] == " "
                and not text.shouted
                and match.value.kind in _NAMED_KINDS
                and match.value.words in rules["person"]
                and after not in rules["ordinary"]
                and not after.isupper()
                and not _titled(text)
            ):
                return "person"
        if match.value.kind in _NAMED_KINDS | {"demonym"} and after in rules["heads"] and gaps[end] == " ":
            return "title"
        if after in rules["money"]:
            return "money"
        if match.value.kind == "demonym" and match.end - match.at == 1:
            return self._other_word(text, match, before, after)
        return ""

    def _other_word(self, text: Words, match: Match[Name], before: str, after: str) -> str:
        rules = self._rules
        if after in rules["follows"]:
            return "language"
        if before in rules["speech"] and (not after or after in {"and", "or", "as", "to", "at", "by", "with", "that"}):
            return "language"
        opening = not match.at or bool(_SENTENCE.search(text.gaps[match.at]))
        return "word" if opening and match.value.words in rules["verb"] and after in rules["objects"] else ""


def _located(text: Words, index: int) -> bool:
    return bool(index) and text.words[index - 1].lower() in _LOCATIVE


def _titled(text: Words) -> bool:
    """Return whether most words begin with a capital, as in a headline, so that capitals tell nothing."""
    long = [word for word in text.words if len(word) > 3]
    return text.number == 0 and len(long) > 1 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


class Cues:
    """The words of a whole piece, asked for the cues of readings; gathered only when there is something to ask."""

    def __init__(self, paragraphs: Sequence[Words]) -> None:
        """Remember the piece."""
        self._paragraphs = paragraphs

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(text.words for text in self._paragraphs))

    @cached_property
    def _whole(self) -> str:
        return "\n".join(text.text for text in self._paragraphs)

    def __contains__(self, cue: str) -> bool:
        """Return whether a cue stands in the piece: as a word, or anywhere if it is longer than a word."""
        return cue in self._words if cue.isalnum() else cue in self._whole


def sense_of(senses: Sequence[Sense], cues: Cues) -> tuple[str, ...]:
    """Return the codes of the reading whose cues occur most; the earlier reading wins a tie."""
    best, most = senses[0].codes, 0
    for sense in senses:
        count = sum(cue in cues for cue in sense.cues)
        if count > most:
            best, most = sense.codes, count
    return best
