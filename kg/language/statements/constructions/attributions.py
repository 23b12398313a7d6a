"""Attributions without a verb of saying: "ifølge Lund", "efter ministerens mening", "Lund: ..."."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kg.language.profile import Profile, Speech
from kg.language.reading import Reading, is_word
from kg.language.statements.constructions import according_to, annoyance, colon, opinion
from kg.language.statements.constructions.attribution import Attribution
from kg.language.tokens import Token

Find = Callable[[Reading, Token], Attribution | None]
#: The words with which each construction may begin, and what finds it at one of them, by the name
#: under which statements show it.
CONSTRUCTIONS: dict[str, tuple[Callable[[Speech], Iterable[str]], Find]] = {
    according_to.RULE: (according_to.openers, according_to.find),
    colon.RULE: (colon.openers, colon.find),
    opinion.RULE: (opinion.openers, opinion.find),
    annoyance.RULE: (annoyance.openers, annoyance.find),
}


def attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what is attributed, in text order."""
    begun_by = _begun_by(reading.profile)
    for token in reading.doc:
        for find in begun_by.get(token.lower_, ()):
            if (said := find(reading, token)) and _has_words(reading, said):
                yield said


@lru_cache(maxsize=4)
def _begun_by(profile: Profile) -> dict[str, list[Find]]:
    """Return what finds the constructions that each word may begin."""
    found: dict[str, list[Find]] = defaultdict(list)
    for openers, find in CONSTRUCTIONS.values():
        for word in openers(profile.speech):
            found[word].append(find)
    return dict(found)


def _has_words(reading: Reading, said: Attribution) -> bool:
    """Tell whether anything is attributed: "Ifølge Lund." alone says nothing."""
    return any(map(is_word, reading.doc[said.content.start : said.content.end]))
