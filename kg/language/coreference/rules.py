"""Whom the rules say that a pronoun or a description means, before it is ranked.

Persons are found by gender and nearness, titles by what the article says about its persons,
collectives ("partiet") by the last entity of their kind, unnamed speakers by the body they speak
for.
"""

from collections.abc import Collection

from kg.language.coreference.collectives import collective
from kg.language.coreference.features import SEX, gender
from kg.language.coreference.holders import holder
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import places_before, sentence_of
from kg.language.reading import Reading
from kg.language.roles.words import is_title
from kg.language.tokens import Token

#: How far back a pronoun looks, in sentences.
REACH = 6


def by_rule(reading: Reading, phrase: Phrase, others: Collection[str | None] = ()) -> str | None:
    """Return the entity that the rules say a pronoun or description means.

    A pronoun means none of `others`, who speak or take part beside it.
    """
    if phrase.form in SEX:
        return nearest_person(reading, phrase.token.i, SEX[phrase.form], others)
    return _by_description(reading, phrase) if phrase.word else None


def nearest_person(
    reading: Reading, before: int, sex: str, others: Collection[str | None] = ()
) -> str | None:
    """Return the person that "han" or "hun" at a token most likely is.

    Persons of the other gender are out, judged by forename. Of the rest the one whose last name or
    pronoun stands nearest wins, subjects before others; `others` are never meant.
    """
    best: tuple[float, str] | None = None
    sentence, here = sentence_of(reading, before), reading.quote_at(before)
    for place in places_before(reading, before, REACH):
        at, entity, name, token = place[:4]
        if entity in others or not entity.startswith("person:") or (name and name.part):
            continue
        inside = reading.quote_at(at)
        if inside is not None and inside is not here and not inside.dash:
            continue
        distance = sentence - place.sentence
        if (name and name.genitive and not distance) or gender(reading, entity) not in {sex, None}:
            continue
        subject = token.dep_.startswith("nsubj") or token.head.dep_.startswith("nsubj")
        rank = -distance + (0.7 if subject else 0.0) + at / (len(reading.doc) + 1) * 0.5
        if best is None or rank >= best[0]:
            best = rank, entity
    return best[1] if best else None


def _by_description(reading: Reading, phrase: Phrase) -> str | None:
    """Return who "premierministeren", "partiet" or "en israelsk embedsmand" is."""
    token, owner = phrase.token, phrase.owner
    if known := holder(reading, token, owner):
        return known
    if owner is None:
        return collective(reading, token)
    return owner if _speaks_for(reading, token, owner) else None


def _speaks_for(reading: Reading, token: Token, owner: str) -> bool:
    """Tell whether whoever is of a body or country speaks for it: "geologer fra Greenpeace".

    A country is not answered for by all who work there: "den japanske fabrikant".
    """
    lemma = token.lemma_.lower().rpartition("-")[2]
    works = owner.startswith("organisation:") and lemma.endswith(reading.profile.titles.callings)
    return works or lemma.endswith(reading.profile.references.speakers) or is_title(reading, token)
