"""The day on which something was said or done, by the words around it and the publication day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read

from kg.language.lexicon import load_lexicon
from kg.language.statements.dates import find_day, published_day

FRIDAY = date(2024, 5, 10)
COPENHAGEN = "Europe/Copenhagen"


def day_of(text, published=FRIDAY, **more):
    return find_day(text, published, load_lexicon("da").profile.dates, **more)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Han kom tirsdag.", "2024-05-07", "tirsdag"),
        ("Han kom fredag.", "2024-05-10", "fredag"),
        ("Han kom i mandags.", "2024-05-06", "i mandags"),
        ("Han kom i fredags.", "2024-05-03", "i fredags"),
        ("Han kom sidste fredag.", "2024-05-03", "sidste fredag"),
        ("Han kom forrige onsdag.", "2024-05-01", "forrige onsdag"),
        ("Han kom torsdag i sidste uge.", "2024-05-02", "torsdag i sidste uge"),
        ("Han kom torsdag i denne uge.", "2024-05-09", "torsdag i denne uge"),
        ("Han kom i sidste uges tirsdag.", "2024-04-30", "sidste uges tirsdag"),
        ("Han kom i går.", "2024-05-09", "i går"),
        ("Han kom i forgårs.", "2024-05-08", "i forgårs"),
        ("Han kom i eftermiddags.", "2024-05-10", "i eftermiddags"),
        ("Han kom for to dage siden.", "2024-05-08", "for to dage siden"),
        ("Han kom for 3 uger siden.", "2024-04-19", "for 3 uger siden"),
        ("Han kom den 3. maj.", "2024-05-03", "3. maj"),
        ("Han kom den 17. maj.", "2023-05-17", "17. maj"),
        ("Han kom 17. maj 2022.", "2022-05-17", "17. maj 2022"),
        ("Han kom den 7. oktober.", "2023-10-07", "7. oktober"),
        ("Han kom d. 7. okt. 2021.", "2021-10-07", "7. okt. 2021"),
        ("Han kom fredag den 3. maj.", "2024-05-03", "fredag den 3. maj"),
        ("Han kom fredag 3. maj.", "2024-05-03", "fredag 3. maj"),
        ("Han kom den 3/5.", "2024-05-03", "den 3/5"),
        ("Han kom den 3/5 2022.", "2022-05-03", "den 3/5 2022"),
        ("Han kom den 29. februar.", "2024-02-29", "29. februar"),
    ],
)
def test_a_day_that_is_past(text, day, words):
    assert day_of(text) == (day, words)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Han kommer på mandag.", "2024-05-13", "på mandag"),
        ("Han kommer på fredag.", "2024-05-17", "på fredag"),
        ("Han kommer næste tirsdag.", "2024-05-14", "næste tirsdag"),
        ("Han kommer næste lørdag.", "2024-05-18", "næste lørdag"),
        ("Han kommer på næste onsdag.", "2024-05-15", "på næste onsdag"),
        ("Han kommer onsdag i næste uge.", "2024-05-15", "onsdag i næste uge"),
        ("Han kommer førstkommende søndag.", "2024-05-12", "førstkommende søndag"),
        ("Han kommer i morgen.", "2024-05-11", "i morgen"),
        ("Han kommer i overmorgen.", "2024-05-12", "i overmorgen"),
        ("Han kommer om to uger.", "2024-05-24", "om to uger"),
        ("Han kommer den 17. maj.", "2024-05-17", "17. maj"),
        ("Han kommer mandag den 3. juni.", "2024-06-03", "mandag den 3. juni"),
        ("Han kommer på mandag den 3. juni.", "2024-06-03", "mandag den 3. juni"),
    ],
)
@pytest.mark.parametrize("tense", [None, "future"])
def test_a_day_that_is_to_come(text, day, words, tense):
    assert day_of(text, tense=tense) == (day, words)
    assert day_of(text, tense="past") in {None, ("2023-05-17", words)}


def test_tense_tells_what_a_weekday_or_a_date_leaves_open():
    assert day_of("tirsdag", tense="future") == ("2024-05-14", "tirsdag")
    assert day_of("fredag", tense="future") == ("2024-05-10", "fredag")
    assert day_of("tirsdag", tense=None) == ("2024-05-07", "tirsdag")
    assert day_of("den 5. november", tense="future") == ("2024-11-05", "5. november")
    assert day_of("den 5. november", tense=None) == ("2023-11-05", "5. november")


def test_weekday_tells_the_year():
    # the third of June was a Saturday in 2023
    assert day_of("lørdag den 3. juni", tense="future") == ("2023-06-03", "lørdag den 3. juni")


@pytest.mark.parametrize(
    ("text", "days", "words"),
    [
        ("Han kom natten til torsdag.", "2024-05-08/2024-05-09", "natten til torsdag"),
        (
            "Natten mellem onsdag og torsdag kom han.",
            "2024-05-08/2024-05-09",
            "Natten mellem onsdag og torsdag",
        ),
        ("Han kom i april.", "2024-04-01/2024-04-30", "i april"),
        ("Han kom i juli.", "2023-07-01/2023-07-31", "i juli"),
        ("Han kom i maj.", "2024-05-01/2024-05-10", "i maj"),
        ("Han kom i april 2021.", "2021-04-01/2021-04-30", "i april 2021"),
        ("Det var april 2021.", "2021-04-01/2021-04-30", "april 2021"),
        ("Han kom i juni sidste år.", "2023-06-01/2023-06-30", "i juni sidste år"),
        ("Han kom sidst i februar.", "2024-02-19/2024-02-29", "sidst i februar"),
        ("Han kom i begyndelsen af marts.", "2024-03-01/2024-03-10", "i begyndelsen af marts"),
        ("Han kom midt i 2019.", "2019-05-02/2019-08-30", "midt i 2019"),
        ("Han kom i 2019.", "2019-01-01/2019-12-31", "i 2019"),
        ("Han kom sidste år.", "2023-01-01/2023-12-31", "sidste år"),
        ("Han kom tidligere i år.", "2024-01-01/2024-05-10", "tidligere i år"),
        ("Han kom tidligere denne uge.", "2024-05-06/2024-05-10", "tidligere denne uge"),
        ("Han kom i sidste uge.", "2024-04-29/2024-05-05", "i sidste uge"),
        ("Han kom i weekenden.", "2024-05-04/2024-05-05", "i weekenden"),
        ("Han kom sidste måned.", "2024-04-01/2024-04-30", "sidste måned"),
        ("Han kom sidste sommer.", "2023-06-01/2023-08-31", "sidste sommer"),
        ("Han kom i foråret.", "2024-03-01/2024-05-10", "i foråret"),
        ("Han kom i vinteren 2022.", "2022-12-01/2023-02-28", "i vinteren 2022"),
        ("Han kom i første kvartal.", "2024-01-01/2024-03-31", "første kvartal"),
        ("Han kom i andet halvår 2023.", "2023-07-01/2023-12-31", "andet halvår 2023"),
        ("Han har talt de seneste to uger.", "2024-04-26/2024-05-10", "de seneste to uger"),
        ("Han kom for to år siden.", "2022-01-01/2022-12-31", "for to år siden"),
        ("Han kom for en måned siden.", "2024-04-01/2024-04-30", "for en måned siden"),
        ("Han kom mellem den 3. og 5. maj.", "2024-05-03/2024-05-05", "den 3. og 5. maj"),
        ("Han kom 28.-30. april 2021.", "2021-04-28/2021-04-30", "28.-30. april 2021"),
        ("Han kom juleaften.", "2023-12-24", "juleaften"),
        ("Han kom nytårsdag 2020.", "2020-01-01", "nytårsdag 2020"),
        ("Han kom 3.5.2021.", "2021-05-03", "3.5.2021"),
        ("Han kom 2021-05-03.", "2021-05-03", "2021-05-03"),
    ],
)
def test_days_that_are_past(text, days, words):
    assert day_of(text) == (days, words)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Han kommer natten til torsdag.", "2024-05-15/2024-05-16"),
        ("Han kommer i april.", "2025-04-01/2025-04-30"),
        ("Han kommer i maj.", "2024-05-01/2024-05-31"),
        ("Han kommer i weekenden.", "2024-05-11/2024-05-12"),
        ("Han kommer i næste weekend.", "2024-05-11/2024-05-12"),
        ("Han kommer i næste uge.", "2024-05-13/2024-05-19"),
        ("Han kommer næste år.", "2025-01-01/2025-12-31"),
        ("Han kommer til sommer.", "2024-06-01/2024-08-31"),
        ("Han kommer om to år.", "2026-01-01/2026-12-31"),
        ("Han kommer næste måned.", "2024-06-01/2024-06-30"),
    ],
)
def test_days_that_are_to_come(text, days):
    assert day_of(text, tense="future")[0] == days


def test_a_month_is_this_years_where_it_is_near():
    assert day_of("i juni", tense=None)[0] == "2024-06-01/2024-06-30"
    assert day_of("i november", tense=None)[0] == "2023-11-01/2023-11-30"


@pytest.mark.parametrize(
    "text",
    [
        "Han kommer hver fredag.",
        "Han kommer hver anden mandag.",
        "Han kommer om mandagen.",
        "Han kom den 31. februar.",
        "Han har ventet siden mandag.",
        "Han venter indtil på fredag.",
        "Han kommer inden den 3. juni.",
        "Han kommer først efter i næste uge.",
        "Han kommer i tredje halvår.",
        "Han kommer mellem den 5. og 3. maj.",
        "Den fredagsklub er lukket.",
    ],
)
def test_what_names_no_day(text):
    assert day_of(text, tense=None) is None


def test_of_two_days_the_nearest_to_the_cue_counts():
    text = "Holm, der mandag kom til Oslo, mødte onsdag Bak."
    assert day_of(text, cue=text.index("mødte")) == ("2024-05-08", "onsdag")
    assert day_of(text, cue=text.index("kom")) == ("2024-05-06", "mandag")


@given(st.dates(date(1700, 1, 1), date(2900, 1, 1)), st.integers(0, 6))
def test_weekdays_are_where_they_should_be(published, number):
    weekday = load_lexicon("da").profile.dates.weekdays[number]
    for text, tense, least, most in (
        (weekday, "past", -6, 0),
        (weekday, "future", 0, 6),
        (f"i {weekday}s", "past", -7, -1),
        (f"på {weekday}", None, 1, 7),
        (f"{weekday} i sidste uge", "past", -13, -1),
        (f"næste {weekday}", None, 1, 13),
    ):
        found, words = day_of(text, published, tense=tense)
        assert words == text
        day = date.fromisoformat(found)
        assert day.weekday() == number
        assert least <= (day - published) / timedelta(days=1) <= most


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-05-10", "2024-05-10"),
        ("2024-05-09T22:30:00Z", "2024-05-10"),
        ("2024-05-10T00:30:00+02:00", "2024-05-10"),
        ("2024-05-09T18:30:00-04:00", "2024-05-09"),
        ("2024-05-09T21:30:00Z", "2024-05-09"),
        ("2024-01-09T22:30:00Z", "2024-01-09"),
        ("2024-05-10T23:30:00", "2024-05-10"),
        ("i går", None),
        ("", None),
        (None, None),
    ],
)
def test_an_instant_is_a_day_where_the_paper_is(published, day):
    found = published_day(published, COPENHAGEN)
    assert (found and found.isoformat()) == day


@pytest.mark.model
@pytest.mark.parametrize(
    "published", ["2024-05-09T22:30:00Z", "2024-05-10T00:30:00+02:00", "2024-05-10"]
)
def test_the_same_instant_gives_the_same_days(published):
    (said,) = read("Ida Holm sagde fredag, at broen åbner.", published=published).statements
    assert (said.said_on, said.said_from) == ("2024-05-10", "fredag")
    (said,) = read("Ida Holm siger, at broen åbner.", published=published).statements
    assert (said.said_on, said.said_from) == ("2024-05-10", "published")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "said", "event"),
    [
        ("Ida Holm mødte tirsdag Joe Biden.", "2024-05-10", "2024-05-07"),
        ("Ida Holm vil møde Joe Biden på mandag.", "2024-05-10", "2024-05-13"),
        ("Ida Holm vil møde Joe Biden tirsdag.", "2024-05-10", "2024-05-14"),
        ("Ida Holm siger, at hun rejser på mandag.", "2024-05-10", None),
        ("Ida Holm, der rejser på mandag, siger, at broen åbner.", "2024-05-10", None),
        ("Ida Holm sagde i mandags, at broen åbner.", "2024-05-06", None),
    ],
)
def test_nothing_is_said_later_than_it_is_published(text, said, event):
    (statement,) = read(text).statements
    assert (statement.said_on, statement.event_on) == (said, event)


@pytest.mark.model
@pytest.mark.parametrize(
    "when",
    [
        "tirsdag",
        "i sommer",
        "i weekenden",
        "i januar",
        "i går",
        "i aftes",
        "søndag formiddag",
        "sidste efterår",
        "samme aften",
        "i påsken",
        "næste december",
        "den 3. maj",
    ],
)
def test_when_is_no_title_of_who_follows(when):
    found = read(f"Emmanuel Macron mødte {when} Viktor Orbán.")
    assert found.roles == ()
    assert [e.name for e in found.entities] == ["Emmanuel Macron", "Viktor Orbán"]
