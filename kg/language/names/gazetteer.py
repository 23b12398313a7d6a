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

from kg.language.lexicon import load_lexicon
from kg.language.names import gazetteer_tables as tables
from kg.language.names.gazetteer_tables import How, Record
from kg.model import Entity, Kind

Gender = Literal["m", "f"]

ROOT = Path(__file__).parents[1]
#: What a surface can be to an entity besides its name: forms that Danish writes in lower case.
DERIVED: frozenset[How] = frozenset({"adjective", "inhabitant", "member"})
#: Factors of the prior: of ambiguous surfaces, of a name in capitals ("LONDON"), of an adjective
#: with a point of the compass ("nordtysk").
AMBIGUOUS = 0.5
CAPITALS = 0.97
COMPASS = 0.9
#: Factors of what a surface may be the genitive of: with an apostrophe, without.
APOSTROPHE = 0.99
GENITIVE = 0.95
#: Marks that are written in several ways.
_MARKS = {"’": "'", "‘": "'", "´": "'", "‑": "-", "–": "-"}
#: So many surfaces are remembered with what they mean.
REMEMBERED = 50_000


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


class Gazetteer:
    """All names with what they may mean.

    Make it through `gazetteer()`, which reads the tables once.
    """

    def __init__(self, language: str) -> None:
        folder, profile = ROOT / language / "gazetteer", load_lexicon(language).profile
        self._language = language
        self._spelling, self._genitive = profile.spelling, profile.genitive
        self._folds = str.maketrans({**_MARKS, **self._spelling.folds})
        self._genders: dict[str, Gender] = {
            row["name"]: "m" if row["gender"] == "m" else "f"
            for row in tables.read_csv(folder / "forenames.csv")
        }
        self._ambiguous = frozenset(
            map(self.fold, (folder / "ambiguous.txt").read_text(encoding="utf-8").splitlines())
        )
        self._found: dict[str, list[Candidate]] = {}
        self.begins = lru_cache(maxsize=REMEMBERED)(self._begins)
        self.goes_on = lru_cache(maxsize=REMEMBERED)(self._goes_on)
        self._records: dict[str, Record] = {}
        # tuples, of which a search for garbage does not look at those of plain values
        self._index: dict[str, tuple[tuple[str, How], ...]] = {}
        for record in (
            *tables.read_countries(folder, language),
            *tables.read_regions(folder, language),
            *tables.read_organisations(folder, language),
        ):
            self._records[record.entity.id] = record
            for surface, how in record.surfaces:
                folded = self.fold(surface)
                self._index[folded] = (*self._index.get(folded, ()), (record.entity.id, how))
        self._cities = tables.read_city_rows(folder)
        self._city_rows: dict[str, int] = {}
        self._city_index: dict[str, tuple[int, ...]] = {}
        self._index_cities()
        self._openers = {
            self.fold(" ".join(words[:count])).casefold()
            for words in self.phrases()
            for count in range(1, len(words))
        }

    def fold(self, text: str) -> str:
        """Return the form under which a surface is indexed.

        Case is kept; the language says how letters are written too (å as aa), of others the accents
        go.
        """
        if text.isascii():
            return text
        composed = unicodedata.normalize("NFC", text).translate(self._folds)
        return "".join(
            c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c)
        )

    def _nominatives(self, folded: str) -> Iterator[tuple[str, float]]:
        """Yield a surface and what it may be the genitive of, each with a factor of certainty."""
        yield folded, 1.0
        ending = self._genitive.ending
        if (unmarked := self._genitive.unmarked(folded)) != folded:
            yield unmarked, APOSTROPHE
        elif folded.endswith(ending) and len(folded) > 2:
            yield folded.removesuffix(ending), GENITIVE

    def _index_cities(self) -> None:
        """Index the rows of the cities without taking them apart.

        There are tens of thousands, and an article names a few.
        """
        index = self._city_index
        for number, row in enumerate(self._cities):
            key, name, _, _, _, _, names = row.split("\t")
            self._city_rows[f"place:{key}"] = number
            surfaces = {self.fold(name), *self.fold(names).split("|")} - {""}
            for surface in surfaces:
                index[surface] = (*index.get(surface, ()), number)

    def lookup(self, surface: str) -> list[Candidate]:
        """Return what a surface may mean, the likeliest first.

        Empty when the tables do not have it.
        """
        if len(self._found) > REMEMBERED:
            self._found.clear()
        if surface not in self._found:
            self._found[surface] = self._lookup(self.fold(surface.strip()))
        return self._found[surface]

    def opens(self, words: str) -> bool:
        """Tell whether longer names begin with these words, in any case."""
        return (words if words.isascii() else self.fold(words)).casefold() in self._openers

    def _begins(self, word: str) -> Literal["name", "longer", ""]:
        """Tell whether a word may be a name, or only begin longer ones, or neither: "".

        It is asked of each word of a text. What is in capitals may be looked up in other ways.
        """
        if not any(map(str.isalpha, word)):
            return ""
        if word.isupper() or self.lookup(word):
            return "name"
        return "longer" if self.opens(word) else ""

    def _goes_on(self, surface: str) -> bool:
        """Tell the same of what begins with a word that is no name itself: of it and the next."""
        return surface.isupper() or self.opens(surface) or bool(self._lookup(self.fold(surface)))

    def _lookup(self, folded: str) -> list[Candidate]:
        found = self._ranked(folded, 1.0)
        if not found and "." in folded[:-1]:
            found = self._ranked(f"{folded}.", 1.0)
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
        for form, certainty in self._nominatives(folded):
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
            record = self._city(number)
            yield self._candidate(
                record,
                "name" if self.fold(record.entity.name) == form else "alias",
                factor,
                ambiguous=ambiguous,
            )
        lowered = form[:1].lower() + form[1:]
        if lowered != form:
            yield from self._derived(lowered, factor)
        if lowered not in self._index and (adjective := self._without_compass(lowered)):
            yield from self._derived(adjective, factor * COMPASS)

    def _without_compass(self, word: str) -> str | None:
        """Return the adjective in one with a point of the compass, or None: "tysk" of "nordtysk".

        Not where that is no part of the country: "nordamerikansk".
        """
        spelling = self._spelling
        for point in spelling.compass:
            rest = word.removeprefix(point)
            if rest != word and rest.endswith(spelling.compass_endings):
                return None if rest.endswith(spelling.no_compass) else rest
        return None

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

    def _city(self, number: int) -> Record:
        """Return the city in a row."""
        return tables.city(self._cities[number], self._language, self._spelling.home)

    def entity(self, key: str) -> Entity | None:
        """Return the entity with this id and all of its names, or None."""
        if key in self._records:
            return self._records[key].entity
        return self._city(self._city_rows[key]).entity if key in self._city_rows else None

    def country_name(self, code: str) -> str | None:
        """Return the usual Danish name of a country, or None."""
        record = self._records.get(f"country:{code}")
        return record.entity.name if record else None

    def gender(self, forename: str) -> Gender | None:
        """Return the sex of those who bear a forename (of "Hans-Jørgen", its first part).

        None when both do or it is not known.
        """
        return self._genders.get(forename) or self._genders.get(forename.partition("-")[0])

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


@lru_cache(maxsize=4)
def gazetteer(language: str) -> Gazetteer:
    """Return the gazetteer of a language (ISO 639-1), read on the first call."""
    return Gazetteer(language)


def gender(forename: str, language: str) -> Gender | None:
    """Return the sex of those who bear a forename, as `Gazetteer.gender`."""
    return gazetteer(language).gender(forename)
