"""Say whom "de", "duoen" or "parterne" means: those that were named together last."""

from kg.language.coreference.nouns import said_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import places_before
from kg.language.reading import Named, Reading

#: How far back a group is looked for, in sentences.
REACH = 3
#: What the table of nouns calls a noun for several together.
GROUP = "GROUP"


def group_of(reading: Reading, phrase: Phrase) -> list[str]:
    """Return the entities of the group that a plural means, empty where it means none."""
    if not _is_plural(reading, phrase):
        return []
    kinds = {kind for kind, _ in said_of(reading, phrase.token)} if phrase.word else {"PERSON"}
    named = [p.name for p in places_before(reading, phrase.token.i, REACH) if p.name]
    for last in range(len(named) - 1, 0, -1):
        first = last
        while first > 0 and _joined(reading, named[first - 1], named[first]):
            first -= 1
        group = list(dict.fromkeys(n.entity for n in named[first : last + 1]))
        if len(group) > 1 and (named[last].kind in kinds or GROUP in kinds):
            return group
    return []


def _is_plural(reading: Reading, phrase: Phrase) -> bool:
    if phrase.form == "they":
        return True
    if not phrase.word or phrase.put not in {"definite", "this"}:
        return False
    return phrase.form == "nouns" or any(k == GROUP for k, _ in said_of(reading, phrase.token))


def _joined(reading: Reading, one: Named, other: Named) -> bool:
    """Tell whether "og" or a comma alone stands between two names of one kind."""
    if one.kind != other.kind or other.start != one.end + 1:
        return False
    word = reading.doc[one.end]
    return word.text == "," or word.lower_ in reading.profile.clauses.coordination
