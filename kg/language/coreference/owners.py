"""Say whose a thing is: "USA's plan", "planen fra USA", "hans plan", "selskabets plan"."""

from collections.abc import Collection

from kg.language.coreference.phrases import owner_after
from kg.language.coreference.refer import actor, actors, modifies
from kg.language.reading import Reading, has
from kg.language.tokens import Token

#: So many words before a noun its owner is looked for.
REACH = 5
#: So many words above a noun the verb is looked for whose subject owns what is "sin".
HIGHEST = 4


def owner_of(
    reading: Reading, noun: Token, after: Collection[str] = (), speaker: str | None = None
) -> str | None:
    """Return whose a thing is.

    `after` are the prepositions that say so, empty for any that does; `speaker` says the direct
    speech around it.
    """
    start = noun.left_edge.i
    if start and reading.doc[start - 1].lower_ in reading.profile.pronouns.possessive:
        start -= 1
    for i in range(noun.i - 1, max(start, noun.i - REACH) - 1, -1):
        name = reading.name_at.get(i)
        if name and (name.genitive or modifies(reading, name) or i == start):
            return name.entity
        if name is None and (found := _by_word(reading, reading.doc[i], speaker)):
            return found
    return owner_after(reading, noun, after or reading.profile.references.owning)


def _by_word(reading: Reading, word: Token, speaker: str | None) -> str | None:
    """Return whom a possessive pronoun or a noun in the genitive means."""
    if word.lower_ in reading.profile.pronouns.own_thing:
        return _of_clause(reading, word, speaker)
    possessive = word.lower_ in reading.profile.pronouns.possessive
    genitive = word.pos_ == "NOUN" and has(word, "Case", "Gen")
    return actor(reading, word, speaker=speaker) if possessive or genitive else None


def _of_clause(reading: Reading, word: Token, speaker: str | None) -> str | None:
    """Return the subject of the clause in which something is "sin"."""
    verb = word.head
    for _ in range(HIGHEST):
        own = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i != word.head.i]
        if own:
            return next(iter(actors(reading, own[0], speaker=speaker)), None)
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
