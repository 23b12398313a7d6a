"""The sources that the sentence of their cue does not name are counted by what stands there."""

import json

import pytest
from click.testing import CliRunner

from kg.language import build
from kg.language.pipeline import readings
from kg.model import Article
from training.coreference_share import Outcome, count, main, outcomes

PARAGRAPHS = (
    "Mette Holm kom til havnen i går. Hun siger, at broen lukker.",
    "Mette Holm oplyser, at færgen sejler. Kunderne siger, at det er for dyrt.",
)


def statement(paragraph, cue, source="m"):
    return {
        "paragraph": paragraph,
        "source": source,
        "predicate": "SAID",
        "cue": cue,
        "target": None,
        "text": "",
    }


def gold():
    person = {"type": "PERSON", "mentions": ["hun"]}
    return {
        "id": "a",
        "entities": [
            {"id": "m", "name": "Mette Holm", **person},
            {"id": "b", "name": "Bo Krag", **person},
        ],
        "roles": [],
        "statements": [
            statement(0, "siger"),
            statement(1, "oplyser"),
            statement(1, "siger", "b"),
        ],
    }


@pytest.mark.model
def test_only_sources_that_their_sentence_does_not_name_are_counted():
    article = Article(id="a", paragraphs=PARAGRAPHS)
    (reading,) = readings(build("kg_da"), [article])
    she, noun = outcomes(reading, gold())
    assert she == Outcome("han, hun", stated=True, answered=True, right=True)
    assert (noun.stands, noun.stated, noun.right) == ("noun", False, False)


@pytest.mark.model
def test_the_command_prints_the_shares(tmp_path):
    articles, marked = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    articles.write_text(json.dumps({"id": "a", "paragraphs": PARAGRAPHS}) + "\n", "utf-8")
    marked.write_text(json.dumps(gold()) + "\n", "utf-8")
    result = CliRunner().invoke(main, [str(articles), str(marked)])
    assert result.exit_code == 0, result.output
    assert "all                2 sources      1 stated 0.500" in result.output


def test_outcomes_are_counted_by_sort_and_in_all():
    yes, no = (
        Outcome("noun", stated=True, answered=True, right=True),
        Outcome("han, hun", stated=False, answered=True, right=False),
    )
    assert count([yes, no, yes]) == {
        "noun": {"sources": 2, "stated": 2, "answered": 2, "right": 2},
        "han, hun": {"sources": 1, "stated": 0, "answered": 1, "right": 0},
        "all": {"sources": 3, "stated": 2, "answered": 3, "right": 2},
    }
