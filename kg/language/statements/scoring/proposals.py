"""Propose generously who may be the source of a cue.

Each way to find a source (`finders`) proposes whom it finds, by its own name; and everybody near is
proposed who is named in the sentence or shortly before it, speaks around it, or spoke last.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kg.language.coreference.features import SEX, gender
from kg.language.coreference.phrases import phrase_of
from kg.language.reading import Reading
from kg.language.statements.constructions.attributions import CONSTRUCTIONS
from kg.language.statements.cued import Cued
from kg.language.statements.sources import finders
from kg.language.statements.turned import is_turned
from kg.language.syntax.clauses import SUBJECTS

#: Constructions whose cue is no word with a subject.
BARE = {"noun", *CONSTRUCTIONS}

#: So many entities before the sentence of a cue are proposed, and so many at all.
EARLIER, MOST = 4, 12
#: How far back they are looked for, in tokens.
REACH = 120


class Proposal(NamedTuple):
    """An entity that may be the source of a cue, and the names of the finders that say so."""

    cued: Cued
    entity: str
    finders: tuple[str, ...]


def proposals(reading: Reading, cued: Cued, last: list[str]) -> list[Proposal]:
    """Return who may be the source of a cue; `last` are the latest sources before it."""
    found: dict[str, list[str]] = {}
    sex = _sex(reading, cued)
    for name, entities in _found(reading, cued, last):
        for entity in entities:
            if entity in found:
                found[entity].append(name)
            elif len(found) < MOST and _may_speak(reading, entity, sex):
                found[entity] = [name]
    return [Proposal(cued, entity, tuple(names)) for entity, names in found.items()]


def _sex(reading: Reading, cued: Cued) -> str | None:
    """Return the sex of who says or does it where a pronoun tells: "hun" in "svarede hun"."""
    if cued.rule in BARE or is_turned(cued.found.cue):
        return None
    for child in cued.found.verb.children:
        if child.dep_ in SUBJECTS:
            phrase = phrase_of(reading, child)
            return SEX.get(phrase.form) if phrase else None
    return None


def _may_speak(reading: Reading, entity: str, sex: str | None) -> bool:
    """Tell whether an entity may be a source: no place, and no man for "hun"."""
    if entity.startswith("place:"):
        return False
    return sex is None or not entity.startswith("person:") or gender(reading, entity) in {sex, None}


def _found(reading: Reading, cued: Cued, last: list[str]) -> Iterator[tuple[str, list[str]]]:
    verb = cued.found.verb
    yield "rule", cued.named
    if is_turned(cued.found.cue):
        yield "doer", cued.named
        return
    if cued.rule not in BARE:
        yield from finders(reading, verb, cued.speaker)
    if cued.speaker:
        yield "speaker", [cued.speaker]
    yield "last", last[-1:]
    sentence = verb.sent
    yield "sentence", [n.entity for n in reading.names_within(sentence.start, sentence.end)]
    yield "reference", [entity for _, entity in reading.references_within(sentence)]
    yield "earlier", _earlier(reading, sentence.start)


def _earlier(reading: Reading, start: int) -> list[str]:
    """Return the last entities named before a token, the nearest first."""
    found: list[str] = []
    for name in reversed(reading.names_starting(max(start - REACH, 0), start)):
        if name.kind != "PLACE" and name.entity not in found:
            found.append(name.entity)
            if len(found) == EARLIER:
                break
    return found
