"""What somebody thinks: "efter ministerens mening", "efter græsk opfattelse"."""

from kg.language.reading import Reading
from kg.language.roles.owners import owner_before
from kg.language.statements.constructions.attribution import (
    Attribution,
    rest_of_sentence,
    shown,
)
from kg.language.tokens import Token

RULE = "opinion"
#: How far from the preposition the noun may stand, in tokens.
REACH = 5


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return what somebody thinks, where an opinion begins at a token."""
    speech = reading.profile.speech
    if token.lower_ != speech.opinion_preposition:
        return None
    noun = next(
        (t for t in reading.doc[token.i + 2 : token.i + REACH] if t.lower_ in speech.opinion_nouns),
        None,
    )
    owner = owner_before(reading, noun.i - 1) if noun else None
    if noun is None or owner is None:
        return None
    cue = shown(token, noun.i + 1, RULE)
    return Attribution(rest_of_sentence(reading, token), cue, [owner])
