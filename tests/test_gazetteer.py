"""Names of countries, places and organisations are found in the forms that newspapers write.

And the tables are sound.
"""

import csv
import gzip
import re
from collections import Counter

import pytest

from kg.language.names.gazetteer import (
    ROOT,
    Gazetteer,
    gazetteer,
)
from kg.model import entity_id, kind_of

DATA = ROOT / "da/gazetteer"
TABLE = gazetteer("da")
GONE = {"SU", "YU", "CS", "DD", "ZR", "RH"}
USER_ASSIGNED = {"XK"}
CSV_FILES = ("countries.csv", "regions.csv", "organisations.csv", "forenames.csv")


def iso_codes():
    countries = pytest.importorskip("pycountry", reason="comes with the extra for tables").countries
    return {country.alpha_2 for country in countries}


def rows(name):
    if name.endswith(".gz"):
        text = gzip.decompress((DATA / name).read_bytes()).decode().splitlines()
        return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("surface", "code", "how"),
    [
        ("Israel", "IL", "name"),
        ("Israels", "IL", "name"),
        ("israelske", "IL", "adjective"),
        ("Israelske", "IL", "adjective"),
        ("israeleren", "IL", "inhabitant"),
        ("USA's", "US", "name"),
        ("USAs", "US", "name"),
        ("De Forenede Stater", "US", "alias"),
        ("amerikanernes", "US", "inhabitant"),
        ("palæstinensere", "PS", "inhabitant"),
        ("palæstinensisk", "PS", "adjective"),
        ("Storbritanniens", "GB", "name"),
        ("England", "GB", "alias"),
        ("briterne", "GB", "inhabitant"),
        ("UK", "GB", "abbreviation"),
        ("franskmændene", "FR", "inhabitant"),
        ("nordmand", "NO", "inhabitant"),
        ("islændingene", "IS", "inhabitant"),
        ("Island", "IS", "name"),
        ("kroaterne", "HR", "inhabitant"),
        ("slovakkerne", "SK", "inhabitant"),
        ("polakker", "PL", "inhabitant"),
        ("Polen", "PL", "name"),
        ("Hviderusland", "BY", "alias"),
        ("Belarus'", "BY", "name"),
        ("Burma", "MM", "alias"),
        ("Hollands", "NL", "alias"),
        ("Elfenbenskysten", "CI", "name"),
        ("Tjekkiet", "CZ", "name"),
        ("vesttyske", "DE", "adjective"),
        ("Vesttyskland", "DE", "alias"),
        ("nordtysk", "DE", "adjective"),
        ("østukrainske", "UA", "adjective"),
        ("DDR", "DD", "name"),
        ("østtyskere", "DD", "inhabitant"),
        ("Sovjetunionens", "SU", "name"),
        ("sovjetiske", "SU", "adjective"),
        ("Jugoslavien", "YU", "name"),
        ("tjekkoslovakiske", "CS", "adjective"),
        ("Nordkorea", "KP", "name"),
        ("sydkoreanske", "KR", "adjective"),
        ("Grønlands", "GL", "name"),
        ("færinger", "FO", "inhabitant"),
        ("Kosovo", "XK", "name"),
        ("Saudi-Arabien", "SA", "name"),
        ("DANMARK", "DK", "name"),
        ("Kreml", "RU", "metonym"),
        ("Det Hvide Hus", "US", "metonym"),
        ("Downing Street", "GB", "metonym"),
    ],
)
def test_lookup_finds_country(surface, code, how):
    best = TABLE.lookup(surface)[0]
    assert (best.kind, best.code, best.how) == ("COUNTRY", code, how)
    assert best.id == entity_id("COUNTRY", code)


@pytest.mark.parametrize(
    ("surface", "name", "country"),
    [
        ("Rafah", "Rafah", "PS"),
        ("Gaza", "Gaza", "PS"),
        ("Gazastribens", "Gaza", "PS"),
        ("Vestbredden", "Vestbredden", "PS"),
        ("Khan Yunis", "Khan Younis", "PS"),
        ("Kairo", "Kairo", "EG"),
        ("Cairo", "Kairo", "EG"),
        ("Washington", "Washington", "US"),
        ("Københavns", "København", "DK"),
        ("Århus", "Aarhus", "DK"),
        ("AARHUS", "Aarhus", "DK"),
        ("Aalborg", "Aalborg", "DK"),
        ("Ålborg", "Aalborg", "DK"),
        ("Malmö", "Malmö", "SE"),
        ("Malmø", "Malmö", "SE"),
        ("Paris'", "Paris", "FR"),
        ("Haag", "Haag", "NL"),
        ("Kiev", "Kyiv", "UA"),
        ("Peking", "Beijing", "CN"),
        ("Wien", "Wien", "AT"),
        ("Bruxelles", "Bruxelles", "BE"),
        ("Sønderjylland", "Sønderjylland", "DK"),
        ("Nørrebro", "Nørrebro", "DK"),
        ("Californien", "Californien", "US"),
        ("Georgia", "Georgia", "US"),
        ("Krim", "Krim", "UA"),
        ("Mellemøstens", "Mellemøsten", None),
        ("Skåne", "Skåne", "SE"),
        ("Nuuk", "Nuuk", "GL"),
    ],
)
def test_lookup_finds_place(surface, name, country):
    best = TABLE.lookup(surface)[0]
    assert (best.kind, best.name, best.country) == ("PLACE", name, country)


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("Hamas", "organisation:hamas"),
        ("Hizbollahs", "organisation:hizbollah"),
        ("ritzau", "organisation:ritzau"),
        ("Reuters", "organisation:reuters"),
        ("FN's", "organisation:fn"),
        ("De Forenede Nationer", "organisation:fn"),
        ("EF", "organisation:ef"),
        ("EU's", "organisation:eu"),
        ("SF", "organisation:sf"),
        ("SF'erne", "organisation:sf"),
        ("Folketingets", "organisation:folketinget"),
        ("folketinget", "organisation:folketinget"),
        ("de konservative", "organisation:det-konservative-folkeparti"),
        ("socialdemokratiske", "organisation:socialdemokratiet"),
        ("socialdemokraterne", "organisation:socialdemokratiet"),
        ("Mærsk", "organisation:a-p-møller-mærsk"),
        ("Nationalbanken", "organisation:danmarks-nationalbank"),
        ("Jyllands-Posten", "organisation:jyllands-posten"),
        ("al-Qaida", "organisation:al-qaeda"),
        ("McDonald's", "organisation:mcdonald-s"),
    ],
)
def test_lookup_finds_organisation(surface, key):
    assert TABLE.lookup(surface)[0].id == key


@pytest.mark.parametrize(
    "surface",
    [
        "",
        "hus",
        "israel",
        "kairo",
        "europæisk",
        "arabiske",
        "afrikanske",
        "mellemøstlige",
        "vestindiske",
        "Xyzzyby",
    ],
)
def test_lookup_finds_nothing(surface):
    assert TABLE.lookup(surface) == []


@pytest.mark.parametrize(
    "surface",
    [
        "S",
        "V",
        "K",
        "R",
        "DA",
        "IS",
        "LA",
        "Vejen",
        "lette",
        "tjekker",
        "Jordan",
        "Information",
        "radikale",
        "Uden",
        "Lars",
        "Clintons",
    ],
)
def test_doubtful_surface_is_ambiguous_and_ranked_low(surface):
    assert all(
        candidate.ambiguous and candidate.prior <= 0.5 for candidate in TABLE.lookup(surface)
    )
    assert TABLE.lookup(surface)


@pytest.mark.parametrize(
    ("surface", "code"),
    [
        ("Washington", "US"),
        ("London", "GB"),
        ("Moskva", "RU"),
        ("Teheran", "IR"),
        ("København", "DK"),
    ],
)
def test_capital_may_stand_for_its_government_but_is_a_place_first(surface, code):
    found = TABLE.lookup(surface)
    assert found[0].kind == "PLACE"
    assert (code, "metonym") in {(candidate.code, candidate.how) for candidate in found}


def test_brussels_stands_for_no_country():
    assert all(candidate.kind == "PLACE" for candidate in TABLE.lookup("Bruxelles"))


def test_candidates_come_likeliest_first():
    priors = [candidate.prior for candidate in TABLE.lookup("Paris")]
    assert len(priors) > 1
    assert priors == sorted(priors, reverse=True)


def test_largest_city_of_a_name_comes_first():
    birmingham = [candidate.country for candidate in TABLE.lookup("Birmingham")]
    assert birmingham[:2] == ["GB", "US"]


def test_entity_has_names_with_language_and_position():
    cairo = TABLE.entity(TABLE.lookup("Kairo")[0].id)
    assert cairo is not None
    assert (cairo.names[0].text, cairo.names[0].language) == ("Kairo", "da")
    assert "Cairo" in {name.text for name in cairo.names}
    assert cairo.latitude == pytest.approx(30.06, abs=0.1)
    assert cairo.longitude == pytest.approx(31.25, abs=0.1)


def test_country_entity_has_english_name():
    germany = TABLE.entity("country:DE")
    assert germany is not None
    assert {(name.text, name.language) for name in germany.names} >= {
        ("Tyskland", "da"),
        ("Germany", "en"),
    }


@pytest.mark.parametrize("key", ["country:QQ", "place:0", "place:nowhere", "person:nobody"])
def test_unknown_id_has_no_entity(key):
    assert TABLE.entity(key) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "USA"),
        ("GB", "Storbritannien"),
        ("PS", "Palæstina"),
        ("KR", "Sydkorea"),
        ("SU", "Sovjetunionen"),
        ("QQ", None),
    ],
)
def test_country_name_is_the_usual_danish_one(code, name):
    assert TABLE.country_name(code) == name


@pytest.mark.parametrize(
    ("forename", "sex"),
    [
        ("Mette", "f"),
        ("Søren", "m"),
        ("Hans-Jørgen", "m"),
        ("Benjamin", "m"),
        ("Ursula", "f"),
        ("Xyzzy", None),
    ],
)
def test_gender_of_forename(forename, sex):
    assert TABLE.gender(forename) == sex


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ålborg", "Aalborg"),
        ("Malmö", "Malmo"),
        ("Færøerne", "Færøerne"),
        ("N’Djamena", "N'Djamena"),
        ("Düsseldorf", "Dusseldorf"),
    ],
)
def test_fold(text, folded):
    assert TABLE.fold(text) == folded
    assert TABLE.fold(folded) == folded


def test_every_surface_is_found_under_its_entity():
    table = TABLE
    for surface in list(table.surfaces())[::23]:
        assert table.lookup(surface), surface


def test_phrases_have_two_words_or_more():
    phrases = set(TABLE.phrases())
    assert ("Det", "Hvide", "Hus") in phrases
    assert min(map(len, phrases)) == 2


def test_every_id_has_the_kind_of_its_candidate():
    for surface in ("Danmark", "Kairo", "Gaza", "Hamas"):
        assert {kind_of(candidate.id) for candidate in TABLE.lookup(surface)} == {
            candidate.kind for candidate in TABLE.lookup(surface)
        }


def test_two_readings_of_the_tables_agree():
    assert Gazetteer("da").lookup("Washington") == TABLE.lookup("Washington")


@pytest.mark.parametrize(
    "name", ["countries.csv", "regions.csv", "organisations.csv", "cities.tsv.gz"]
)
def test_country_codes_are_of_iso_3166(name):
    known = iso_codes() | GONE | USER_ASSIGNED
    codes = {row["code" if name == "countries.csv" else "country"] for row in rows(name)} - {""}
    assert codes <= known


def test_every_country_of_iso_3166_is_there():
    assert iso_codes() <= {row["code"] for row in rows("countries.csv")}


def test_every_country_of_some_size_has_adjective_and_inhabitants():
    bare = {
        row["code"]
        for row in rows("countries.csv")
        if int(row["population"]) > 1_000_000 and not (row["adjectives"] and row["inhabitants"])
    }
    assert bare == {"CG"}  # its people and adjective are those of DR Congo


@pytest.mark.parametrize("name", CSV_FILES)
def test_table_is_sorted_and_names_each_thing_once(name):
    lines = [list(row.values()) for row in rows(name)]
    assert lines == sorted(lines)
    assert [key for key, times in Counter(line[0] for line in lines).items() if times > 1] == []


@pytest.mark.parametrize("name", ["regions.csv", "organisations.csv"])
def test_no_surface_means_two_things_of_one_table(name):
    surfaces = Counter(
        surface
        for row in rows(name)
        for surface in [row["name"], *filter(None, row["names"].split("|"))]
    )
    assert [surface for surface, times in surfaces.items() if times > 1] == []


def test_no_name_of_a_country_is_that_of_another():
    surfaces = Counter(
        surface
        for row in rows("countries.csv")
        for surface in {row["name"], *filter(None, row["names"].split("|"))}
    )
    assert [surface for surface, times in surfaces.items() if times > 1] == []


def test_cities_are_there_once_the_largest_first():
    cities = rows("cities.tsv.gz")
    assert len({row["id"] for row in cities}) == len(cities)
    populations = [int(row["population"]) for row in cities]
    assert populations == sorted(populations, reverse=True)
    placed = [row for row in cities if row["latitude"]]
    assert all(
        -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180
        for row in placed
    )
    assert {row["id"].isdigit() or row["country"] == "DK" for row in cities} == {True}
    assert all(row["latitude"] for row in cities if row["id"].isdigit())


def test_a_village_is_where_it_lies_unless_several_are_called_so():
    alone, several = (TABLE.entity(f"place:{name}") for name in ("glyngøre", "skærbæk"))
    assert (alone.country, alone.latitude, alone.longitude) == ("DK", 56.7578, 8.8771)
    assert (several.country, several.latitude, several.longitude) == ("DK", None, None)
    assert TABLE.lookup("Glyngøre")[0].prior < TABLE.lookup("Ribe")[0].prior


def test_ambiguous_surfaces_are_sorted_and_unique():
    lines = (DATA / "ambiguous.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_readme_gives_source_and_licence_of_each_table():
    listed = set(
        re.findall(
            r"^\| gazetteer/([\w.]+) \|",
            (DATA.parent / "README.md").read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
    )
    assert listed == {path.name for path in DATA.iterdir()}
