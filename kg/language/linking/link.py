"""Give every name in an article its entity.

Countries and places come from the gazetteer, persons are brought together by their names.

A person's fullest name in the article makes the id; "Netanyahu" is the Benjamin Netanyahu of the
same article, and stays `person:netanyahu?` where no full name is given.
"""

from kg.language.linking.organisations import organisations
from kg.language.linking.persons import persons as same_persons
from kg.language.linking.places import countries, from_gazetteer
from kg.language.names.gazetteer import gazetteer
from kg.language.names.nominative import nominative
from kg.language.reading import Reading
from kg.model import Entity, entity_id


def link(reading: Reading) -> None:
    """Set the entity of every name and fill `reading.entities`, in order of appearance."""
    table = gazetteer(reading.language)
    context = countries(reading, table)
    reading.index_names()
    nominatives = {id(n): nominative(reading, n) for n in reading.names}
    persons = same_persons(reading, nominatives)
    others = organisations(reading, nominatives, table)
    linked: dict[str, Entity] = {}
    for name in reading.names:
        text = nominatives[id(name)]
        if not text:
            continue
        entity = (
            persons.get(id(name))
            or others.get(id(name))
            or from_gazetteer(reading, name, text, table, context)
        )
        entity = entity or Entity(entity_id(name.kind, text), name.kind, text)
        if not entity.id.partition(":")[2].partition("?")[0]:
            continue
        name.entity, name.kind = entity.id, entity.kind
        linked.setdefault(entity.id, entity)
    reading.names = [n for n in reading.names if n.entity]
    reading.entities = linked
    lands = dict.fromkeys(
        entity_id("COUNTRY", e.country) for e in linked.values() if e.kind == "PLACE" and e.country
    )
    reading.context = [
        country for land in lands if land not in linked and (country := table.entity(land))
    ]
    reading.index_names()
