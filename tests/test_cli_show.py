"""`kg show`: all there is to see of one name, in every format, on every store."""

import csv
import io
import json

import fixture
import pytest
from command import kg, one_line

from kg.store import open_store
from kg.tables import FORMATS

PARTS = {"held", "holders", "dealt_with", "dealt_by", "together", "timeline", "made", "about"}


def shown(address, *arguments):
    result = kg("show", *arguments, "--store", address)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def by(entity):
    return {s.id for a in fixture.articles() for s in a.statements if s.source == entity}


def test_an_entity_is_shown_whole(address):
    told = json.loads(shown(address, "dan levis", "--format", "json"))
    assert set(told) == PARTS | {"entity"}
    assert told["entity"]["id"] == "person:dan-levi"
    assert {s["id"] for s in told["made"]} == by("person:dan-levi")
    assert {(s["source_name"], s["predicate"]) for s in told["about"]} == {
        ("Israel", "DISMISSED"),
        ("Karen Holm", "MET"),
    }
    assert ("forsvarsminister", "Israel") in {(r["title"], r["of_name"]) for r in told["held"]}
    assert {d["name"] for d in told["dealt_with"]} == {"FN"}
    whole = {"text", "outlet", "day", "confidence", "claimed_by", "negated", "modality"}
    assert whole <= set(told["made"][0])


@pytest.mark.parametrize("width", ["60", "100", "200"])
def test_people_read_what_is_said_where_when_and_how_sure(address, width):
    lines = shown(address, "hamas", "--width", width).splitlines()
    assert max(map(len, lines)) <= int(width)
    said = " ".join(" ".join(lines).split())
    assert said.startswith("Hamas (organisation:hamas), organisation")
    assert "What they say and do: " in said
    for words in ("2024-05-30", "not, planned", "Aftenposten Prøve", "0.75", "(Israel), (Kairo)"):
        assert words in said


def test_a_claim_says_whose(address):
    said = shown(address, "Israel", "--table", "made")
    assert "claimed by Hamas" in said
    assert "What is said and done to" not in said


def test_every_format_has_the_same_statements(address):
    printed = {f: shown(address, "iran", "--table", "made", "--format", f) for f in FORMATS}
    rows = json.loads(printed["json"])
    assert {r["id"] for r in rows} == by("country:IR")
    assert [json.loads(line) for line in printed["jsonl"].splitlines()] == [
        {"table": "made"} | row for row in rows
    ]
    for form, mark in (("csv", ","), ("tsv", "\t")):
        read = csv.DictReader(io.StringIO(printed[form]), delimiter=mark)
        assert [r["id"] for r in read] == [r["id"] for r in rows]
    for form in ("table", "markdown"):
        assert all(r["id"] in printed[form] for r in rows)
        assert all((r["text"] or "") in printed[form] for r in rows)


def test_a_part_without_rows_has_its_columns_all_the_same(address):
    head = shown(address, "Aarhus", "--table", "held", "--format", "csv")
    assert head == "person,person_name,title,of,of_name,first_seen,last_seen\n"


def test_more_than_a_page_is_turned(tmp_path):
    path = str(tmp_path / "many.graph")
    with open_store(path) as store:
        store.apply_schema()
        store.write([fixture.threat(f"{day:02}") for day in range(1, 29)])
    first, second = (
        json.loads(shown(path, "Iran", "--table", "made", "--page", n, "--format", "json"))
        for n in "12"
    )
    assert (len(first), len(second)) == (25, 3)
    assert not {s["id"] for s in first} & {s["id"] for s in second}
    assert "There are more: --table made --page 2" in shown(path, "Iran")
    assert "There are more" not in shown(path, "Iran", "--page", "2")
    assert shown(path, "Iran", "--table", "made", "--page", "9").endswith("nothing on page 9.\n")
    assert shown(path, "Iran", "--table", "held").endswith("There is nothing.\n")


def test_nobody_is_told(address):
    result = kg("show", "Dan Lvi", "--store", address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean Dan Levi" in one_line(result)
