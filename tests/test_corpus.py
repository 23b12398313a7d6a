"""The published corpus says of itself what is true: every offset, id and label, and the splits."""

import json
from pathlib import Path

import pytest

from corpus.align import AlignmentError, align
from corpus.blocks import with_block
from corpus.build import split_of
from corpus.first_look import RESULTS
from kg.errors import RunError
from kg.model import FORMS, KINDS, PREDICATES

CORPUS = Path(__file__).parent.parent / "corpus"
SIZES = {"train": 160, "dev": 30, "test": 50}


def records(kind, split):
    return [
        json.loads(line)
        for line in (CORPUS / f"{split}.{kind}.jsonl").read_text("utf-8").splitlines()
    ]


def pairs(split):
    articles = {a["id"]: a for a in records("articles", split)}
    return [(articles[g["id"]], g) for g in records("gold", split)]


@pytest.mark.parametrize("split", SIZES)
def test_a_split_has_its_articles_each_annotated(split):
    articles = [a["id"] for a in records("articles", split)]
    assert len(articles) == SIZES[split]
    assert [g["id"] for g in records("gold", split)] == articles
    assert {split_of(a) for a in articles} == {split}


@pytest.mark.parametrize("split", SIZES)
def test_every_offset_names_the_characters_it_says(split):
    for article, gold in pairs(split):
        text = "\n".join(article["paragraphs"])
        for entity in gold["entities"]:
            assert entity["spans"], (gold["id"], entity)
            for span in entity["spans"]:
                assert text[span["start"] : span["end"]] == span["surface"]
                assert span["surface"] in entity["mentions"]
        for statement in gold["statements"]:
            assert text[statement["cue_start"] : statement["cue_end"]] == statement["cue"]
            assert (
                text[statement["start"] : statement["end"]].replace("\n", " ") == statement["text"]
            )


@pytest.mark.parametrize("split", SIZES)
def test_every_id_and_label_is_a_known_one(split):
    for _, gold in pairs(split):
        ids = {e["id"] for e in gold["entities"]}
        assert all(e["type"] in KINDS for e in gold["entities"])
        assert all(r["person"] in ids and r["of"] in ids | {None} for r in gold["roles"])
        for s in gold["statements"]:
            assert s["predicate"] in PREDICATES
            assert s["form"] in FORMS
            assert {s["source"], *s["topics"]} <= ids
            assert {s["target"], s.get("reported_by")} <= ids | {None}


def article(*paragraphs):
    return {"id": "x-01", "paragraphs": list(paragraphs)}


def annotation(mentions, **statement):
    full = {
        "paragraph": 0,
        "source": "e1",
        "predicate": "SAID",
        "cue": "siger",
        "target": None,
        "topics": [],
        "form": "direct",
        "negated": False,
    } | statement
    return {
        "id": "x-01",
        "entities": [{"id": "e1", "type": "PERSON", "name": "Ida Bo", "mentions": mentions}],
        "roles": [],
        "statements": [full],
    }


def test_align_marks_a_name_wherever_it_stands_but_not_inside_another_name():
    aligned = align(
        article("- Ja, siger Ida Bo.", "Bo er 40 år og fra Bolbro."),
        annotation(["Ida Bo", "Bo"], text="Ja"),
    )
    assert [(s["start"], s["surface"]) for s in aligned["entities"][0]["spans"]] == [
        (12, "Ida Bo"),
        (20, "Bo"),
    ]


def test_align_finds_content_that_runs_over_paragraphs():
    aligned = align(
        article('"Først dette.', '"Så det," siger Ida Bo.'),
        annotation(["Ida Bo"], paragraph=1, text='Først dette. "Så det'),
    )
    assert (aligned["statements"][0]["start"], aligned["statements"][0]["end"]) == (1, 21)


@pytest.mark.parametrize(
    ("mentions", "cue", "text"),
    [(["Ida Bohr"], "siger", "Ja"), (["Ida Bo"], "sagde", "Ja"), (["Ida Bo"], "siger", "Nej")],
)
def test_align_stops_where_a_surface_is_not_in_the_text(mentions, cue, text):
    with pytest.raises(AlignmentError, match="x-01"):
        align(article("- Ja, siger Ida Bo."), annotation(mentions, cue=cue, text=text))


def test_the_tables_of_a_part_are_written_between_its_comments_and_nothing_else_changes():
    text = "a\n<!-- dev -->\nold\n<!-- end of dev -->\nb"
    assert with_block(text, "dev", "new", RESULTS) == (
        "a\n<!-- dev -->\n\nnew\n\n<!-- end of dev -->\nb"
    )
    with pytest.raises(RunError, match="expected <!-- test --> and <!-- end of test -->, once"):
        with_block(text, "test", "new", RESULTS)


def test_the_results_have_a_place_for_the_tables_of_both_parts():
    text = RESULTS.read_text("utf-8")
    for split in ("dev", "test"):
        assert "new table" in with_block(text, split, "new table", RESULTS)
