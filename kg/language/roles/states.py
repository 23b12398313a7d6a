"""The country of a title of state where the article does not say it: "præsident Joko Widodo"."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from kg.language.names.lists import lists
from kg.language.reading import Named, Reading, Title
from kg.language.roles.statesmen import states_of
from kg.model import entity_id

#: What stands in for a mention, where a country was named last before the title.
NEARNESS = 2
#: Bits of bearers of forename and surname together (see `Bearers`), from which a name is one of
#: the language's own country.
OWN = 16


def of_state(reading: Reading, title: Title, titles: Collection[Title]) -> Title:
    """Return a title of state with its country, where one of the article's can be meant.

    A well-known person's is of the country known, the others' follow from the article:
    "statsminister Bo Holm" is of the language's own country, which the article must name;
    "præsident Joko Widodo" is of the foreign one that is named most and last, but for those that
    only say where somebody is from ("den tyske ingeniør") and those of which somebody else has
    the title (`titles` are all of the article).
    """
    words = reading.profile.titles
    if title.of or not title.title.endswith(words.state_offices):
        return title
    if known := states_of(reading.language, reading.entities[title.person].name):
        return replace(title, of=next((c for c in known if c in reading.entities), None))
    home = {entity_id("COUNTRY", code) for code in reading.profile.spelling.home}
    having = _having(reading, title)
    named = [n for n in reading.names if n.kind == "COUNTRY" and n.entity in (having or {n.entity})]
    if _own(reading, title) and not title.title.endswith(words.foreign_offices):
        return replace(title, of=next((n.entity for n in named if n.entity in home), None))
    taken = {t.of for t in titles if t.title == title.title and t.person != title.person}
    foreign = [
        n
        for n in named
        if n.entity not in home and n.entity not in taken and not _origin(reading, n)
    ]
    scores = Counter(n.entity for n in foreign)
    before = [n.entity for n in foreign if n.start < title.at]
    scores.update({before[-1]: NEARNESS} if before else {})
    return replace(title, of=scores.most_common(1)[0][0] if scores else None)


def _origin(reading: Reading, name: Named) -> bool:
    """Tell whether an adjective says where a person is from: "den tyske ingeniør Jürgen Kessel"."""
    doc, noun = reading.doc, name.end
    if not doc[name.start].text[0].islower() or noun + 1 >= len(doc):
        return False
    following = reading.name_at.get(noun + 1)
    return noun not in reading.name_at and bool(following and following.kind == "PERSON")


def _having(reading: Reading, title: Title) -> set[str]:
    """Return the countries that have such an office, nothing where many have."""
    for office, codes in reading.profile.titles.office_countries.items():
        if title.title.endswith(office):
            return {entity_id("COUNTRY", code) for code in codes}
    return set()


def _own(reading: Reading, title: Title) -> bool:
    """Tell whether a person's name is one that people of the language's own country bear."""
    first, *others = reading.entities[title.person].name.split()
    known = lists(reading.language)
    forename = known.bearers(first).forename
    surname = known.bearers(others[-1]).families if others else 0
    return bool(forename and surname) and forename + surname >= OWN
