"""The desk itself: shows one question after another, takes one-line answers, and says what it wrote."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from oped.errors import OpedError, PostError, VocabularyError, printable
from oped.post import Post, parse
from oped.review import decisions, rules
from oped.review.questions import FIELDS, Question, chosen, questions
from oped.vocabulary import Vocabulary, load
from oped.vocabulary.model import did_you_mean, fold

HELP = """\
a            accept: the value is right, and yours from now on
c VALUE      correct: a code, or a name of a region or topic; names of authors; a title
r            reject: take the value away
b WORDS      block: these words are no place, in any post
s WORDS = X  say: these words stand for the region, or speak for the topic, X
m WORDS      mute: these words no longer speak for this topic
Enter        leave it as it is
q            stop"""

Ask = Callable[[str], str]


@dataclass
class Desk:
    """Where posts and tables lie, and how to talk to the editor."""

    posts: Path
    tables: Path
    console: Console
    ask: Ask

    def read(self) -> dict[Path, Post]:
        """Return the posts; those that cannot be read are told and left out."""
        found: dict[Path, Post] = {}
        for path in sorted(self.posts.rglob("*.md")):
            try:
                found[path] = parse(path.read_text(encoding="utf-8"), path)
            except (OpedError, OSError, UnicodeDecodeError) as error:
                self.tell(f"[red]{_safe(error)}[/]")
        return found

    def tell(self, line: str) -> None:
        """Print one line; a narrow terminal folds it, a pipe does not."""
        self.console.print(line, soft_wrap=True, highlight=False)


def run(
    posts: Path = Path("content/posts"),
    vocabulary: Path = Path("content/vocabulary"),
    *,
    field: str = "",
    author: str = "",
    source: str = "",
    most: int = 0,
    ask: Ask | None = None,
    console: Console | None = None,
) -> int:
    """Review the posts, least sure first: ask where somebody sits at a terminal or `ask` is given, else only list.

    `field` is one of `FIELDS`, `author` a name, `source` a part of a raw page's name, `most` how many (0: all).
    Returns how many answers were written. Raises VocabularyError on bad tables or an unknown field.
    """
    if field and field not in FIELDS:
        raise VocabularyError("no such field to review", value=field, remedy=f"fields are {', '.join(FIELDS)}")
    interactive = ask is not None or (sys.stdin.isatty() and sys.stdout.isatty())
    desk = Desk(posts, vocabulary, console or Console(), ask or input)
    known, held = load(vocabulary), desk.read()
    asked = chosen(questions(held, known), field=field, author=author, source=source)
    asked = asked[:most] if most else asked
    desk.tell(f"{len(asked)} values to look at in {len(held)} posts, least sure first")
    if not interactive:
        for question in asked:
            desk.tell(line_of(question, known))
        return 0
    return _interview(desk, asked, known)


def _interview(desk: Desk, asked: Iterable[Question], known: Vocabulary) -> int:
    written = 0
    desk.tell(HELP)
    for question in asked:
        desk.tell("\n" + line_of(question, known))
        while True:
            try:
                answer = desk.ask("> ").strip()
            except (EOFError, KeyboardInterrupt):
                return written
            if answer == "q":
                return written
            if not answer:
                break
            try:
                done, known = _answer(desk, question, answer, known)
            except (PostError, VocabularyError, OSError) as error:
                desk.tell(f"[red]{_safe(error)}[/]")
                continue
            if done:
                written += 1
                break
    return written


def line_of(question: Question, vocabulary: Vocabulary) -> str:
    """Return a question on one line: how sure, field, value, runner-up, where, and the words that speak for it."""
    words = ", ".join(f"“{place.words}” ¶{place.paragraph}" for place in question.evidence) or "-"
    named = partial(_named, question.field, vocabulary)
    rival = f", or {named(question.runner_up)}" if question.runner_up else ""
    where = f"{question.file}:{question.line}"
    return _safe(f"{question.sure:.2f} {question.field}: {named(question.value)}{rival}  {where}  {words}")


def _named(field: str, vocabulary: Vocabulary, value: str) -> str:
    if not value:
        return "(none)"
    terms = vocabulary.scheme(field) if field in {"regions", "topics"} else {}
    return f"{value} ({terms[value].name})" if value in terms else value


def _answer(desk: Desk, question: Question, answer: str, known: Vocabulary) -> tuple[bool, Vocabulary]:
    key, _, rest = answer.partition(" ")
    rest = rest.strip()
    field, value = question.field, question.value
    edits: Mapping[str, Callable[[], Callable[[Post], Post]]] = {
        "a": lambda: lambda post: decisions.accept(post, field, value),
        "r": lambda: lambda post: decisions.reject(post, field, value),
        "c": lambda: partial(decisions.correct, field=field, value=value, right=meant(field, rest, known)),
    }
    if key in edits and (rest or key != "c"):
        if key == "a" and not value:
            raise VocabularyError("there is no value to accept", remedy="correct it with `c VALUE`")
        touched = decisions.change(question.file, edits[key]())
        desk.tell(_safe(f"{'wrote' if touched else 'unchanged:'} {question.file}"))
        return touched, known
    if key in {"b", "s", "m"} and rest:
        return _rule(desk, _row(key, rest, question, known), known)
    desk.tell(HELP)
    return False, known


def _row(key: str, rest: str, question: Question, known: Vocabulary) -> rules.Row:
    if key == "b":
        return rules.blocked(rest)
    if key == "m":
        return rules.muted(rest, question.value or question.runner_up, known)
    words, _, code = (part.strip() for part in rest.rpartition("="))
    scheme = question.field if question.field == "topics" else "regions"
    return rules.alias(words or rest, meant(scheme, code, known), known)


def _rule(desk: Desk, row: rules.Row, known: Vocabulary) -> tuple[bool, Vocabulary]:
    """Offer a rule: the posts it would change first, and nothing written before the editor agrees."""
    after = rules.with_row(desk.tables, row)
    wanted = rules.changes(desk.read(), known, after)
    desk.tell(f"{len(wanted)} changes:")
    for each in wanted:
        desk.tell(_safe(each))
    if desk.ask("write the rule and these changes? [y/n] ").strip().lower() != "y":
        return False, known
    path = rules.add(desk.tables, row)
    touched = rules.apply(wanted)
    desk.tell(_safe(f"wrote {path} and {touched} posts"))
    return True, load(desk.tables)


def meant(field: str, written: str, vocabulary: Vocabulary) -> str:
    """Return the code that an editor means by a code, name or slug. Raises VocabularyError naming the nearest terms."""
    if field not in {"regions", "topics"}:
        return written
    if code := vocabulary.by_name[field].get(fold(written)):
        return code
    raise VocabularyError(
        f"no such term in {field}", value=written, remedy=did_you_mean(written, vocabulary.scheme(field).values())
    )


def _safe(text: object) -> str:
    return escape(printable(str(text)))
