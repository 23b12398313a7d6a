"""Dates in questions, as people write them."""

import json
from datetime import date

import pytest
from command import kg, one_line

from kg.bounds import bound
from kg.errors import UsageError

TODAY = date(2024, 5, 8)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", "", ""),
        ("2024", "2024", "2024"),
        ("2024-05", "2024-05", "2024-05"),
        ("2024-05-31", "2024-05-31", "2024-05-31"),
        ("1. maj", "2024-05-01", "2024-05-01"),
        ("9. maj", "2023-05-09", "2023-05-09"),
        ("den 29. februar", "2024-02-29", "2024-02-29"),
        ("1. Maj 2021", "2021-05-01", "2021-05-01"),
        ("maj 2021", "2021-05", "2021-05"),
        ("december", "2023-12", "2023-12"),
        ("3. okt. 2019", "2019-10-03", "2019-10-03"),
        ("i dag", "2024-05-08", "2024-05-08"),
        ("i går", "2024-05-07", "2024-05-07"),
        ("i forgårs", "2024-05-06", "2024-05-06"),
        ("for 3 dage siden", "2024-05-05", "2024-05-05"),
        ("for 2 uger siden", "2024-04-24", "2024-04-24"),
        ("denne uge", "2024-05-06", "2024-05-12"),
        ("sidste uge", "2024-04-29", "2024-05-05"),
        ("denne måned", "2024-05", "2024-05"),
        ("sidste måned", "2024-04", "2024-04"),
        ("i år", "2024", "2024"),
        ("sidste år", "2023", "2023"),
        ("1 May 2024", "2024-05-01", "2024-05-01"),
        ("31-12-2023", "2023-12-31", "2023-12-31"),
    ],
)
def test_bound_is_iso(text, first, last):
    assert (bound(text, today=TODAY), bound(text, last=True, today=TODAY)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["2024-13", "2024-02-30", "0000", "20", "31. april", "30. februar", "1. maj 0012", "snart"],
)
def test_what_cannot_be_a_date_is_refused(text):
    with pytest.raises(UsageError, match=r'is no date: expected a date such as 2024, .*"i går"'):
        bound(text, today=TODAY)


@pytest.mark.parametrize("name", ["since", "until"])
def test_commands_check_dates(tmp_path, name):
    from kg.store import open_store

    path = tmp_path / "news.graph"
    with open_store(str(path)) as store:
        store.apply_schema()
    asked = ("query", "threats", "--store", path, "--format", "json", "-p")
    result = kg(*asked, f"{name}=31. april")
    assert (result.exit_code, "'31. april' is no date" in one_line(result)) == (2, True)
    assert json.loads(kg(*asked, f"{name}=1. maj").stdout) == []
    result = kg("export", "--store", path, "-o", tmp_path / "a.json", f"--{name}", "2024-13")
    assert (result.exit_code, "'2024-13' is no date" in one_line(result)) == (2, True)
