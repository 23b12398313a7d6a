"""The titles said of a person whom the sentence does not name: "hun er næstformand"."""

from collections.abc import Iterator

from kg.language.coreference.phrases import phrase_of
from kg.language.coreference.ranking import rank
from kg.language.coreference.rules import by_rule
from kg.language.reading import Reading, Title
from kg.language.roles.phrases import phrase_at
from kg.language.roles.predicates import said
from kg.language.tokens import Token

#: Pronouns of whom a title is said, as `Phrase` has them.
PRONOUNS = {"he", "she"}
#: A chance that the pronoun means its person below which the title is left.
SURE = 0.65


def callings(reading: Reading) -> Iterator[Title]:
    """Yield the titles that a sentence says of "han" or "hun", outside of direct speech.

    A definite noun only tells who it is: "han er den hemmelige agent".
    """
    known = reading.profile.references.definite_articles
    for subject, noun in said(reading):
        if reading.quote_at(noun.i) or any(c.lower_ in known for c in noun.children):
            continue
        person = _meant(reading, subject)
        if person:
            found = phrase_at(reading, noun.i)
            if found.of != person:
                yield Title(person, found.title, found.of, found.at)


def _meant(reading: Reading, subject: Token) -> str | None:
    phrase = phrase_of(reading, subject)
    if phrase is None or phrase.form not in PRONOUNS:
        return None
    ranked = rank(reading, phrase, by_rule(reading, phrase))
    sure = ranked and ranked[1] >= SURE and ranked[0].startswith("person:")
    return ranked[0] if ranked and sure else None
