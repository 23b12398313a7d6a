"""Describe to the scorer who may be the source of a cue: numbers, and words of learned worth.

`NUMBERS` and `WORDS` name them: first those that are told of the cue.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from kg.language.reading import Reading
from kg.language.statements.cued import Cued
from kg.language.statements.scoring import surroundings as cues
from kg.language.statements.scoring.courses import FAR, Course, courses_of
from kg.language.statements.scoring.proposals import Proposal
from kg.language.statements.scoring.scorer import Described, Told
from kg.language.statements.scoring.surroundings import STEPS, Surroundings, surroundings
from kg.language.tokens import Token

NUMBERS = (
    *cues.NUMBERS,
    *("by rule", "finders", "is speaker", "rank", "is last", "in sentence", "mentions"),
    *("genitive", "distance before", "distance after", "names between", "opens sentence"),
    *("within content", "mention in quote", "path"),
    *("sentences back", "tokens back", "first here", "subject there", "named often"),
    *("person", "country", "organisation", "has title", "owns"),
)
WORDS = (
    *cues.WORDS,
    *("tree path", "mention in tree", "finders", "kind and subject", "cue and finder"),
)
#: Finders that other features tell of.
PLAIN = {"sentence", "earlier", "reference"}
#: What is told of an entity that the sentence of a cue does not mention.
UNMENTIONED = (0, 0, 0, -1, -1, -1, 0, 0, 0, 2 * STEPS), ("none", "none")


def describe(
    reading: Reading, cued: Cued, proposed: list[Proposal], last: str | None, near: int
) -> Told:
    """Return what is told of a cue and of each who is proposed for it, in order.

    `last` is the latest source before the cue, `near` is how many cues its sentence has.
    """
    around, courses = surroundings(reading, cued, len(proposed), near), courses_of(reading)
    return Told(
        around.described,
        [
            _described(reading, around, p, courses[p.entity], (rank, p.entity == last))
            for rank, p in enumerate(proposed)
        ],
    )


def _described(
    reading: Reading,
    around: Surroundings,
    proposal: Proposal,
    course: Course,
    placed: tuple[int, bool],
) -> Described:
    """Return what is told of a proposal, given which of its cue it is and if it was source last."""
    cued, entity, finders = proposal
    numbers, words = _mention(reading, around, entity, course)
    ways = _finders(finders)
    return (
        [
            entity in cued.named,
            len(finders),
            entity == cued.speaker,
            *placed,
            *numbers,
            *course.before(cued.found.verb.sent),
            *course.known,
            *course.titled,
        ],
        [
            *words,
            ways,
            f"{course.kind} {around.subject}",
            f"{around.cue} {ways.partition('+')[0]}",
        ],
    )


def _mention(
    reading: Reading, around: Surroundings, entity: str, course: Course
) -> tuple[Sequence[float], tuple[str, str]]:
    """Return what is told of the mention of an entity in the sentence of a cue, if there is one.

    It is the nearest of its names, or else the nearest word that stands for it.
    """
    verb = around.cued.found.verb
    here = course.within(verb.sent)
    if here:
        nearest = here.start + _nearest(verb.i, course.starts[here.start : here.stop])
        at, token = course.starts[nearest], course.heads[nearest]
        genitive = course.names[nearest].genitive
    elif places := [i for i, meant in around.references if meant == entity]:
        at = places[_nearest(verb.i, places)]
        token, genitive = reading.doc[at], False
    else:
        return UNMENTIONED
    content, quoted = around.cued.content, reading.quote_at(at)
    length, path = _path(around.up, token)
    return (
        len(here) > 0,
        len(here),
        genitive,
        min(verb.i - at, FAR) if at < verb.i else 0,
        min(at - verb.i, FAR) if at > verb.i else 0,
        _between(around.starts, at, verb.i),
        at == verb.sent.start,
        content is not None and content.start <= at < content.end,
        (quoted is not None) + (quoted is not None and quoted is around.quote),
        length,
    ), (path, f"{token.pos_} {token.dep_}")


def _nearest(at: int, places: list[int]) -> int:
    """Return which of some places, in order, is nearest to a token; of two as near the first."""
    return min(range(len(places)), key=lambda n: abs(places[n] - at)) if len(places) > 1 else 0


@lru_cache(maxsize=4096)
def _finders(finders: tuple[str, ...]) -> str:
    return "+".join(f for f in dict.fromkeys(finders) if f not in PLAIN)


def _between(starts: list[int], one: int, other: int) -> int:
    """Return how many of the places, which are in order, lie between two."""
    low, high = (one, other) if one < other else (other, one)
    return max(bisect_left(starts, high) - bisect_right(starts, low), 0)


def _path(up: dict[int, tuple[int, str]], token: Token) -> tuple[int, str]:
    """Return the length of the way from a cue to a token in the tree, and its labels."""
    down = ""
    for step in range(STEPS):
        if token.i in up:
            steps, labels = up[token.i]
            return steps + step, f"{labels}|{down}"
        if token.head is token:
            break
        label = token.dep_.partition(":")[0]
        down = f"{label}.{down}" if down else label
        token = token.head
    return 2 * STEPS, "distant"
