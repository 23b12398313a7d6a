"""Both stores answer every question of the catalogue alike: values, types, order."""

import sys
from datetime import date
from pathlib import Path

import neo4j_server
import pytest

from kg.loader.run import load
from kg.store import open_store
from kg.store.base import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
import both_stores


@pytest.mark.parametrize("graph", both_stores.GRAPHS)
def test_both_stores_answer_alike(graph, neo4j_url, tmp_path):
    neo4j_server.empty(neo4j_url)
    articles = list(both_stores.GRAPHS[graph](3000))
    with open_store(str(tmp_path / "a.graph")) as ours, open_store(neo4j_url) as theirs:
        for store in (ours, theirs):
            load(store, articles)
        answers = dict(both_stores.compare(ours, theirs, every=False))
    assert not [line for found in answers.values() for line in found.differences]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (Table(("a",), [(1,)]), Table(("b",), [(1,)]), "columns ('a',) and ('b',)"),
        (Table(("a",), [(1,)]), Table(("a",), [(1.0,)]), "row 1, a: 1 and 1.0"),
        (Table(("a",), [(1,), (0,)]), Table(("a",), [(1,), (False,)]), "row 2, a: 0 and False"),
        (
            Table(("a",), [([1, "x"],)]),
            Table(("a",), [(["x", 1],)]),
            "row 1, a: [1, 'x'] and ['x', 1]",
        ),
        (Table(("a",), [(None,)]), Table(("a",), [("",)]), "row 1, a: None and ''"),
        (Table(("a",), [(1,)]), Table(("a",), []), "1 and 0 rows"),
        (Table(("a",), [(date(2024, 5, 1),)]), Table(("a",), [(date(2024, 5, 1),)]), ""),
    ],
)
def test_what_differs_is_told(one, other, told):
    assert both_stores.difference(one, other) == told
