"""Whom something annoys: "Broen lukkes, til stor irritation for Venstre"."""

from kg.language.coreference.refer import actors
from kg.language.profile import Speech
from kg.language.reading import Reading
from kg.language.statements.constructions.attribution import Attribution, shown, words_within
from kg.language.statements.content import Content
from kg.language.tokens import Token

RULE = "annoyance"
#: How many words may stand between the preposition and the noun: "til stor irritation".
BETWEEN = 2


def openers(speech: Speech) -> set[str]:
    """Return the words with which it may begin."""
    return {speech.annoyance_preposition}


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return what annoys somebody, where "til irritation for" may begin at a token."""
    speech, doc = reading.profile.speech, reading.doc
    near = doc[token.i + 1 : token.i + 2 + BETWEEN]
    noun = next((t for t in near if t.lower_ in speech.annoyances), None)
    if noun is None or noun.i + 2 >= token.sent.end or doc[noun.i + 1].lower_ != speech.annoyed:
        return None
    name = reading.name_at.get(noun.i + 2)
    behind = name.end if name else noun.i + 3
    if not (named := actors(reading, doc[behind - 1])):
        return None
    before, sentence = token.i - token.sent.start > 1, token.sent
    start, end = (sentence.start, token.i) if before else (behind, sentence.end)
    content = Content(*words_within(reading, start, end), "indirect")
    return Attribution(content, shown(token, noun.i + 2, RULE, "CRITICISED"), named)
