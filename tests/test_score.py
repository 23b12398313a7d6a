"""Gold and predicted annotations -> figures, on cases small enough to count by hand."""

import json
from copy import deepcopy

import fixture
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RunError, UsageError
from kg.evaluate.gold import is_gold, read_gold
from kg.evaluate.score import attributed, match_entities, score
from kg.stream import annotated_to_json

TASKS = ("entities", "roles", "attribution", "typed", "edge")


def entity(identity, kind="PERSON", name="Karen Holm", mentions=None, **more):
    return {"id": identity, "type": kind, "name": name, "mentions": mentions or [name], **more}


def statement(source="k", predicate="SAID", cue="siger", target=None, **more):
    return {
        "paragraph": 0,
        "source": source,
        "predicate": predicate,
        "cue": cue,
        "target": target,
        "topics": [],
        "negated": False,
        "text": "at det går",
        **more,
    }


def article(entities=(), roles=(), statements=()):
    return {"entities": list(entities), "roles": list(roles), "statements": list(statements)}


KAREN, IRAN = entity("k"), entity("i", "COUNTRY", "Iran", ["Irans", "iranske"], code="IR")
GOLD = article(
    [KAREN, IRAN], [{"person": "k", "title": "minister", "of": "i"}], [statement(target="i")]
)


def counts(figures, task):
    return figures[task]["tp"], figures[task]["predicted"], figures[task]["gold"]


def test_equal_annotations_score_one():
    figures = score({"a": GOLD}, {"a": GOLD})
    assert [figures[task]["f1"] for task in TASKS] == [1.0] * 5
    assert figures["negated_accuracy"] == 1.0
    assert figures["articles"] == 1


def test_article_not_predicted_counts_as_nothing_found():
    figures = score({"a": GOLD}, {})
    assert [counts(figures, task) for task in TASKS] == [
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 1),
        (0, 0, 1),
        (0, 0, 1),
    ]
    assert figures["negated_accuracy"] is None


def test_figures_are_precision_recall_and_f1_of_the_counts():
    found = article([KAREN, entity("x", name="Dan Levi"), entity("y", name="Bo Bak")])
    assert score({"a": GOLD}, {"a": found})["entities"] == {
        "tp": 1,
        "predicted": 3,
        "gold": 2,
        "precision": 0.3333,
        "recall": 0.5,
        "f1": 0.4,
    }


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        pytest.param(
            entity("g", mentions=["Holms"]),
            entity("p", name="holm"),
            True,
            id="genitive and case are ignored",
        ),
        pytest.param(
            entity("g", mentions=["Karen  Holm"]),
            entity("p", name="Karen\nHolm"),
            True,
            id="white space is ignored",
        ),
        pytest.param(
            entity("g", name="USA", mentions=["USA's"]),
            entity("p", name="usa"),
            True,
            id="genitive with an apostrophe",
        ),
        pytest.param(
            entity("g", name="Ros"), entity("p", name="Ro"), False, id="a short name keeps its s"
        ),
        pytest.param(entity("g"), entity("p", "ORGANISATION"), False, id="another type"),
        pytest.param(entity("g"), entity("p", name="Dan Levi"), False, id="no surface in common"),
        pytest.param(IRAN, entity("p", "COUNTRY", "Persien", code="IR"), True, id="the same code"),
        pytest.param(IRAN, entity("p", "COUNTRY", "Iran", code="IQ"), False, id="another code"),
        pytest.param(IRAN, entity("p", "COUNTRY", "Iran"), True, id="no code but the name"),
        pytest.param(
            entity("g", name="Aa", mentions=["S"]),
            entity("p", name="Bb", mentions=["S"]),
            False,
            id="a mention of one letter says nothing",
        ),
    ],
)
def test_entities_match_by_type_and_code_or_surface(expected, found, same):
    assert match_entities([expected], [found]) == ({found["id"]: expected["id"]} if same else {})


def test_most_shared_surfaces_match_first_and_each_entity_once():
    gold = [
        entity("g1", name="Holm"),
        entity("g2", name="Karen Holm", mentions=["Holm", "Karen Holm"]),
    ]
    found = [entity("p1", name="Karen Holm", mentions=["Holm"]), entity("p2", name="Holm")]
    assert match_entities(gold, found) == {"p1": "g2", "p2": "g1"}


@pytest.mark.parametrize(
    ("change", "right"),
    [
        pytest.param({}, (1, 1, 1), id="the same"),
        pytest.param({"target": None}, (1, 1, 0), id="no target"),
        pytest.param({"target": "unknown"}, (1, 1, 0), id="a target that matches nothing"),
        pytest.param({"predicate": "WARNED"}, (1, 0, 0), id="another predicate"),
        pytest.param({"cue": "SIGER dog"}, (1, 1, 1), id="cues share a word"),
        pytest.param({"cue": "sagde"}, (0, 0, 0), id="another cue"),
        pytest.param({"source": "i"}, (0, 0, 0), id="another source"),
        pytest.param({"paragraph": 1}, (0, 0, 0), id="another paragraph"),
    ],
)
def test_statement_is_attributed_typed_and_an_edge(change, right):
    found = article([KAREN, IRAN], statements=[statement(target="i") | change])
    figures = score({"a": GOLD}, {"a": found})
    assert tuple(figures[task]["tp"] for task in ("attribution", "typed", "edge")) == right


def test_colon_is_a_cue_of_its_own():
    gold = article([KAREN], statements=[statement(cue=":")])
    assert score({"a": gold}, {"a": gold})["edge"]["tp"] == 1
    assert (
        score({"a": gold}, {"a": article([KAREN], statements=[statement(cue="-")])})["attribution"][
            "tp"
        ]
        == 0
    )


def test_best_pair_is_taken_first_then_the_one_whose_text_overlaps_most():
    gold = article(
        [KAREN],
        statements=[statement(text="at vejret er godt"), statement(text="at toget er sent")],
    )
    found = article(
        [KAREN],
        statements=[
            statement(text="at toget er sent", negated=True),
            statement(text="at vejret er godt", predicate="WARNED"),
        ],
    )
    figures = score({"a": gold}, {"a": found})
    assert (counts(figures, "attribution"), figures["typed"]["tp"]) == ((2, 2, 2), 1)
    assert figures["by_predicate"]["SAID"] == {
        "tp": 1,
        "predicted": 1,
        "gold": 2,
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
    }
    assert figures["by_predicate"]["WARNED"]["predicted"] == 1
    assert figures["negated_accuracy"] == 0.5


def test_roles_need_person_title_and_affiliation():
    roles = [
        {"person": "k", "title": "Minister", "of": "i"},
        {"person": "k", "title": "minister", "of": None},
        {"person": "k", "title": "borgmester", "of": "i"},
    ]
    assert counts(score({"a": GOLD}, {"a": article([KAREN, IRAN], roles)}), "roles") == (1, 3, 1)


@given(st.data())
def test_score_loses_nothing_it_should_not(data):
    """Leave out any statements and entities: what is right is what was kept.

    Precision stays whole for entities.
    """
    gold = {a.article.id: annotated_to_json(a) for a in fixture.articles()}
    found = deepcopy(gold)
    for record in found.values():
        keep = data.draw(
            st.lists(
                st.booleans(),
                min_size=len(record["statements"]),
                max_size=len(record["statements"]),
            )
        )
        record["statements"] = [
            s for s, kept in zip(record["statements"], keep, strict=True) if kept
        ]
        record["entities"] = data.draw(st.permutations(record["entities"]))
    figures = score(gold, found)
    kept = sum(len(r["statements"]) for r in found.values())
    assert figures["entities"]["f1"] == 1.0
    assert counts(figures, "edge") == (kept, kept, sum(len(r["statements"]) for r in gold.values()))
    assert sum(f["tp"] for f in figures["by_predicate"].values()) == kept


def test_gold_file_is_read_by_id(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({"id": i, **GOLD}) + "\n" for i in "ab"), "utf-8")
    assert list(read_gold(str(path))) == ["a", "b"]
    assert is_gold(str(path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ('{"id": "a"', "gold.jsonl:1: not a whole JSON object"),
        ('{"text": "en"}', "gold.jsonl:1: no annotated article"),
        ('{"id": "a", "entities": []}', "gold.jsonl:1: article 'a' has no list `roles`"),
        (
            json.dumps({"id": "a", **article([{"id": "k"}])}),
            "one of `entities` lacks type, name, mentions",
        ),
        (f"{json.dumps({'id': 'a', **GOLD})}\n" * 2, "gold.jsonl:2: article 'a' is there twice"),
    ],
)
def test_gold_file_that_cannot_be_scored_is_told(tmp_path, content, said):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(RunError, match=said.replace("(", r"\(")):
        read_gold(str(path))


def test_missing_gold_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="No such file"):
        read_gold(str(tmp_path / "nowhere.jsonl"))


def test_the_statements_whose_source_was_found_are_told_by_their_place():
    people = [entity("k"), entity("m", name="Mette Lund")]
    expected = article(people, statements=[statement("k"), statement("m", cue="mener")])
    found = article(people, statements=[statement("k", cue="mener"), statement("m", cue="mener")])
    assert attributed(expected, found) == {1}
