"""Choose the sources of the cues: of what is proposed for each the likeliest, if likely enough."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.language.reading import Quote, Reading
from kg.language.statements.cued import Cued
from kg.language.statements.scoring.features import describe
from kg.language.statements.scoring.proposals import Proposal, proposals
from kg.language.statements.scoring.scorer import Model, Told

#: Who acts together with the likeliest must be so likely, and so likely beside it.
TOGETHER, BESIDE = 0.3, 0.5
#: The forms of what is said in so many words, and how the verb of a main clause hangs.
SAID, MAIN = {"direct", "indirect"}, {"ROOT", "conj"}


class Scored(NamedTuple):
    """A proposal with its chance, and the best chance of another one of its cue."""

    proposal: Proposal
    chance: float
    other: float = 0.0

    @property
    def rule(self) -> str:
        """Return the construction and the finder that proposed it: "verb/subject"."""
        finders = [f for f in self.proposal.finders if f != "rule"]
        return f"{self.proposal.cued.rule}/{finders[0]}" if finders else self.proposal.cued.rule


class Asked(NamedTuple):
    """A cue with those who may be its source, and what the scorer is told of it and them."""

    cued: Cued
    proposals: list[Proposal]
    told: Told


def proposed(reading: Reading, cued: list[Cued]) -> list[Asked]:
    """Return the cues that may have a source, in text order, each with who may be it."""
    made, last = [], list[str]()
    near = Counter([c.found.verb.sent.start for c in cued])
    for each in cued:
        if may_have_source(each) and (found := proposals(reading, each, last)):
            latest, near_by = last[-1] if last else None, near[each.found.verb.sent.start]
            made.append(Asked(each, found, describe(reading, each, found, latest, near_by)))
        if each.stands:
            last += each.named
    return made


def may_have_source(cued: Cued) -> bool:
    """Tell whether who is the source of a cue is asked: where the rules see somebody.

    Where they see nobody it is asked only of the verb of a main clause, outside of the speech of
    somebody known, with what it says: of a hundred others that name nobody not one has a source.
    """
    if cued.barred or cued.named:
        return not cued.barred
    said = cued.content is not None and cued.content.form in SAID
    return said and cued.speaker is None and cued.found.verb.dep_ in MAIN


def choose(
    reading: Reading, cued: list[Cued], model: Model, least: float, seldom: float
) -> list[list[Scored]]:
    """Return the sources of each cue that have one, the likeliest first.

    `least` is how likely one must be, `seldom` that of a cue which the model has hardly seen.
    """
    made = proposed(reading, cued)
    chances = model.chances([asked.told for asked in made])
    return pick(made, chances, lambda told: least if model.knows(told) else seldom)


def pick(
    made: list[Asked], chances: Iterable[list[float]], least: Callable[[Told], float]
) -> list[list[Scored]]:
    """Return the sources of each cue that have one, given the chances of those proposed.

    `least` tells of what is told of a cue how likely one must be.
    """
    found = (
        likeliest(asked.proposals, each, least(asked.told))
        for asked, each in zip(made, chances, strict=True)
    )
    return one_speaker([scored for scored in found if scored])


def likeliest(proposed: list[Proposal], chances: list[float], least: float) -> list[Scored]:
    """Return the likeliest source of a cue and those that act with it, none if too unlikely.

    There must be one proposed.
    """
    best = max(chances)
    if best < least:
        return []
    first = chances.index(best)
    together, other = [], 0.0
    for at, chance in enumerate(chances):
        if at != first and _act_together(proposed[first], best, proposed[at], chance):
            together.append(at)
        elif at != first:
            other = max(other, chance)
    together.sort(key=lambda at: -chances[at])
    return [Scored(proposed[at], chances[at], other) for at in (first, *together)]


def _act_together(first: Proposal, best: float, second: Proposal, chance: float) -> bool:
    """Tell whether a second one, with its chance, is a source together with the likeliest."""
    named = first.cued.named
    likely = chance >= TOGETHER and chance >= BESIDE * best
    return likely and first.entity in named and second.entity in named


def one_speaker(chosen: list[list[Scored]]) -> list[list[Scored]]:
    """Leave to each quote the likeliest of its speakers, whatever cues stand beside it."""
    best: dict[Quote, list[Scored]] = {}
    for scored in chosen:
        for quote in _beside(scored):
            if quote not in best or scored[0].chance > best[quote][0].chance:
                best[quote] = scored
    return [
        s
        for s in chosen
        if all(best[q][0].proposal.entity == s[0].proposal.entity for q in _beside(s))
    ]


def _beside(scored: list[Scored]) -> Iterator[Quote]:
    content = scored[0].proposal.cued.content
    if content and content.beside:
        yield content.beside
