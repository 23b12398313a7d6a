"""Faulty records: each is named with the path of the field, whichever way it comes in."""

import json
from copy import deepcopy
from dataclasses import replace

import fixture
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RecordError
from kg.model import Article, Mention, statement_id
from kg.sources import read
from kg.stream import annotated_from_json, annotated_to_json, checked

GOOD = fixture.threat("02")


def put(*path, value):
    """Return a change that puts a value at a path of a JSON object."""

    def change(record):
        for key in path[:-1]:
            record = record[key]
        record[path[-1]] = value

    return change


def drop(*path):
    """Return a change that takes a key out of a JSON object."""

    def change(record):
        for key in path[:-1]:
            record = record[key]
        del record[path[-1]]

    return change


def of_file(tmp_path, *records):
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    return list(read(str(file)))


FAULTS = [
    (put("id", value=["a"]), "$.id: expected a whole number or a string or null, got a list"),
    (put("published", value="0000-01-01"), "$.published: '0000-01-01'; expected a date"),
    (put("published", value="9999-12-31"), "$.published: '9999-12-31'; expected a date"),
    (put("published", value="20240509"), "$.published: '20240509'; expected a date"),
    (put("published", value=20240509), "$.published: expected a string or null, got a whole num"),
    (put("url", value="https://avis.example:x/"), "$.url: 'https://avis.example:x/' is malformed"),
    (put("paragraphs", 1, value=None), "$.paragraphs[1]: expected a string, got null"),
    (put("paragraphs", value=[]), "$.text: no text"),
    (put("entities", value={}), "$.entities: expected a list, got an object"),
    (put("entities", 0, value="Iran"), "$.entities[0]: expected an object, got a string"),
    (put("entities", 0, "id", value="Q794"), "$.entities[0].id: 'Q794'; that of a COUNTRY begins"),
    (put("entities", 0, "id", value="country:"), "$.entities[0].id: 'country:'; that of a COUN"),
    (put("entities", 0, "id", value="country:I\x07R"), "$.entities[0].id: 'country:I\\x07R' has a"),
    (
        put("entities", 0, "type", value="PERSON"),
        "$.entities[0].id: 'country:IR'; that of a PERSON",
    ),
    (
        put("entities", 0, "type", value="LAND"),
        "$.entities[0].type: invalid enum value 'LAND'; exp",
    ),
    (put("entities", 0, "name", value=""), "$.entities[0].name: expected a string of length >= 1"),
    (drop("entities", 0, "name"), "$.entities[0].name: missing"),
    (put("entities", 0, "code", value="IQ"), "$.entities[0].code: 'IQ' is not the code of"),
    (put("entities", 0, "code", value="Iran"), "$.entities[0].code: expected a string matching"),
    (put("entities", 0, "names", value=["Persien"]), "$.entities[0].names[0]: expected an object"),
    (put("entities", 1, "latitude", value=91), "$.entities[1].latitude: expected a number <= 90"),
    (
        put("entities", 1, "longitude", value=float("-inf")),
        "$.entities[1].longitude: expected a number >= -180",
    ),
    (
        put("entities", 0, "spans", 0, "start", value="0"),
        "$.entities[0].spans[0].start: expected a whole number, got a string",
    ),
    (
        put("entities", 0, "spans", 0, "start", value=0.0),
        "$.entities[0].spans[0].start: expected a whole number, got a number",
    ),
    (
        put("entities", 0, "spans", 0, "start", value=True),
        "$.entities[0].spans[0].start: expected a whole number, got true or false",
    ),
    (
        put("entities", 0, "spans", 0, "end", value=5),
        "$.entities[0].spans[0].surface: 'Iran' is not what stands from 0 to 5: 'Iran '",
    ),
    (
        put("entities", 0, "spans", 0, "score", value=float("nan")),
        "$.entities[0].spans[0].score: expected a number >= 0",
    ),
    (
        put("entities", 0, "spans", 0, "score", value=1.01),
        "$.entities[0].spans[0].score: expected a number <= 1",
    ),
    (
        put("entities", 0, "spans", 0, "sentence", value=[0, 10_000]),
        "$.entities[0].spans[0].sentence: 0 to 10000 is no sentence around 0",
    ),
    (
        put("entities", 0, "spans", 0, "sentence", value=[0]),
        "$.entities[0].spans[0].sentence: expected a list of length 2",
    ),
    (put("roles", 0, "title", value=7), "$.roles[0].title: expected a string, got a whole number"),
    (put("roles", 0, "person", value="person:ingen"), "$.roles[0].person: 'person:ingen' is not l"),
    (put("roles", 0, "person", value="country:IR"), "$.roles[0].person: 'country:IR' is no person"),
    (put("roles", 0, "of", value="country:SE"), "$.roles[0].of: 'country:SE' is not listed"),
    (put("statements", 1, "confidence", value="0.8"), "$.statements[1].confidence: expected a num"),
    (put("statements", 1, "confidence", value=-0.1), "$.statements[1].confidence: expected a numb"),
    (
        put("statements", 1, "confidence", value=float("inf")),
        "$.statements[1].confidence: expected",
    ),
    (put("statements", 1, "negated", value=0), "$.statements[1].negated: expected true or false"),
    (put("statements", 1, "form", value="sang"), "$.statements[1].form: invalid enum value 'sang'"),
    (put("statements", 1, "predicate", value="SANG"), "$.statements[1].predicate: 'SANG' is none"),
    (put("statements", 1, "modality", value=""), "$.statements[1].modality: invalid enum value ''"),
    (drop("statements", 2, "cue"), "$.statements[2].cue: missing"),
    (put("statements", 1, "cue", value="sang"), "$.statements[1].cue: 'sang' is not what stands"),
    (
        put("statements", 1, "cue_start", value=-1),
        "$.statements[1].cue_start: expected a whole num",
    ),
    (put("statements", 1, "cue_end", value=10**6), "$.statements[1].cue: 'siger' is not what stan"),
    (put("statements", 1, "end", value=10**6), "$.statements[1].end:"),
    (put("statements", 1, "start", value=10**6), "$.statements[1].end: 1000000 to"),
    (put("statements", 1, "sentence", value=[0, 3]), "$.statements[1].sentence: 0 to 3 is no sent"),
    (put("statements", 1, "paragraph", value=0), "$.statements[1].paragraph: 0 is not the paragr"),
    (put("statements", 1, "paragraph", value=99), "$.statements[1].paragraph: 99 is not the parag"),
    (
        put("statements", 1, "source", value="person:ingen"),
        "$.statements[1].source: 'person:ingen'",
    ),
    (
        put("statements", 1, "target", value="person:ingen"),
        "$.statements[1].target: 'person:ingen'",
    ),
    (put("statements", 1, "topics", value=["x"]), "$.statements[1].topics[0]: 'x' is not listed"),
    (
        put("statements", 1, "topics", value="x"),
        "$.statements[1].topics: expected a list, got a st",
    ),
    (
        put("statements", 1, "reported_by", value="x"),
        "$.statements[1].reported_by: 'x' is not list",
    ),
    (
        put("statements", 1, "said_on", value="2024-02-30"),
        "$.statements[1].said_on: '2024-02-30' is",
    ),
    (
        put("statements", 1, "event_on", value="0000-01-01"),
        "$.statements[1].event_on: '0000-01-01'",
    ),
    (
        put("statements", 1, "event_on", value="i går"),
        "$.statements[1].event_on: 'i går' is no date",
    ),
    (put("statements", 1, "id", value=""), "$.statements[1].id: expected a string of length >= 1"),
    (
        put("statements", 1, "id", value="a\nb"),
        "$.statements[1].id: 'a\\nb' has a control character",
    ),
    (put("statements", 1, "lemma", value="\ud83d"), "$.statements[1].lemma: half a character"),
    (put("title", value="en \udc00"), "$.title: half a character (\\udc00)"),
    (put("context", value=[{"id": "x"}]), "$.context[0].type: missing"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS, ids=[said[:44] for _, said in FAULTS])
def test_faulty_record_is_named_and_its_neighbours_are_read(tmp_path, change, said):
    good, bad = annotated_to_json(GOOD), annotated_to_json(fixture.threat("09"))
    change(bad)
    first, error, last = of_file(tmp_path, good, bad, good | {"id": "b"})
    assert (first, last.article.id) == (GOOD, "b")
    assert isinstance(error, RecordError)
    assert str(error).startswith(f"{tmp_path / 'a.jsonl'}:2: {said}")
    assert "\n" not in str(error)


def test_ids_are_listed_once(tmp_path):
    record = annotated_to_json(GOOD)
    record["statements"][2]["id"] = record["statements"][0]["id"]
    entities = annotated_to_json(GOOD)
    entities["entities"].append(entities["entities"][0])
    said = [str(e).partition("jsonl:")[2] for e in of_file(tmp_path, record, entities)]
    assert said[0].startswith("1: $.statements[2].id:")
    assert said[0].endswith("is that of $.statements[0]; each has its own")
    last = len(entities["entities"]) - 1
    assert said[1].startswith(f"2: $.entities[{last}].id: ")
    assert said[1].endswith("is that of $.entities[0]; list it once")


def test_unknown_keys_are_passed_over(tmp_path):
    record = annotated_to_json(GOOD) | {"section": {"page": 3}, "mood": float("nan")}
    for group in ("entities", "roles", "statements"):
        record[group][0]["note"] = ["x"]
    record["entities"][0]["spans"][0]["colour"] = 7
    assert of_file(tmp_path, record) == [GOOD]


def test_statement_copied_from_another_article_gets_an_id_of_its_own(tmp_path):
    copy = annotated_to_json(GOOD) | {"id": "reprint"}
    (found,) = of_file(tmp_path, copy)
    assert [s.id for s in found.statements] == [
        statement_id("reprint", s.cue_start, s.cue_end, s.source, s.predicate, s.target)
        for s in GOOD.statements
    ]
    strangers = {s.id for s in found.statements} & {s.id for s in GOOD.statements}
    assert not strangers


def test_statement_keeps_an_id_that_kg_did_not_make(tmp_path):
    record = annotated_to_json(GOOD)
    for number, statement in enumerate(record["statements"]):
        statement["id"] = f"avis-17/{number}"
    (found,) = of_file(tmp_path, record)
    assert [s.id for s in found.statements] == ["avis-17/0", "avis-17/1", "avis-17/2"]


def test_control_character_in_the_id_of_an_article_is_escaped(tmp_path):
    raw, annotated = of_file(
        tmp_path, {"id": "sag\x1b9", "text": "en"}, annotated_to_json(GOOD) | {"id": "sag\n9"}
    )
    assert (raw.id, annotated.article.id) == ("sag%1B9", "sag%0A9")
    assert {m.article for m in annotated.mentions} == {"sag%0A9"}


@pytest.mark.parametrize("article", fixture.articles(), ids=lambda a: a.article.id)
def test_good_record_made_in_python_is_passed_on_as_it_is(article):
    assert checked(article) is article


STATEMENT, MENTION, ENTITY = GOOD.statements[0], GOOD.mentions[0], GOOD.entities[0]
MADE = [
    (replace(GOOD, article=replace(GOOD.article, id="a\x00")), "$.id: 'a\\x00' has a control"),
    (replace(GOOD, article=replace(GOOD.article, published="0001-01-01")), "$.published: '0001"),
    (replace(GOOD, article=replace(GOOD.article, url="https://[x")), "$.url: 'https://[x' is malf"),
    (replace(GOOD, article=Article("a", ())), "$.paragraphs: no text"),
    (replace(GOOD, mentions=(replace(MENTION, article="b"),)), "mentions[0]: 'b' and "),
    (replace(GOOD, mentions=(replace(MENTION, entity="person:x"),)), "mentions[0]: 'article:thr"),
    (
        replace(GOOD, mentions=(replace(MENTION, start=1),)),
        "$.entities[0].spans[0].surface: 'Iran'",
    ),
    (replace(GOOD, mentions=(replace(MENTION, score="1"),)), "$.entities[0].spans[0].score: expec"),
    (replace(GOOD, statements=(replace(STATEMENT, article="b"),)), "statements[0].article: 'b' is"),
    (
        replace(GOOD, statements=(replace(STATEMENT, source="person:x"),)),
        "$.statements[0].source: ",
    ),
    (
        replace(GOOD, statements=(replace(STATEMENT, cue=None),)),
        "$.statements[0].cue: expected a s",
    ),
    (
        replace(GOOD, statements=(replace(STATEMENT, text="\ud800"),)),
        "$.statements[0].text: half a",
    ),
    (replace(GOOD, statements=(STATEMENT, STATEMENT)), "$.statements[1].id: 'statement:"),
    (replace(GOOD, entities=(replace(ENTITY, kind="PLACE"),)), "mentions[1]: "),
    (replace(GOOD, statements=None), "not made of kg's records"),
    (replace(GOOD, statements=({"cue": "siger"},)), "not made of kg's records"),
]


@pytest.mark.parametrize(("made", "said"), MADE, ids=[said[:40] for _, said in MADE])
def test_faulty_record_made_in_python_is_named(made, said):
    with pytest.raises(RecordError) as caught:
        checked(made)
    assert str(caught.value).startswith(f"article {made.article.id!r}: {said}")


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_any_value_in_the_place_of_any_field_is_read_or_refused(value):
    record = annotated_to_json(GOOD)
    for group, key in [(g, k) for g in ("roles", "statements") for k in record[g][0]]:
        changed = deepcopy(record)
        changed[group][0][key] = value
        try:
            checked(annotated_from_json(changed, GOOD.article, "here"))
        except RecordError as error:
            assert str(error).startswith(f"here: $.{group}[0].{key}")  # noqa: PT017


def test_mention_crosses_the_end_of_its_sentence():
    mention = Mention(GOOD.article.id, 0, 4, "Iran", 0, 2, "country:IR", "x", 1.0)
    assert checked(replace(GOOD, mentions=(mention,))).mentions == (mention,)
