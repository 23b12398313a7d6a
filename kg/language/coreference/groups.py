"""Say whom "de", "duoen" or "parterne" means: those that were named together last.

"De" goes on with the group that was spoken of last: "Parret siger, at de flytter". "Parret" is the
two persons of one surname, where no two were named together before it.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from kg.language.coreference.nouns import said_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Place, places_before, reach, sentence_of
from kg.language.reading import VERBAL, Reading
from kg.language.tokens import Token

#: How far back a group is looked for, in sentences.
REACH = 3
#: So many tokens may stand between two that are named together.
APART = 8
#: What the table of nouns calls a noun for several together, and its sort of a man and wife.
GROUP, COUPLE = "GROUP", "couple"
KINDS = ("person", "organisation", "country", "place")


class Group(NamedTuple):
    """Those that are named together, and the token where the last of them stands."""

    at: int
    members: list[str]


def group_of(reading: Reading, phrase: Phrase) -> list[str]:
    """Return the entities of the group that a plural means, empty where it means none."""
    said = said_of(reading, phrase.token) if phrase.word else {("PERSON", "")}
    kinds = {kind.lower() for kind, _ in said}
    found = [g for g in _named_together(reading, phrase.token.i) if _fits(g, kinds)]
    if phrase.form == "they":
        found += _spoken_of(reading, phrase.token.i)
    if found:
        return max(found, key=lambda group: group.at).members
    return _of_one_name(reading) if (GROUP, COUPLE) in said else []


def joined_pronouns(reading: Reading, before: int) -> Iterator[Token]:
    """Yield the words shortly before a token that are as "han" of "han og Lund"."""
    pronouns, joining = reading.profile.pronouns, reading.profile.clauses.coordination
    single = pronouns.he | pronouns.she
    for token in reading.doc[reach(reading, before, REACH) : max(before - 1, 0)]:
        if token.lower_ in single and token.nbor().lower_ in joining:
            yield token


def is_plural(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether a word means several: "de", "parterne", "parret"."""
    if phrase.form == "they":
        return True
    if not phrase.word or phrase.put not in {"definite", "this"}:
        return False
    return phrase.form == "nouns" or any(k == GROUP for k, _ in said_of(reading, phrase.token))


def _fits(group: Group, kinds: set[str]) -> bool:
    return group.members[-1].partition(":")[0] in kinds or GROUP.lower() in kinds


def _named_together(reading: Reading, before: int) -> Iterator[Group]:
    """Yield of each kind the last ones before a token that "og" joins."""
    places = places_before(reading, before, REACH)
    for kind in KINDS:
        alike = [p for p in places if p.entity.startswith(f"{kind}:")]
        for last in range(len(alike) - 1, 0, -1):
            first = last
            while first > 0 and _joined(reading, alike[first - 1], alike[first]):
                first -= 1
            members = list(dict.fromkeys(p.entity for p in alike[first : last + 1]))
            if len(members) > 1:
                yield Group(alike[last].at, members)
                break


def _joined(reading: Reading, one: Place, other: Place) -> bool:
    """Tell whether "og" joins two, or a comma alone stands between them."""
    start = one.name.end if one.name else one.at + 1
    between = reading.doc[start : other.at]
    if len(between) == 1 and between[0].text == ",":
        return True
    joining = reading.profile.clauses.coordination
    return (
        0 < len(between) <= APART
        and any(t.lower_ in joining for t in between)
        and not any(t.pos_ in VERBAL for t in between)
    )


def _spoken_of(reading: Reading, at: int) -> Iterator[Group]:
    """Yield the group that a word shortly before a token was found to mean."""
    last = max((i for i in reading.groups if i < at), default=None)
    if last is not None and sentence_of(reading, at) - sentence_of(reading, last) <= REACH:
        yield Group(last, [*reading.groups[last]])


def _of_one_name(reading: Reading) -> list[str]:
    """Return the two persons of the article that share a surname, empty where more do."""
    persons = {e.id: e.name for e in reading.entities.values() if e.kind == "PERSON"}
    surnames = {p: _surnames(name) for p, name in persons.items() if " " in name}
    pairs = [pair for pair in combinations(surnames, 2) if surnames[pair[0]] & surnames[pair[1]]]
    return [*pairs[0]] if len(pairs) == 1 else []


def _surnames(name: str) -> set[str]:
    return set(name.rsplit(maxsplit=1)[-1].lower().split("-"))
