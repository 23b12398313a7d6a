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
#: What the head of a phrase is.
HEADS = {"NOUN", "PROPN", "PRON", "X"}


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return what somebody is the authority for, where "ifølge" stands at a token."""
    if token.lower_ != reading.profile.speech.according_to:
        return None
    if not (named := _named_after(reading, token)):
        return None
    content = rest_of_sentence(reading, token)
    return Attribution(content, shown(token, token.i + 1, RULE), named)


def _named_after(reading: Reading, token: Token) -> list[str]:
    """Return the entities after "ifølge", over articles, titles and what stands in the genitive."""
    for word in reading.doc[token.i + 1 : min(token.i + REACH, token.sent.end)]:
        if word.pos_ in {"VERB", "AUX"} and not has(word, "VerbForm", "Part"):
            return []
        name = reading.name_at.get(word.i)
        genitive = name.genitive if name else has(word, "Case", "Gen")
        if genitive or not (name or word.pos_ in HEADS):
            continue
        if entities := actors(reading, reading.doc[name.end - 1] if name else word):
            return [e for e in entities if not e.startswith("place:")]
        if word.pos_ == "NOUN" and not _goes_on(reading, word):
            return []
    return []


def _goes_on(reading: Reading, noun: Token) -> bool:
    """Tell whether more of a phrase stands behind its noun: "firmaets ingeniør, Sofie Krogh"."""
    behind = reading.doc[noun.i + 1 : noun.i + 2]
    return any(c.i > noun.i for c in noun.children) or any(t.text == "," for t in behind)
