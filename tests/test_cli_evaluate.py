"""`kg evaluate`, `kg model`: figures."""

import json

import pytest
import spacy
from command import kg, one_line, write_annotated

from kg.evaluate.gold import read_gold
from kg.evaluate.score import score


@pytest.fixture
def gold(tmp_path):
    return write_annotated(tmp_path / "gold.jsonl")


def test_annotated_articles_are_scored_as_they_stand(gold, tmp_path):
    lines = gold.read_text("utf-8").splitlines()
    found = tmp_path / "found.jsonl"
    found.write_text("\n".join(lines[:3]), "utf-8")
    result = kg("evaluate", found, gold, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == score(read_gold(str(gold)), read_gold(str(found)))


def test_table_has_a_row_for_each_task_type_and_predicate(gold):
    lines = kg("evaluate", gold, gold).stdout.splitlines()
    names = [line.split()[0] for line in lines]
    assert names[2:8] == ["entities", "roles", "attribution", "typed", "edge", "negated"]
    assert {"PERSON", "THREATENED"} <= set(names)


@pytest.mark.model
def test_raw_articles_are_annotated_first(tmp_path):
    (tmp_path / "raw.jsonl").write_text(
        json.dumps({"id": "a", "text": "Danmark truer Sverige med krig."}), "utf-8"
    )
    entities = [
        {"id": f"e{n}", "type": "COUNTRY", "name": name, "mentions": [name]}
        for n, name in enumerate(("Danmark", "Sverige"))
    ]
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": "a", "entities": entities, "roles": [], "statements": []}), "utf-8"
    )
    figures = json.loads(
        kg("evaluate", tmp_path / "raw.jsonl", tmp_path / "gold.jsonl", "--format", "json").stdout
    )
    assert figures["entities"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("articles", "code", "said"),
    [
        ("", 1, "articles.jsonl: empty"),
        ('{"id": "a"', 1, "articles.jsonl:1: not a whole JSON object"),
        ('{"id": "z", "entities": [], "roles": [], "statements": []}', 2, "'z'"),
    ],
)
def test_articles_that_cannot_be_scored_are_told(gold, tmp_path, articles, code, said):
    path = tmp_path / "articles.jsonl"
    path.write_text(articles, "utf-8")
    result = kg("evaluate", path, gold)
    assert result.exit_code == code
    assert said in result.stderr


def test_missing_gold_file_is_one_line(gold, tmp_path):
    result = kg("evaluate", gold, tmp_path / "nowhere.jsonl")
    assert result.exit_code == 2
    assert "nowhere.jsonl" in one_line(result)


@pytest.mark.model
def test_model_tells_size_licence_and_figures_of_what_ships():
    (danish,) = [
        p for p in json.loads(kg("model", "--format", "json").stdout) if p["language"] == "da"
    ]
    assert danish["licence"] == "CC BY-SA 4.0"
    assert 0 < danish["megabytes"] <= 25
    assert {"UPOS", "UAS", "LAS", "NER F"} <= set(danish["figures"])
    assert "kg_da" in kg("model").stdout


@pytest.mark.model
def test_model_path_loads_with_spacy():
    assert spacy.load(kg("model", "--path", "da").stdout.strip()).lang == "da"


@pytest.mark.model
def test_model_of_an_unknown_language_is_one_line():
    result = kg("model", "--path", "xx")
    assert result.exit_code == 2
    assert "no pipeline for 'xx': expected one of da" in one_line(result)
