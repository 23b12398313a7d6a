"""Attributions without a verb of saying: "ifølge Lund", "efter ministerens mening", "Lund: ..."."""

from collections.abc import Callable, Iterator

from kg.language.reading import Reading, is_word
from kg.language.statements.constructions import according_to, annoyance, colon, opinion
from kg.language.statements.constructions.attribution import Attribution
from kg.language.tokens import Token

#: What finds each construction at a token, by the name under which statements show it.
CONSTRUCTIONS: dict[str, Callable[[Reading, Token], Attribution | None]] = {
    according_to.RULE: according_to.find,
    colon.RULE: colon.find,
    opinion.RULE: opinion.find,
    annoyance.RULE: annoyance.find,
}


def attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what is attributed, in text order."""
    for token in reading.doc:
        for find in CONSTRUCTIONS.values():
            if (said := find(reading, token)) and _has_words(reading, said):
                yield said


def _has_words(reading: Reading, said: Attribution) -> bool:
    """Tell whether anything is attributed: "Ifølge Lund." alone says nothing."""
    return any(map(is_word, reading.doc[said.content.start : said.content.end]))
