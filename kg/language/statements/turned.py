"""Cues whose subject is whom it is done to, and whose last word is before who does it.

"Lyngby tabte til Brøndby", "Ukraine fik støtte fra Norge", "Lyngbys nederlag til Brøndby".
"""

from collections.abc import Iterator
from itertools import chain

from kg.language.coreference.owners import owner_of
from kg.language.coreference.refer import actors
from kg.language.lexicon import SUBJECT, Cue
from kg.language.reading import Reading
from kg.language.statements.cues import Found
from kg.language.statements.particles import last_particle
from kg.language.syntax.clauses import (
    NEAR,
    antecedent,
    first_name,
    is_passive,
    subjects,
    with_preposition,
)
from kg.language.tokens import Token


def is_turned(cue: Cue) -> bool:
    """Tell whether the subject of a cue is its target."""
    return SUBJECT in cue.targets


def doers(reading: Reading, found: Found, speaker: str | None) -> list[str]:
    """Return who does it: the entities after the last word of the cue, or the owner of what is.

    A passive names nobody: "sejren blev tabt til Brøndby".
    """
    if is_passive(reading, found.verb):
        return []
    verb, cue = found.verb, found.cue
    last = last_particle(reading, verb, cue)
    behind = found.end if last is None else last + 1
    near = first_name(reading, behind, min(behind + NEAR, verb.sent.end))
    for token in chain(with_preposition(verb, cue.particles[-1]), near):
        if entities := actors(reading, token, speaker=speaker):
            return entities
        if owner := owner_of(reading, token, speaker=speaker):
            return [owner]
    return []


def done_to(reading: Reading, verb: Token) -> Iterator[Token]:
    """Yield the words that say whom it is done to: the subject, nearest first."""
    for subject in subjects(verb):
        yield antecedent(reading, subject)
