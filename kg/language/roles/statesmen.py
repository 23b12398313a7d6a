"""Of which states well-known persons have had offices: "præsident Joe Biden"."""

import csv
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from kg.model import entity_id

ROOT = Path(__file__).parents[1]


def states_of(language: str, name: str) -> tuple[str, ...]:
    """Return the countries that a person of this name has had offices of, as entities.

    A surname alone is that of the one person, or of all those of one country, who bear it. Accents
    do not count: "Ceausescu" is Ceaușescu.
    """
    return _states(language).get(_plain(name), ())


@lru_cache(maxsize=4)
def _states(language: str) -> dict[str, tuple[str, ...]]:
    """Return the countries by name and, where no two persons of several bear it, by surname."""
    whole: dict[str, list[str]] = defaultdict(list)
    bearers: dict[str, set[str]] = defaultdict(set)
    with (ROOT / language / "statesmen.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for name in map(_plain, row["names"].split("|")):
                whole[name].append(entity_id("COUNTRY", row["country"]))
                bearers[name.rpartition(" ")[2]].add(name)
    short = {
        surname: tuple(whole[min(names)])
        for surname, names in bearers.items()
        if len({tuple(whole[name]) for name in names}) == 1
    }
    return short | {name: tuple(countries) for name, countries in whole.items()}


def _plain(name: str) -> str:
    """Return a name in lower case without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))
