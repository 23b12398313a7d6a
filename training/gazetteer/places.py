"""Choose cities of GeoNames and the names of them that a Danish or English newspaper writes."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kg.model import slug
from training.gazetteer.tables import joined, parts, rows

#: Least number of inhabitants, by country and, for Germany, by state ("DE.10" is
#: Schleswig-Holstein). GeoNames lists from 500.
LEAST = {
    "DK": 0,
    "GL": 0,
    "FO": 0,
    "AX": 0,
    "SE": 2000,
    "NO": 2000,
    "IS": 500,
    "DE.10": 1000,
    "PS": 1000,
    "IL": 5000,
    "LB": 1000,
    "UA": 5000,
}
LEAST_ELSEWHERE = 15_000
#: Countries whose names are transliterated in many ways: other spellings in Latin letters are kept
#: of all cities here,
MANY_SPELLINGS = frozenset(["AF", "IL", "IQ", "LB", "LY", "PS", "SD", "SY", "UA", "YE"])
#: and of cities from this size on here.
SOME_SPELLINGS = frozenset(
    [
        "AE",
        "AM",
        "AZ",
        "BG",
        "BY",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "GR",
        "IN",
        "IR",
        "JO",
        "KG",
        "KW",
        "KZ",
        "MA",
        "MD",
        "MK",
        "MM",
        "MN",
        "NP",
        "OM",
        "PK",
        "QA",
        "RS",
        "RU",
        "SA",
        "SO",
        "TH",
        "TJ",
        "TM",
        "TN",
        "UZ",
    ]
)
LARGE = 200_000
#: Danish villages of so many inhabitants are kept, and places of this type.
VILLAGE = 100
POSTAL = "postnummernavn"
LIKENESS = 0.74
MOST_SPELLINGS = 4
_PLACE = re.compile(r"[A-ZÆØÅ][a-zæøåé]+( [A-ZÆØÅ]?[a-zæøåé]+)*")
_PLAIN = re.compile(r"[A-ZÆØÅÖÄÜ][a-zæøåöäüéè' -]{3,}")


@dataclass(frozen=True, slots=True)
class City:
    """A city as it goes into the table."""

    id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    names: str


def plain(name: str) -> str:
    """Return a name without the accents and half-rings of transliteration.

    Nordic and German letters are kept.
    """
    kept = (
        c if c in "æøåöäüÆØÅÖÄÜéèçñ" else unicodedata.normalize("NFKD", c)
        for c in unicodedata.normalize("NFC", name)
    )
    return "".join(c for c in "".join(kept) if not unicodedata.combining(c) and c not in "’‘ʻ`ʿʾ")


def chosen(records: dict[str, dict[str, Any]]) -> Iterator[City]:
    """Yield the cities that are large enough for their country, the largest first."""
    danish = {
        (english, country): (name, parts(aliases))
        for english, country, name, aliases in rows("cities_da.csv")
    }
    named: set[tuple[str, str]] = set()
    for record in sorted(records.values(), key=lambda r: (-r["population"], r["geonameid"])):
        key = (record["name"], record["countrycode"])
        first = key in danish and key not in named
        if not first and record["population"] < least(record):
            continue
        name, aliases = danish[key] if first else (plain(record["name"]), [])
        named.add(key)
        others = joined(
            [*aliases, record["name"], plain(record["name"]), *spellings(record)], but=name
        )
        yield City(
            record["geonameid"],
            name,
            record["countrycode"],
            round(record["latitude"], 4),
            round(record["longitude"], 4),
            record["population"],
            others,
        )
    if missing := danish.keys() - named:
        raise ValueError(f"cities_da.csv names cities that GeoNames does not: {sorted(missing)}")


def villages(corpora: Path, known: Iterable[str]) -> Iterator[list[object]]:
    """Yield rows of Danish places that are no city of GeoNames, as those of the cities are.

    They are towns and villages from `VILLAGE` inhabitants and the names of postal districts, once
    each, the largest first. One that several are called has no position; `known` are left out.
    """
    with (corpora / "places_dawa/places.csv").open(encoding="utf-8", newline="") as file:
        places = [row for row in csv.DictReader(file) if _PLACE.fullmatch(row["name"])]
    known, called = {*map(with_aa, known)}, Counter(row["name"] for row in places)
    kept: dict[str, list[object]] = {}
    for row in sorted(places, key=lambda r: (-inhabitants(r), r["name"], r["dawa_id"])):
        name, large = row["name"], inhabitants(row) >= VILLAGE or row["type"] == POSTAL
        if large and with_aa(name) not in known:
            where = ("latitude", "longitude")
            at = [round(float(row[a]), 4) if called[name] == 1 else "" for a in where]
            kept.setdefault(name, [slug(name), name, "DK", *at, inhabitants(row), ""])
    yield from kept.values()


def with_aa(name: str) -> str:
    """Return a name with aa for å, as it is written too."""
    return name.replace("å", "aa").replace("Å", "Aa")


def inhabitants(row: dict[str, str]) -> int:
    """Return how many live in a place, 0 where that is not told."""
    return int(row["population"]) if row["population"].isdigit() else 0


def least(record: dict[str, Any]) -> int:
    """Return the number of inhabitants from which a city of this country or state is kept."""
    country = record["countrycode"]
    return LEAST.get(f"{country}.{record['admin1code']}", LEAST.get(country, LEAST_ELSEWHERE))


def spellings(record: dict[str, Any]) -> list[str]:
    """Return a few other spellings in Latin letters that are near to the name.

    Those that only add or drop an ending are left out.
    """
    country = record["countrycode"]
    if country not in MANY_SPELLINGS and (
        country not in SOME_SPELLINGS or record["population"] < LARGE
    ):
        return []
    name = plain(record["name"])
    written = (
        other
        for other in record["alternatenames"]
        if _PLAIN.fullmatch(other) and not other.startswith(name) and not name.startswith(other)
    )
    likely = {other: likeness(name, other) for other in written}
    ranked = sorted(
        (other for other, score in likely.items() if score >= LIKENESS),
        key=lambda other: (-likely[other], other),
    )
    return ranked[:MOST_SPELLINGS]


def likeness(one: str, other: str) -> float:
    """Return how alike two spellings are, 0 to 1.

    Names that begin with different letters are not, but for K and C, J and Y, S and Z.
    """
    twins = {"C": "K", "Q": "K", "Y": "J", "Z": "S"}
    if twins.get(one[0], one[0]) != twins.get(other[0], other[0]):
        return 0.0
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
