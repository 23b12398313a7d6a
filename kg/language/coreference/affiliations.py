"""Say whose a title is where the article calls the owner by its kind.

"partiets formand", "direktør i selskabet", "byens borgmester", "hærens chef".
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.language.coreference.callings import callings
from kg.language.coreference.collectives import NEAR, collective, last_of_kind
from kg.language.coreference.descriptions import sorts_of
from kg.language.coreference.nouns import said_of
from kg.language.coreference.places import Candidate, reach
from kg.language.reading import Reading, Title
from kg.language.roles.owners import is_seated
from kg.language.tokens import Token

#: So many words before a title the genitive stands.
REACH = 3
#: The sort of nouns that any body may be called: "organisationen".
GENERAL = "association"


def find_affiliations(reading: Reading) -> None:
    """Add the titles said of pronouns, and fill the `of` of those that have none.

    From a noun before or after them that tells what the owner is.
    """
    had = {(t.person, t.title) for t in reading.titles}
    reading.titles += [t for t in callings(reading) if (t.person, t.title) not in had]
    reading.titles = [
        title if title.of else replace(title, of=_owner(reading, title)) for title in reading.titles
    ]


def _owner(reading: Reading, title: Title) -> str | None:
    for noun in _nouns(reading, title):
        found = _body(reading, noun) or _seat(reading, title, noun)
        if found and found != title.person:
            return found
    return None


def _nouns(reading: Reading, title: Title) -> Iterator[Token]:
    """Yield the genitive before a title and the noun behind its preposition."""
    doc, at = reading.doc, title.at
    first = at - len(title.title.split()) + 1
    for i in range(first - 1, max(first - REACH, -1), -1):
        if i not in reading.name_at and reading.profile.genitive.ends(doc[i].lower_):
            yield doc[i]
        if doc[i].pos_ != "ADJ":
            break
    affiliation = reading.profile.titles.affiliation
    if at + 2 < len(doc) and doc[at + 1].lower_ in affiliation and at + 2 not in reading.name_at:
        yield doc[at + 2]


def _body(reading: Reading, noun: Token) -> str | None:
    """Return the body that a noun means, or the last before it that is of the sort it says."""
    found = collective(reading, noun)
    if found is None or _fits(reading, noun, found):
        return found
    before = reading.names_starting(reach(reading, noun.i, NEAR), noun.i)
    kind = reading.entities[found].kind
    fitting = [n for n in before if n.kind == kind and _fits(reading, noun, n.entity)]
    return fitting[-1].entity if fitting else None


def _fits(reading: Reading, noun: Token, entity: str) -> bool:
    """Tell whether a body may be what a noun calls it: no party is a club."""
    kind = reading.entities[entity].kind
    wanted = {sort for k, sort in said_of(reading, noun) if k == kind and sort}
    sorts = sorts_of(reading, Candidate(entity, kind), set())
    return GENERAL in wanted or not (wanted and sorts) or bool(sorts & wanted)


def _seat(reading: Reading, title: Title, noun: Token) -> str | None:
    """Return the place or country named last for "byens borgmester", "hærens chef".

    A place must be one that has such an office.
    """
    kinds = {kind for kind, _ in said_of(reading, noun)}
    if kinds == {"COUNTRY"}:
        return last_of_kind(reading, "COUNTRY", noun.i)
    seated = kinds == {"PLACE"} and is_seated(reading, title.title)
    return last_of_kind(reading, "PLACE", noun.i) if seated else None
