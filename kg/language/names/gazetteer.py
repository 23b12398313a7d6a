"""Names of countries, places and organisations -> what they may mean.

The README beside the tables says where each name comes from. A surface is looked up as it stands
and without a genitive ("Israels", "USA's", "Paris'"). Names begin with a capital letter; adjectives
and inhabitants are written in lower case in Danish and are found with a capital too, since they may
begin a sentence. Å and aa, ö and o, é and e, curly and straight apostrophes count as the same.

Not covered: persons, compounds ("Rafah-invasion", "ruslandspolitik") and choosing among candidates
by context.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kg.language.names import gazetteer_tables as tables
from kg.language.names.gazetteer_tables import How, Record
from kg.model import Entity, Kind

Gender = Literal["m", "f"]

DATA = Path(__file__).parents[1] / "da/gazetteer"
#: What a surface can be to an entity besides its name: forms that Danish writes in lower case.
DERIVED: frozenset[How] = frozenset({"adjective", "inhabitant", "member"})
#: Factors of the prior: of ambiguous surfaces, of a name in capitals ("LONDON"), of an adjective
#: with a point of the compass ("nordtysk").
AMBIGUOUS = 0.5
CAPITALS = 0.97
COMPASS = 0.9
_COMPASS = re.compile(r"(?:nord|syd|øst|vest)(\w+ske?)")
#: These are no part of the country whose adjective they end in.
_CONTINENTAL = ("amerikansk", "indisk")
_FOLD = str.maketrans({"å": "aa", "Å": "Aa", "’": "'", "‘": "'", "´": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a surface may mean.

    `prior` is the certainty before context, 0 to 1; `ambiguous` surfaces need context to be
    believed.

    `name` is the usual Danish name, `code` a country's code, `country` the country of a place or
    organisation, `how` what the surface is to the entity: its name, adjective, inhabitant, party
    member, or the seat that stands for a government.
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


def fold(text: str) -> str:
    """Return the form under which a surface is indexed.

    Case kept, å as aa, accents gone except for æ and ø.
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text).translate(_FOLD)
    return "".join(
        c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c)
    )


def nominatives(surface: str) -> Iterator[tuple[str, float]]:
    """Yield the surface and what it may be the genitive of, each with a factor of certainty."""
    yield surface, 1.0
    if surface.endswith("'s"):
        yield surface[:-2], 0.99
    elif surface.endswith("'"):
        yield surface[:-1], 0.99
    elif surface.endswith("s") and len(surface) > 2:
        yield surface[:-1], 0.95


class Gazetteer:
    """All names with what they may mean.

    Make it through `gazetteer()`, which reads the tables once.
    """

    def __init__(self, folder: Path = DATA) -> None:
        self._ambiguous = frozenset(
            map(fold, (folder / "ambiguous.txt").read_text(encoding="utf-8").splitlines())
        )
        self._records: dict[str, Record] = {}
        self._index: dict[str, list[tuple[str, How]]] = {}
        for record in (
            *tables.read_countries(folder),
            *tables.read_regions(folder),
            *tables.read_organisations(folder),
        ):
            self._records[record.entity.id] = record
            for surface, how in record.surfaces:
                self._index.setdefault(fold(surface), []).append((record.entity.id, how))
        self._cities = tables.read_city_rows(folder)
        self._city_rows: dict[str, int] = {}
        self._city_index: dict[str, list[int]] = {}
        self._index_cities()

    def _index_cities(self) -> None:
        """Index the rows of the cities without taking them apart.

        There are tens of thousands, and an article names a few.
        """
        index = self._city_index
        for number, row in enumerate(self._cities):
            key, name, _, _, _, _, names = row.split("\t")
            self._city_rows[f"place:{key}"] = number
            index.setdefault(fold(name), []).append(number)
            if names:
                for other in {*fold(names).split("|")} - {fold(name)}:
                    index.setdefault(other, []).append(number)

    def lookup(self, surface: str) -> list[Candidate]:
        """Return what a surface may mean, the likeliest first.

        Empty when the tables do not have it.
        """
        folded = fold(surface.strip())
        found = self._ranked(folded, 1.0)
        if not found and folded.isupper() and len(folded) > 3:
            found = self._ranked(
                re.sub(r"\w+", lambda word: word[0].capitalize(), folded), CAPITALS
            )
        return found

    def _ranked(self, folded: str, factor: float) -> list[Candidate]:
        """Return what a folded surface or its nominative may mean.

        Of one meaning found twice, the likelier.
        """
        best: dict[tuple[str, How], Candidate] = {}
        for form, certainty in nominatives(folded):
            for candidate in self._meanings(
                form, factor * certainty, ambiguous=folded in self._ambiguous
            ):
                key = (candidate.id, candidate.how)
                if key not in best or best[key].prior < candidate.prior:
                    best[key] = candidate
        return sorted(best.values(), key=lambda c: (-c.prior, c.id, c.how))

    def _meanings(self, form: str, factor: float, *, ambiguous: bool) -> Iterator[Candidate]:
        """Yield what exactly this folded form may mean.

        Adjectives and inhabitants also when it begins with a capital.
        """
        ambiguous = ambiguous or form in self._ambiguous
        for key, how in self._index.get(form, ()):
            yield self._candidate(self._records[key], how, factor, ambiguous=ambiguous)
        for number in self._city_index.get(form, ()):
            record = tables.city(self._cities[number])
            yield self._candidate(
                record,
                "name" if fold(record.entity.name) == form else "alias",
                factor,
                ambiguous=ambiguous,
            )
        lowered = form[:1].lower() + form[1:]
        if lowered != form:
            yield from self._derived(lowered, factor)
        if (
            (compass := _COMPASS.fullmatch(lowered))
            and lowered not in self._index
            and not compass[1].rstrip("e").endswith(_CONTINENTAL)
        ):
            yield from self._derived(compass[1], factor * COMPASS)

    def _derived(self, form: str, factor: float) -> Iterator[Candidate]:
        """Yield the entities of which this is the adjective, an inhabitant or a member."""
        for key, how in self._index.get(form, ()):
            if how in DERIVED:
                yield self._candidate(
                    self._records[key], how, factor, ambiguous=form in self._ambiguous
                )

    @staticmethod
    def _candidate(record: Record, how: How, factor: float, *, ambiguous: bool) -> Candidate:
        """Return a record as what a surface may mean."""
        entity = record.entity
        prior = (
            (tables.PRIORS[how] if record.prior is None else record.prior)
            * factor
            * (AMBIGUOUS if ambiguous else 1.0)
        )
        where = (entity.code, entity.country, entity.latitude, entity.longitude)
        return Candidate(
            entity.kind, entity.id, entity.name, how, round(prior, 4), ambiguous, *where
        )

    def entity(self, key: str) -> Entity | None:
        """Return the entity with this id and all of its names, or None."""
        if key in self._records:
            return self._records[key].entity
        return (
            tables.city(self._cities[self._city_rows[key]]).entity
            if key in self._city_rows
            else None
        )

    def country_name(self, code: str) -> str | None:
        """Return the usual Danish name of a country, or None."""
        record = self._records.get(f"country:{code}")
        return record.entity.name if record else None

    def surfaces(self) -> Iterator[str]:
        """Yield every surface as it is written, cities last; some come twice."""
        for record in self._records.values():
            for surface, _ in record.surfaces:
                yield surface
        for row in self._cities:
            _, name, _, _, _, _, names = row.split("\t")
            yield name
            if names:
                yield from names.split("|")

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Yield the surfaces of two words and more, split at spaces."""
        return (tuple(surface.split()) for surface in self.surfaces() if " " in surface)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read on the first call."""
    return Gazetteer()


@lru_cache(maxsize=1)
def _genders() -> dict[str, Gender]:
    return {
        row["name"]: "m" if row["gender"] == "m" else "f"
        for row in tables.read_csv(DATA / "forenames.csv")
    }


def gender(forename: str) -> Gender | None:
    """Return the sex of those who bear a forename (of "Hans-Jørgen", its first part).

    None when both do or it is not known.
    """
    genders = _genders()
    return genders.get(forename) or genders.get(forename.partition("-")[0])


def lookup(surface: str) -> list[Candidate]:
    """Return what a surface may mean, the likeliest first."""
    return gazetteer().lookup(surface)


def entity(key: str) -> Entity | None:
    """Return the entity with this id, or None."""
    return gazetteer().entity(key)


def country_name(code: str) -> str | None:
    """Return the usual Danish name of a country, by its code, or None."""
    return gazetteer().country_name(code)
