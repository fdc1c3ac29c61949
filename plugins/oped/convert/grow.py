"""Excerpts grow up: all meetings with one piece become one group, whatever their order, and its best text is chosen.

`group` proposes by openings, in one sort and one pass over what begins alike. `verified` compares the texts of a group:
one that is not wholly in the chosen text, but for a few trailing letters, stands alone. So a merge can lose nothing.
"""

from __future__ import annotations

import operator
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from oped.convert.opening import SLACK, Opening, opens
from oped.convert.spool import Many, Rows, Spool
from oped.convert.write import Met


class Known(NamedTuple):
    """A post that exists. `gone`: no page has its text any more; `apart`: it opens like another, and is another."""

    id: str
    opening: Opening
    excerpt: bool = False
    gone: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One piece: `members` are indexes of meetings, the best text first; `keeps` when the post's own text is better.

    `known` is None for a piece that has no post yet.
    """

    known: Known | None
    members: tuple[int, ...]
    keeps: bool = False
    apart: bool = False


def groups_in(spool: Spool) -> Rows[Group]:
    """Return an empty list of groups that lies on disk."""
    return Rows(spool, _packed, _unpacked)


def _packed(one: Group) -> tuple[object, ...]:
    known = (one.known.id, tuple(one.known.opening), *one.known[2:]) if one.known else None
    return known, one.members, one.keeps, one.apart


def _unpacked(given: tuple[Any, ...]) -> Group:
    known, members, keeps, apart = given
    if known:
        one, opening, *others = known
        known = Known(one, Opening(*opening), *others)
    return Group(known, members, keeps, apart)


@dataclass(slots=True)
class _Cluster:
    """What is taken for one piece so far: its meetings, and the post that has it."""

    opening: Opening
    known: Known | None = None
    members: list[int] = field(default_factory=list)


def group(met: Many[Met], known: Many[Known], kin: array[int]) -> Iterator[Group]:
    """Yield the groups, in no order; posts that nothing was met of are left out.

    `kin` has a number for each of `known` and then of `met`. Only what shares one is in memory at the same time.
    """
    first = len(known)
    for _, places in groupby(sorted(range(len(kin)), key=kin.__getitem__), key=kin.__getitem__):
        posts, meetings = [], {}
        for place in places:
            if place < first:
                posts.append(known[place])
            else:
                meetings[place - first] = met[place - first]
        if meetings:
            yield from _grouped(meetings, posts)


def _grouped(met: Mapping[int, Met], known: Iterable[Known]) -> Iterator[Group]:
    exact = _exact(met, known)
    open_ended = [one for one in exact if one.opening.chain and not (one.known and one.known.apart)]
    alone = [one for one in exact if not one.opening.chain or (one.known and one.known.apart)]
    return (_group(cluster, met) for cluster in [*alone, *_joined(open_ended)] if cluster.members)


def verified(one: Group, met: Many[Met], text: Callable[[int], bytes], own: Callable[[], bytes]) -> list[Group]:
    """Return the group without the members that the chosen text does not hold; those follow as groups of their own.

    `text` gives a member's plain text, `own` that of the post. A post never loses its text to a different one.
    """
    if len(one.members) == 1 and not one.known:
        return [one]
    found: list[Group] = []
    while len({met[i].opening.whole for i in one.members} | ({one.known.opening.whole} if one.known else set())) > 1:
        held, others = _held(one, met, text, own)
        found += [held] if held.members else []
        if not others:
            return found
        one = Group(None, others, apart=True)
    return [*found, one]


def _held(
    one: Group, met: Many[Met], text: Callable[[int], bytes], own: Callable[[], bytes]
) -> tuple[Group, tuple[int, ...]]:
    """Return the group of the members that its chosen text holds, and the others."""
    first: dict[bytes, int] = {}
    for i in one.members:
        first.setdefault(met[i].opening.whole, i)
    by_whole = {whole: text(i) for whole, i in first.items()}
    texts = {i: by_whole[met[i].opening.whole] for i in one.members}
    chosen, keeps = (own(), True) if one.keeps else (texts[one.members[0]], False)
    if one.known:
        anchors = [i for i in one.members if met[i].opening.whole == one.known.opening.whole]
        anchor = texts[anchors[0]] if anchors else own() if one.known.gone else chosen
        if not opens(anchor, chosen):
            chosen, keeps = anchor, not anchors
    holds = operator.eq if one.apart else opens  # what stands apart is known again by its whole text alone
    held = {i: place for place, i in enumerate(one.members) if holds(texts[i], chosen)}
    best = sorted(held, key=lambda i: (texts[i] != chosen, held[i]))
    return Group(one.known, tuple(best), keeps, one.apart), tuple(i for i in one.members if i not in held)


def _exact(met: Mapping[int, Met], known: Iterable[Known]) -> list[_Cluster]:
    """Bring together what has exactly one text. Posts with the same text stay apart: the first in order gets it."""
    clusters: dict[bytes, _Cluster] = {}
    extra = []
    for post in known:
        if post.opening.whole in clusters:
            extra.append(_Cluster(post.opening, post))
        else:
            clusters[post.opening.whole] = _Cluster(post.opening, post)
    for index, meeting in met.items():
        clusters.setdefault(meeting.opening.whole, _Cluster(meeting.opening)).members.append(index)
    return [*clusters.values(), *extra]


def _joined(clusters: Iterable[_Cluster]) -> list[_Cluster]:
    """Join each text to one that it may open.

    In reverse order of chains, what a chain opens stands on top of the stack when its turn comes.
    """
    stack: list[tuple[bytes, _Cluster]] = []
    done: list[_Cluster] = []
    for cluster in sorted(clusters, key=lambda one: one.opening, reverse=True):
        chain = cluster.opening.chain
        longer = []
        while stack and stack[-1][0].startswith(chain):
            longer.append(stack.pop()[1])
        fit = min(longer, key=lambda one: _fitness(one, cluster), default=None)
        if fit is None or (fit.known and cluster.known):
            done.append(cluster)
            stack.append((chain, cluster))
            continue
        fit.known = fit.known or cluster.known
        fit.members += cluster.members
        stack.append((chain, fit))
    return done


def _fitness(candidate: _Cluster, cluster: _Cluster) -> tuple[bool, bool, int, str]:
    """Order candidates: one that has no post if `cluster` has one, else one that has; then the first one met."""
    first = min(candidate.members, default=-1)
    return (bool(candidate.known) is bool(cluster.known), not candidate.members, first, str(candidate.known))


def _group(cluster: _Cluster, met: Mapping[int, Met]) -> Group:
    """Choose the best text: the longest, a whole one before an excerpt that exceeds it by no more than its marks."""

    def order(index: int) -> tuple[int, bool, int]:
        return _worth(met[index].opening, met[index].excerpt), met[index].excerpt, index

    members = sorted(cluster.members, key=order)
    known = cluster.known
    keeps = bool(known and known.gone and _worth(known.opening, known.excerpt) < order(members[0])[0])
    return Group(known, tuple(members), keeps, bool(known and known.apart))


def _worth(opening: Opening, excerpt: bool) -> int:
    return -(opening.length + (0 if excerpt else SLACK))
