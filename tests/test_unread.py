"""Lines that look annotated: read quickly they hold what they hold, or are read as any other."""

import json

import fixture
import pytest

from kg.errors import RecordError
from kg.sources import read, read_some
from kg.sources.articles import written
from kg.sources.unread import Unread
from kg.stream import annotated_to_json

RECORD = annotated_to_json(fixture.threat("02"))


def line(**changes):
    return json.dumps(RECORD | changes, ensure_ascii=False)


def test_what_kg_annotate_writes_is_read_at_once():
    assert written(line(), "a.jsonl:1") == fixture.threat("02")
    assert written(line(), "a.jsonl:1").article.where == "a.jsonl:1"
    assert written(line(of_somebody_else={"x": [1e9]}), "a:1") == fixture.threat("02")


@pytest.mark.parametrize(
    "other",
    [
        line(uri="urn:a", headline="Et emne fra et bureau"),
        line(statements=3),
        line(entities=[]),
        line(published="i morges"),
        line()[:-1],
        json.dumps({k: v for k, v in RECORD.items() if k != "statements"}),
        '{"entities": ' + "[" * 100_000,
    ],
    ids=["ninjs", "type", "stranger", "date", "half", "raw", "deep"],
)
def test_any_other_line_is_not(other):
    assert written(other, "a.jsonl:1") is None


def test_lines_that_look_annotated_are_left_unread(tmp_path):
    file = tmp_path / "a.jsonl"
    raw = json.dumps({"id": "raw", "text": 'Bo siger "entities" i radioen.'})
    file.write_text("\n".join((line(), raw, "", line(statements=3), "{")), "utf-8")
    some = list(read_some(str(file)))
    assert [isinstance(item, Unread) for item in some] == [True, False, True, False]
    assert [item.where for item in some if isinstance(item, Unread)] == [f"{file}:1", f"{file}:4"]
    good, article, typed, half = read(str(file))
    assert good == fixture.threat("02")
    assert article.id == "raw"
    assert isinstance(typed, RecordError)
    assert str(typed).startswith(f"{file}:4: $.statements: ")
    assert typed.given == line(statements=3)
    assert str(half).startswith(f"{file}:5: not a whole JSON object")


def test_where_a_field_is_said_to_be_elsewhere_no_line_is_left_unread(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(line(), "utf-8")
    (item,) = read_some(str(file), mapping={"title": "outlet"})
    assert not isinstance(item, Unread)
    assert item.article.title == RECORD["outlet"]
