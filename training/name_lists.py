"""Lists of forenames, surnames, places and organisations, word by word, with how common each is.

The encoder sees which lists have a word; and in training names are replaced by others of them, so
that a name is told by where it stands.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import numpy as np

from kg.language.encoder.features import LISTS

DATA = Path(__file__).parent.parent / "kg/language/da/gazetteer"
#: Least counts: bearers of a forename and of a surname, inhabitants of a place, of a city abroad.
BEARERS, FAMILY, VILLAGE, CITY = 10, 20, 200, 50_000
Lists = dict[str, Counter[str]]


def title(name: str) -> str:
    """Return a name in the case it is written with: ANNE-MARIE, Anne-Marie."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in name.split("-"))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def counted(path: Path, least: int = 1) -> Counter[str]:
    """Return the names of Statistics Denmark with at least so many bearers."""
    counts = ((row["Navn"], int(row.get("Antal") or row["ANTAL"])) for row in rows(path))
    return Counter({title(name): n for name, n in counts if n >= least})


def minority(folder: Path) -> dict[str, list[str]]:
    """Return the forenames and surnames of the lists of minority names."""
    read = lambda name: [next(iter(r.values())) for r in rows(folder / f"{name}.csv")]  # noqa: E731
    forenames = [*read("first_names_minority_men"), *read("first_names_minority_women")]
    return {"forename": forenames, "surname": read("last_names_minority")}


def parts(name: str, least: int = 3) -> list[str]:
    """Return the words of a name that are written with a capital."""
    return [part for part in name.split() if part[0].isupper() and len(part) >= least]


def name_lists(corpora: Path) -> Lists:
    """Return the words of each list."""
    people, common = corpora / "names_danmarks_statistik", corpora / "names"
    forenames = counted(people / "first_names_2023_men.csv", BEARERS)
    forenames += counted(people / "first_names_2023_women.csv", BEARERS)
    surnames = counted(people / "last_names_2023.csv", FAMILY)
    fewer = minority(people)
    forenames.update(dict.fromkeys([*fewer["forename"], *counted(people / "unisex_names.csv")], 10))
    surnames.update(dict.fromkeys(fewer["surname"], 10))
    forenames.update(_abroad(common / "common-forenames-by-country.csv"))
    surnames.update(_abroad(common / "common-surnames-by-country.csv"))
    found = (forenames, surnames, _places(corpora), _organisations())
    return dict(zip(LISTS, found, strict=True))


def _abroad(path: Path) -> dict[str, int]:
    names = (
        row[column] or "" for row in rows(path) for column in ("Localized Name", "Romanized Name")
    )
    return {part: 10 for name in names for part in parts(name, 1)}


def _places(corpora: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows(corpora / "places_dawa/places.csv"):
        inhabitants = row["population"] or "0"
        if inhabitants.isdigit() and int(inhabitants) >= VILLAGE:
            found.update({part: int(inhabitants) for part in parts(row["name"])})
    with gzip.open(DATA / "cities.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["population"] or 0) >= CITY:
                found.update(_words(row, ("name", "names"), int(row["population"]) // 10))
    for table in ("countries.csv", "regions.csv"):
        for row in rows(DATA / table):
            found.update(_words(row, ("name", "names", "seats"), 20_000))
    return found


def _words(row: dict[str, str], columns: Iterable[str], count: int) -> dict[str, int]:
    names = [name for column in columns for name in (row.get(column) or "").split("|")]
    return {part: count for name in names for part in parts(name)}


def _organisations() -> Counter[str]:
    return Counter(
        part
        for row in rows(DATA / "organisations.csv")
        for name in [row["name"], *row["names"].split("|")]
        for part in parts(name, 2)
    )


def write_hashes(lists: Lists, path: Path) -> None:
    """Write what `kg.language.encoder.model` reads: hashes of the words, a bit for each list."""
    bits: dict[int, int] = {}
    for i, name in enumerate(LISTS):
        for word in lists[name]:
            key = crc32(word.encode())
            bits[key] = bits.get(key, 0) | 1 << i
    ordered = sorted(bits)
    np.savez_compressed(
        path,
        hashes=np.array(ordered, np.uint32),
        lists=np.array([bits[key] for key in ordered], np.uint8),
    )
