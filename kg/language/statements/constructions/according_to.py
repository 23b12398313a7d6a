"""What somebody is the authority for: "Ifølge Lund er vejen lukket"."""

from kg.language.coreference.refer import actors
from kg.language.reading import Reading, has
from kg.language.statements.constructions.attribution import (
    Attribution,
    rest_of_sentence,
    shown,
)
from kg.language.tokens import Token

RULE = "according to"
#: How far from "ifølge" its noun may stand, in tokens.
REACH = 8


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return what somebody is the authority for, where "ifølge" stands at a token.

    Nobody is named where the words behind it mean nobody that is known.
    """
    if (opener := _opener(reading, token)) is None:
        return None
    last = _authority(reading, opener)
    content = rest_of_sentence(reading, token, last or opener)
    named = actors(reading, last) if last else []
    return Attribution(content, shown(token, opener.i + 1, RULE), named)


def _opener(reading: Reading, token: Token) -> Token | None:
    """Return the last word of "ifølge" or "i følge" where it begins at a token."""
    opening, behind = reading.profile.speech.according_to, reading.doc[token.i + 1 : token.i + 2]
    if token.lower_ in opening:
        return token
    return next((t for t in behind if f"{token.lower_} {t.lower_}" in opening), None)


def _authority(reading: Reading, token: Token) -> Token | None:
    """Return the word after "ifølge" that means somebody, the last one of a name.

    It may have articles, titles and what stands in the genitive before it.
    """
    for word in reading.doc[token.i + 1 : min(token.i + REACH, token.sent.end)]:
        if word.pos_ in {"VERB", "AUX"} and not has(word, "VerbForm", "Part"):
            return None
        name = reading.name_at.get(word.i)
        if name.genitive if name else has(word, "Case", "Gen"):
            continue
        head = reading.doc[name.end - 1] if name else word
        if actors(reading, head):
            return head
        if word.pos_ == "NOUN" and not _goes_on(reading, word):
            return None
    return None


def _goes_on(reading: Reading, noun: Token) -> bool:
    """Tell whether more of a phrase stands behind its noun: "firmaets ingeniør, Sofie Krogh"."""
    behind = reading.doc[noun.i + 1 : noun.i + 2]
    return any(c.i > noun.i for c in noun.children) or any(t.text == "," for t in behind)
