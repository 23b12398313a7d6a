"""The gazetteer's tables -> records: an entity with the surfaces that mean it."""

import csv
import gzip
import math
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.model import Entity, Kind, Name, entity_id

How = Literal["name", "alias", "abbreviation", "adjective", "inhabitant", "member", "metonym"]

#: Certainty of a name before any context, by what the surface is to the entity. Cities have one by
#: their size.
PRIORS: dict[How, float] = {
    "name": 0.95,
    "alias": 0.94,
    "abbreviation": 0.93,
    "adjective": 0.95,
    "inhabitant": 0.95,
    "member": 0.9,
    "metonym": 0.4,
}
REGION_PRIOR = 0.945
#: Cities are never as certain as countries and regions; those at home are what a paper means
#: first.
CITY_PRIOR_MOST = 0.9
HOME_CITY_PRIOR = 0.85


@dataclass(frozen=True, slots=True)
class Record:
    """An entity with the surfaces that mean it.

    With what each is to it; `prior` is the certainty of them all, or None: by `PRIORS`.
    """

    entity: Entity
    surfaces: tuple[tuple[str, How], ...]
    prior: float | None = None


def read_countries(folder: Path, language: str) -> Iterator[Record]:
    """Yield the countries."""
    for row in read_csv(folder / "countries.csv"):
        others = _entries(row["names"])
        names = [
            Name(row["name"], language),
            Name(row["english"], "en"),
            *(Name(other) for other in others if other != row["english"]),
        ]
        entity = Entity(
            entity_id("COUNTRY", row["code"]), "COUNTRY", row["name"], tuple(names), row["code"]
        )
        metonyms = _all("metonym", row["seats"])
        yield Record(
            entity,
            (
                *_names(row["name"], others),
                *_all("adjective", row["adjectives"]),
                *_all("inhabitant", row["inhabitants"]),
                *metonyms,
            ),
        )


def read_regions(folder: Path, language: str) -> Iterator[Record]:
    """Yield the places that are no city: continents, seas, islands, parts of countries.

    Such a part may have an adjective and inhabitants of its own.
    """
    for row in read_csv(folder / "regions.csv"):
        others = _entries(row["names"])
        latitude, longitude = (
            float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude")
        )
        names = (Name(row["name"], language), *map(Name, others))
        entity = Entity(
            entity_id("PLACE", row["id"]),
            "PLACE",
            row["name"],
            names,
            None,
            row["country"] or None,
            latitude,
            longitude,
        )
        surfaces = (
            *_names(row["name"], others),
            *_all("adjective", row["adjectives"]),
            *_all("inhabitant", row["inhabitants"]),
        )
        yield Record(entity, surfaces, REGION_PRIOR)


def read_organisations(folder: Path, language: str) -> Iterator[Record]:
    """Yield the organisations."""
    for row in read_csv(folder / "organisations.csv"):
        others = _entries(row["names"])
        kind: Kind = "ORGANISATION"
        entity = Entity(
            entity_id(kind, row["name"]),
            kind,
            row["name"],
            (Name(row["name"], language), *map(Name, others)),
            None,
            row["country"] or None,
        )
        yield Record(
            entity,
            (
                *_names(row["name"], others),
                *_all("adjective", row["adjectives"]),
                *_all("member", row["members"]),
            ),
        )


def read_city_rows(folder: Path) -> list[str]:
    """Return the rows of the cities, the largest first, fields parted by tabs.

    Id, name, country, latitude, longitude, population, names.
    """
    return gzip.decompress((folder / "cities.tsv.gz").read_bytes()).decode().splitlines()[1:]


def city(row: str, language: str, home: Container[str]) -> Record:
    """Return a row of the cities as a record; `home` are the countries whose cities come first.

    So are not the villages, which have no number of GeoNames and may have no position.
    """
    key, name, country, latitude, longitude, population, names = row.split("\t")
    others = _entries(names)
    place = Entity(
        entity_id("PLACE", key),
        "PLACE",
        name,
        (Name(name, language), *map(Name, others)),
        None,
        country,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
    )
    prior = min(CITY_PRIOR_MOST, math.log10(int(population) + 10) / 8)
    if country in home and key.isdigit():
        prior = max(prior, HOME_CITY_PRIOR)
    return Record(place, ((name, "name"), *((other, "alias") for other in others)), round(prior, 3))


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _entries(field: str) -> list[str]:
    return field.split("|") if field else []


def _all(how: How, field: str) -> list[tuple[str, How]]:
    return [(entry, how) for entry in _entries(field)]


def _names(name: str, others: list[str]) -> tuple[tuple[str, How], ...]:
    return (
        (name, "name"),
        *((other, "abbreviation" if _is_abbreviation(other) else "alias") for other in others),
    )


def _is_abbreviation(name: str) -> bool:
    return len(name) <= 7 and " " not in name and name.upper() == name
