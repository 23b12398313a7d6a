"""Names of countries, places and organisations -> what they may mean.

The tables in `data/` say where each name comes from. A surface is looked up as it stands and without a genitive ("Israels",
"USA's", "Paris'"). Names must begin with a capital letter; adjectives and inhabitants are written in lower case in Danish and are
found with a capital too, since they may begin a sentence. Å and aa, ö and o, é and e, curly and straight apostrophes count as the same.

Not covered: persons, solid compounds ("ruslandspolitik") and choosing among candidates by context.
"""

import csv
import gzip
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kg.model import Entity, Kind, Name, entity_id

How = Literal["name", "alias", "abbreviation", "adjective", "inhabitant", "member", "metonym"]
Gender = Literal["m", "f"]

DATA = Path(__file__).parent / "data"
#: Certainty of a candidate before any context, by how the surface means it; cities have one by size.
PRIORS: dict[How, float] = {
    "name": 0.95,
    "alias": 0.94,
    "abbreviation": 0.93,
    "adjective": 0.95,
    "inhabitant": 0.95,
    "member": 0.9,
    "metonym": 0.4,
}
REGION_PRIOR = 0.92
AMBIGUOUS = 0.5
DERIVED: frozenset[How] = frozenset({"adjective", "inhabitant", "member"})
_FOLD = str.maketrans({"å": "aa", "Å": "Aa", "ø": "ø", "Ø": "Ø", "’": "'", "‘": "'", "´": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a surface may mean: `prior` is the certainty before context, 0 to 1; `ambiguous` surfaces need context to be believed.

    `name` is the usual Danish name, `code` a country's code, `country` the country of a place or organisation, `how` what the surface is to
    the entity: its name, adjective, inhabitant, party member, or the seat that stands for a government.
    """

    kind: Kind
    id: str
    name: str
    how: How
    prior: float
    ambiguous: bool = False
    code: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class _Record:
    """An entity with the surfaces that mean it."""

    entity: Entity
    surfaces: tuple[tuple[str, How], ...]
    prior: float | None = None


def fold(text: str) -> str:
    """Return the form under which a surface is indexed: case kept, å as aa, accents gone except on æ and ø."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text).translate(_FOLD)
    if composed.isascii():
        return composed
    return "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))


def nominatives(surface: str) -> Iterator[tuple[str, float]]:
    """Yield the surface, then what it may be the genitive of, each with a factor for its certainty."""
    yield surface, 1.0
    if surface.endswith("'s"):
        yield surface[:-2], 0.99
    elif surface.endswith("'"):
        yield surface[:-1], 0.99
    elif surface.endswith("s") and len(surface) > 2:
        yield surface[:-1], 0.95


def is_abbreviation(surface: str) -> bool:
    """Tell whether a surface is a short form in capitals."""
    return len(surface) <= 7 and " " not in surface and surface.upper() == surface


class Gazetteer:
    """All names with what they may mean. Make it through `gazetteer()`, which reads the tables once."""

    def __init__(self, folder: Path = DATA) -> None:
        self._ambiguous = frozenset(map(fold, (folder / "ambiguous.txt").read_text(encoding="utf-8").splitlines()))
        self._records: dict[str, _Record] = {}
        self._index: dict[str, list[tuple[str, How]]] = {}
        self._cities = gzip.decompress((folder / "cities.tsv.gz").read_bytes()).decode().splitlines()[1:]
        self._city_rows: dict[str, int] = {}
        self._city_index: dict[str, list[int]] = {}
        for record in (*_countries(folder), *_regions(folder), *_organisations(folder)):
            self._add(record)
        self._index_cities()

    def _add(self, record: _Record) -> None:
        """Index an entity under all of its surfaces."""
        self._records[record.entity.id] = record
        for surface, how in record.surfaces:
            self._index.setdefault(fold(surface), []).append((record.entity.id, how))

    def _index_cities(self) -> None:
        """Index the rows of the cities without taking them apart: there are tens of thousands, and an article names a few."""
        index = self._city_index
        for row, line in enumerate(self._cities):
            key, name, _, _, _, _, names = line.split("\t")
            self._city_rows[key] = row
            for surface in {fold(name), *(fold(names).split("|") if names else ())}:
                index.setdefault(surface, []).append(row)

    def _city(self, row: int) -> _Record:
        """Return a city as a record."""
        key, name, country, latitude, longitude, population, names = self._cities[row].split("\t")
        others = tuple(filter(None, names.split("|")))
        entity = Entity(entity_id("PLACE", key), "PLACE", name, (Name(name, "da"), *map(Name, others)), None, country, float(latitude), float(longitude))
        size = min(0.9, math.log10(int(population) + 10) / 8)
        prior = max(size, 0.85) if country in {"DK", "GL", "FO"} else size
        return _Record(entity, ((name, "name"), *((other, "alias") for other in others)), round(prior, 3))

    def lookup(self, surface: str) -> list[Candidate]:
        """Return what a surface may mean, the likeliest first; empty when the tables do not have it."""
        best: dict[tuple[str, How], Candidate] = {}
        for form, factor in nominatives(fold(surface.strip())):
            for candidate in self._meanings(form):
                scaled = replace(candidate, prior=round(candidate.prior * factor, 4))
                known = best.setdefault((scaled.id, scaled.how), scaled)
                if scaled.prior > known.prior:
                    best[scaled.id, scaled.how] = scaled
        return sorted(best.values(), key=lambda c: (-c.prior, c.id, c.how))

    def _meanings(self, form: str) -> Iterator[Candidate]:
        """Yield what exactly this folded form may mean, adjectives and inhabitants also when it begins with a capital."""
        if not form:
            return
        ambiguous = form in self._ambiguous
        for entity, how in self._index.get(form, ()):
            yield self._candidate(self._records[entity], how, ambiguous=ambiguous)
        for row in self._city_index.get(form, ()):
            record = self._city(row)
            yield self._candidate(record, "name" if fold(record.entity.name) == form else "alias", ambiguous=ambiguous)
        lowered = form[0].lower() + form[1:]
        if lowered != form:
            for entity, how in self._index.get(lowered, ()):
                if how in DERIVED:
                    yield self._candidate(self._records[entity], how, ambiguous=ambiguous or lowered in self._ambiguous)

    @staticmethod
    def _candidate(record: _Record, how: How, *, ambiguous: bool) -> Candidate:
        """Return a record as what a surface may mean."""
        entity = record.entity
        prior = (PRIORS[how] if record.prior is None else record.prior) * (AMBIGUOUS if ambiguous else 1.0)
        return Candidate(entity.kind, entity.id, entity.name, how, prior, ambiguous, entity.code, entity.country, entity.latitude, entity.longitude)

    def entity(self, key: str) -> Entity | None:
        """Return the entity with this id and all of its names, or None."""
        if key in self._records:
            return self._records[key].entity
        row = self._city_rows.get(key.removeprefix("place:")) if key.startswith("place:") else None
        return None if row is None else self._city(row).entity

    def country_name(self, code: str) -> str | None:
        """Return the usual Danish name of a country."""
        record = self._records.get(f"country:{code}")
        return record.entity.name if record else None

    def surfaces(self) -> Iterator[str]:
        """Yield every surface of countries, regions and organisations, then of cities, each as it is written; some come twice."""
        for record in self._records.values():
            for surface, _ in record.surfaces:
                yield surface
        for line in self._cities:
            _, name, _, _, _, _, names = line.split("\t")
            yield name
            if names:
                yield from names.split("|")

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Yield the surfaces of two words and more, split at spaces."""
        return (tuple(surface.split()) for surface in self.surfaces() if " " in surface)


def _split(field: str) -> list[str]:
    return field.split("|") if field else []


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _named(name: str, others: list[str]) -> list[tuple[str, How]]:
    """Return the surfaces that are names, with how."""
    return [(name, "name"), *((other, "abbreviation" if is_abbreviation(other) else "alias") for other in others)]


def _countries(folder: Path) -> Iterator[_Record]:
    for row in _rows(folder, "countries.csv"):
        others, seats = _split(row["names"]), _split(row["seats"])
        names = (Name(row["name"], "da"), Name(row["english"], "en"), *(Name(other) for other in others if other != row["english"]))
        surfaces = _named(row["name"], others)
        surfaces += [(form, "adjective") for form in _split(row["adjectives"])]
        surfaces += [(form, "inhabitant") for form in _split(row["inhabitants"])]
        surfaces += [(seat, "metonym") for seat in seats]
        yield _Record(Entity(entity_id("COUNTRY", row["code"]), "COUNTRY", row["name"], names, row["code"]), tuple(surfaces))


def _regions(folder: Path) -> Iterator[_Record]:
    for row in _rows(folder, "regions.csv"):
        others = _split(row["names"])
        latitude, longitude = (float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude"))
        names = (Name(row["name"], "da"), *map(Name, others))
        entity = Entity(entity_id("PLACE", row["id"]), "PLACE", row["name"], names, None, row["country"] or None, latitude, longitude)
        yield _Record(entity, tuple(_named(row["name"], others)), REGION_PRIOR)


def _organisations(folder: Path) -> Iterator[_Record]:
    for row in _rows(folder, "organisations.csv"):
        others = _split(row["names"])
        surfaces = _named(row["name"], others)
        surfaces += [(form, "adjective") for form in _split(row["adjectives"])]
        surfaces += [(form, "member") for form in _split(row["members"])]
        names = (Name(row["name"], "da"), *map(Name, others))
        entity = Entity(entity_id("ORGANISATION", row["name"]), "ORGANISATION", row["name"], names, None, row["country"] or None)
        yield _Record(entity, tuple(surfaces))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read on the first call."""
    return Gazetteer()


@lru_cache(maxsize=1)
def _genders() -> dict[str, Gender]:
    return {row["name"]: "m" if row["gender"] == "m" else "f" for row in _rows(DATA, "forenames.csv")}


def gender(forename: str) -> Gender | None:
    """Return the sex of those who bear a forename; None when both do or the table does not have it."""
    genders = _genders()
    return genders.get(forename) or genders.get(forename.partition("-")[0])


def lookup(surface: str) -> list[Candidate]:
    """Return what a surface may mean, the likeliest first."""
    return gazetteer().lookup(surface)


def entity(key: str) -> Entity | None:
    """Return the entity with this id, or None."""
    return gazetteer().entity(key)


def country_name(code: str) -> str | None:
    """Return the usual Danish name of a country, by its code."""
    return gazetteer().country_name(code)
