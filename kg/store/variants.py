"""What each article tells about an entity, which is what the articles that are there make of it.

What one article tells is a variant: the properties of an entity row but its id, as JSON. The edge
from the article to the entity carries the variant's key; the entity is what its variants merge to,
and lists them when they are more than one.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from kg.forenames import sex_of
from kg.model import Entity, entity_id

Row = dict[str, Any]

_TOLD = ("name", "names", "code", "country", "latitude", "longitude")
ENTITY_PROPERTIES = ("id", *_TOLD, "name_gender", "variants")
#: Properties that a store keeps for itself.
INTERNAL = frozenset({"digest", "variant", "variants"})


@lru_cache(8_192)
def variant(records: Sequence[Entity]) -> str:
    """Return what the records that an article has of one entity, a tuple, tell together."""
    texts = [_text(_told(record)) for record in records]
    return texts[0] if len(texts) == 1 else _of_row(entity_row(records[0].id, texts))


@lru_cache(8_192)
def variant_key(text: str) -> str:
    """Return 8 hexadecimal digits that tell a variant from the other ones of its entity."""
    return blake2b(text.encode(), digest_size=4).hexdigest()


def variants_of(row: Row) -> list[str]:
    """Return the variants that an entity row was made from, sorted."""
    return row["variants"] or [_of_row(row)]


def entity_row(identity: str, variants: Iterable[str]) -> Row:
    """Return the entity that variants make, whatever their order.

    `names` is the sorted union. `name` is the longest one, then one not all in capitals, then the
    first of the alphabet. `name_gender` is what it tells of a person. Of the other properties the
    smallest value stands.
    """
    texts = sorted(set(variants))
    told = [json.loads(text) for text in texts]
    latitude, longitude = min(
        ((t["latitude"], t["longitude"]) for t in told if "latitude" in t), default=(None, None)
    )
    name = min((t["name"] for t in told), key=lambda name: (-len(name), name.isupper(), name))
    return {
        "id": identity,
        "name": name,
        "names": sorted({name for t in told for name in t["names"]}),
        "code": min((t["code"] for t in told if "code" in t), default=None),
        "country": min((t["country"] for t in told if "country" in t), default=None),
        "latitude": latitude,
        "longitude": longitude,
        "name_gender": sex_of(name) if identity.startswith("person:") else None,
        "variants": texts if len(texts) > 1 else None,
    }


def merge_entities(rows: Iterable[Row]) -> Row:
    """Return one row for rows of the same entity, whatever their order."""
    rows = list(rows)
    if len(rows) == 1:
        return rows[0]
    return entity_row(rows[0]["id"], (text for row in rows for text in variants_of(row)))


def country_of(code: str) -> Entity:
    """Return the country with a code, as a place that lies in it tells it: without a name."""
    return Entity(entity_id("COUNTRY", code), "COUNTRY", "", code=code)


def countries_of(row: Row) -> list[str]:
    """Return the id of every country that a variant of an entity row lies in, sorted."""
    told = (json.loads(text) for text in variants_of(row))
    return sorted({entity_id("COUNTRY", t["country"]) for t in told if "country" in t})


def _told(entity: Entity) -> Row:
    """Return what a record tells; a country without a name goes by its code."""
    place = (entity.latitude, entity.longitude)
    # Zero has one form.
    latitude, longitude = (None, None) if None in place else (float(x or 0) for x in place)
    return {
        "name": entity.name or entity.code or "",
        "names": sorted({entity.name, *(n.text for n in entity.names)} - {""}),
        "code": entity.code or None,
        "country": entity.country or None,
        "latitude": latitude,
        "longitude": longitude,
    }


def _of_row(row: Row) -> str:
    return _text({name: row[name] for name in _TOLD})


def _text(told: Row) -> str:
    kept = {name: value for name, value in told.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
