"""When an article was published, in every form that sources tell it in."""

import json

import pytest
from command import kg
from hypothesis import given
from hypothesis import strategies as st

from kg.moments import at_home, is_zone, told

EVENING = "2024-05-09T18:30:00+02:00"
NEXT_DAY = "2024-05-10T00:30:00+02:00"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-05-09", "2024-05-09"),
        (" 20240509 ", "2024-05-09"),
        ("2024-05-09T22:30:00Z", NEXT_DAY),
        ("2024-05-09T15:30:00-07:00", NEXT_DAY),
        ("20240509T223000Z", NEXT_DAY),
        ("20240509T223000+0000", NEXT_DAY),
        ("2024-05-09T18:30:00.123456789+02:00", EVENING),
        ("2024-05-09T18:30:00.71", EVENING),
        ("2024-05-09 18:30", EVENING),
        ("2024-05-09 16:30 UTC", EVENING),
        ("2024-05-09 18:30:00 +0200", EVENING),
        ("20240509183000", EVENING),
        ("Thu, 09 May 2024 22:30:00 GMT", NEXT_DAY),
        ("Thu, 09 May 2024 18:30:00 +0200", EVENING),
        ("Thu, 09 May 2024 18:30:00", EVENING),
        ("9 May 2024 18:30 CEST", EVENING),
        (1715293800, NEXT_DAY),
        (1715293800.5, NEXT_DAY),
        ("1715293800", NEXT_DAY),
        (1715293800000, NEXT_DAY),
        ("1715293800000000", NEXT_DAY),
        ("9. maj 2024", "2024-05-09"),
        ("9. maj 2024 kl. 18.30", EVENING),
        ("d. 9. maj 2024, kl. 18:30", EVENING),
        ("torsdag den 9. maj 2024 18:30", EVENING),
        ("09.05.2024", "2024-05-09"),
        ("09-05-2024 18:30", EVENING),
        ("17/05/2024", "2024-05-17"),
        ("May 9, 2024 6:30 PM", EVENING),
        ("Donnerstag, 9. Mai 2024", "2024-05-09"),
        ("1749-01-03", "1749-01-03"),
        ("1749-01-03T23:59:00Z", "1749-01-04"),
    ],
)
def test_every_usual_form_is_read(value, moment):
    assert told(value) == moment


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("05/09/2024", "no date"),  # the ninth of May, or the fifth of September
        ("9. maj", "no date"),
        ("i går", "no date"),
        ("2024", "no count of seconds"),
        ("2024-05", "no date"),
        ("2024-02-30", "no date"),
        ("31. februar 2024", "no date"),
        ("2024-05-09T25:00:00Z", "no date"),
        ("0001-01-01T00:00:00Z", "of the year 1"),
        ("9999-12-31T23:59:59Z", "of the year 9999"),
        (0, "no count of seconds"),
        (-1, "no count of seconds"),
        (10**30, "no known unit"),
        (float("inf"), "no date"),
        (float("nan"), "no date"),
        (True, "neither text nor a number"),
        (["2024-05-09"], "neither text nor a number"),
        ("9" * 100, "too long"),
    ],
)
def test_what_is_no_date_is_told(value, why):
    with pytest.raises(ValueError, match=why):
        told(value)


def test_zone_is_that_of_the_outlet():
    assert told("2024-05-09T22:30:00Z", "America/New_York") == "2024-05-09T18:30:00-04:00"
    assert told("2024-05-09 18:30", "Europe/London") == "2024-05-09T18:30:00+01:00"
    assert (is_zone("Europe/Oslo"), is_zone("Europe/Odense"), is_zone("../x")) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("published", "stored"),
    [
        (None, None),
        ("2024-05-09", "2024-05-09"),
        ("2024-05-09T22:30:00Z", NEXT_DAY),
        ("2024-05-09T22:30:00+00:00", NEXT_DAY),
        ("2024-05-09T18:30:00-04:00", "2024-05-09T18:30:00-04:00"),
        ("ZZ", "ZZ"),
    ],
)
def test_moment_in_utc_is_stored_by_the_clock_at_home(published, stored):
    assert at_home(published) == stored


@given(st.text() | st.integers() | st.floats() | st.datetimes().map(str))
def test_anything_is_a_date_or_told_to_be_none(value):
    try:
        moment = told(value)
    except ValueError:
        return
    assert told(moment) == moment


@pytest.mark.model
@pytest.mark.parametrize(
    ("zone", "since", "found"),
    [
        ("Europe/Copenhagen", "2024-05-10", ["a", "b"]),
        ("Europe/Copenhagen", "2024-05-11", []),
        ("Europe/London", "2024-05-10", []),
        ("Europe/London", "2024-05-09", ["a", "b"]),
    ],
)
def test_questions_count_by_the_outlets_day(tmp_path, zone, since, found):
    file, store = tmp_path / "a.jsonl", tmp_path / "news.graph"
    moments = {"a": "2024-05-09T22:30:00Z", "b": "2024-05-10T00:30:00+02:00"}
    record = '{{"id": "{}", "published": "{}", "text": "Joe Biden truer Iran."}}\n'
    file.write_text("".join(record.format(*pair) for pair in moments.items()))
    kg("load", file, "--store", store, "--zone", zone)
    asked = ("query", "articles", "-p", "name=Iran", "-p", f"since={since}", "--store", store)
    rows = json.loads(kg(*asked, "--format", "json").stdout)
    assert sorted(row["article_id"] for row in rows) == found
    said = kg("query", "threats", "-p", f"since={since}", "--store", store, "--format", "json")
    assert len(json.loads(said.stdout)) == len(found)
