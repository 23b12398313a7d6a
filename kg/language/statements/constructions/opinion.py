"""What somebody thinks: "efter ministerens mening", "efter græsk opfattelse"."""

from kg.language.profile import Speech
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


def openers(speech: Speech) -> set[str]:
    """Return the words with which it may begin."""
    return {speech.opinion_preposition}


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return what somebody thinks, where an opinion may begin at a token."""
    speech = reading.profile.speech
    for noun in reading.doc[token.i + 2 : token.i + REACH]:
        if noun.lower_ in speech.opinion_nouns and (owner := owner_before(reading, noun.i - 1)):
            content = rest_of_sentence(reading, token, noun)
            return Attribution(content, shown(token, noun.i + 1, RULE), [owner])
    return None
