"""What somebody is the authority for: "Ifølge Lund er vejen lukket"."""

from kg.language.coreference.nouns import kinds_of
from kg.language.coreference.refer import actors, modifies
from kg.language.profile import Speech
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


def openers(speech: Speech) -> set[str]:
    """Return the words with which it may begin."""
    return {opening.partition(" ")[0] for opening in speech.according_to}


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
    """Return the word after "ifølge" that means somebody, the first one of a name.

    It may have articles, titles and what stands in the genitive before it, or be told of behind
    its noun: "firmaets ingeniør, Sofie Krogh".
    """
    for word in reading.doc[token.i + 1 : min(token.i + REACH, token.sent.end)]:
        if word.pos_ in {"VERB", "AUX"} and not has(word, "VerbForm", "Part"):
            return None
        if has(word, "Case", "Gen"):
            continue
        if _is_thing_of_country(reading, word):
            return None
        if actors(reading, word):
            return word
        if word.pos_ == "NOUN" and not any(c.i > word.i for c in word.children):
            return None
    return None


def _is_thing_of_country(reading: Reading, word: Token) -> bool:
    """Tell whether a word is no body: "tal" in "ifølge svenske tal"; "medier" is one."""
    name = reading.name_at.get(word.i - 1)
    own = name is not None and modifies(reading, name) and word.i not in reading.name_at
    return own and word.pos_ == "NOUN" and not kinds_of(reading, word)
