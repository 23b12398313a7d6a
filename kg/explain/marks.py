"""Where names, cues and contents stand in a text, and the text in pieces between their ends."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from kg.explain.account import Account
from kg.model import kind_of

#: Which of the marks of one stretch is around the others.
_OUTERMOST = ("content", "name", "cue")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article, by its offsets, that names somebody or belongs to a statement.

    `label` is the kind of a name's entity, the predicate of a cue and the form of a content;
    `number` counts the account's statements from 1, and is 0 for a name.
    """

    start: int
    end: int
    what: Literal["name", "cue", "content"]
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text in which no mark begins or ends, and the marks that it lies in.

    Of these `opening` begin with it, the longest first, and `closing` end with it, the longest
    last.
    """

    text: str
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


def marks(account: Account) -> list[Mark]:
    """Return all marks of an article's text: names, then cue and content of each statement."""
    found = [Mark(n.start, n.end, "name", kind_of(n.entity)) for n in account.namings]
    for number, s in enumerate(account.statements, 1):
        found.append(Mark(s.cue_start, s.cue_end, "cue", s.predicate, number))
        found.append(Mark(s.start, s.end, "content", s.form, number))
    return [m for m in found if m.start < m.end]


def places(account: Account, *, whole: bool) -> list[tuple[int, int]]:
    """Return start and end of each line of the text; if not `whole`, of those with a statement.

    Of the latter only the sentence of the statement is taken, and what it says if that is outside.
    """
    text = account.article.text
    if not whole and account.statements:
        said = account.statements
        first = min(min(s.sentence_start, s.start, s.cue_start) for s in said)
        last = max(max(s.sentence_end, s.end, s.cue_end) for s in said)
    else:
        first, last = 0, len(text)
    found, start = [], first
    for line in text[first:last].split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return [(start, end) for start, end in found if text[start:end].strip()]


def pieces(text: str, found: Sequence[Mark], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of a text from `start` to `end`, in order; marks are cut to this part."""
    inside = [
        replace(m, start=max(m.start, start), end=min(m.end, end))
        for m in found
        if m.start < end and m.end > start
    ]
    inside.sort(key=lambda m: (m.start, -m.end, _OUTERMOST.index(m.what), m.number))
    cuts = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    begun = defaultdict[int, list[Mark]](list)
    for mark in inside:
        begun[mark.start].append(mark)
    around: list[Mark] = []
    for first, last in pairwise(cuts):
        opening = begun[first]
        around = [*(m for m in around if m.end > first), *opening]
        closing = (m for m in reversed(around) if m.end == last)
        yield Piece(text[first:last], tuple(around), tuple(opening), tuple(closing))
