"""Measures on graphs so small that the right answer is known."""

import networkx as nx
import pytest

from kg.analysis import MEASURES, network, windows
from kg.analysis import centrality as module
from kg.analysis.bridges import bridges
from kg.analysis.centrality import centrality
from kg.analysis.communities import communities

LIKES, HITS, SAYS = "verbal cooperation", "material conflict", ""


def graph(*statements, days=()):
    """Return a graph of (source, target, quad, properties...); days by the order of statements."""
    made = nx.MultiDiGraph(left_out={}, days={})
    for number, (source, target, quad, *more) in enumerate(statements):
        for node in (source, target):
            made.add_node(node, label="Person", name=node.upper())
        data = {"statement_id": f"statement:{number}", "quad": quad, "target_role": "target"}
        made.add_edge(source, target, key=f"{number} {target}", **data | dict(*more))
    for number, day in enumerate(days):
        made.graph["days"][f"statement:{number}"] = day
    return made


def ties(*pairs):
    return network(graph(*((a, b, SAYS) for a, b in pairs)))


def records(measure, of):
    found = MEASURES[measure]
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows(of)]


def test_a_tie_counts_statements_and_their_spirit():
    made = network(
        graph(("a", "b", LIKES), ("a", "b", HITS), ("a", "b", SAYS), ("b", "a", HITS)),
    )
    assert made["a"]["b"] == {"weight": 3, "cooperation": 1, "conflict": 1}
    assert made["b"]["a"] == {"weight": 1, "cooperation": 0, "conflict": 1}
    assert made.nodes["a"] == {"name": "A", "kind": "Person"}


def test_what_makes_no_tie_is_counted():
    negated, topic = {"negated": True}, {"target_role": "topic"}
    statements = graph(
        ("a", "b", HITS, negated), ("a", "c", SAYS, topic), ("d", "d", SAYS), ("a", "e", SAYS)
    )
    statements.add_edge("a", "f", key="HOLDS", type="HOLDS")
    statements.add_edge("a", "article:1", key="1", statement_id="x", target_role="article")
    made = network(statements)
    assert list(made.edges) == [("a", "e")]
    assert made.graph["left_out"] == {
        "negated statements": 1,
        "statements that only name somebody (--topics keeps them)": 1,
        "statements about those who make them": 1,
    }
    assert sorted(network(statements, topics=True).edges) == [("a", "c"), ("a", "e")]


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_measures_nothing(measure):
    assert MEASURES[measure].rows(network(graph())) == []


@pytest.mark.parametrize("measure", MEASURES)
def test_every_row_has_the_columns_and_the_order_of_statements_is_no_matter(measure):
    statements = [("a", "b", HITS), ("b", "c", LIKES), ("a", "c", HITS), ("d", "c", LIKES)]
    rows = MEASURES[measure].rows(network(graph(*statements)))
    assert rows
    assert all(len(row) == len(MEASURES[measure].columns) for row in rows)
    assert MEASURES[measure].rows(network(graph(*reversed(statements)))) == rows


def test_whoever_stands_in_the_middle_of_a_star_is_on_every_way():
    made = ties(*(("hub", leaf) for leaf in "abcd"))
    hub, *leaves = records("centrality", made)
    assert (hub["id"], hub["partners"], hub["made"], hub["received"]) == ("hub", 4, 4, 0)
    assert (hub["betweenness"], hub["eigenvector"]) == (1.0, pytest.approx(0.5**0.5, abs=1e-5))
    for leaf in leaves:
        assert (leaf["partners"], leaf["made"], leaf["received"]) == (1, 0, 1)
        assert leaf["betweenness"] == 0.0
        assert leaf["eigenvector"] == pytest.approx(0.5**0.5 / 2, abs=1e-5)


def test_in_a_row_of_four_the_inner_ones_are_on_two_ways_of_three():
    found = {r["id"]: r["betweenness"] for r in records("centrality", ties("ab", "bc", "cd"))}
    assert found == {"a": 0, "b": 0.666667, "c": 0.666667, "d": 0}


def test_those_with_as_many_partners_are_in_the_order_of_their_statements():
    found = centrality(network(graph(("a", "b", SAYS), ("c", "d", SAYS), ("d", "c", SAYS))))
    assert [row[-1] for row in found] == ["c", "d", "a", "b"]


def test_large_networks_are_measured_from_some_nodes(monkeypatch):
    row = ties("ab", "bc", "cd", "de")
    exact = [r["betweenness"] for r in records("centrality", row)]
    monkeypatch.setattr(module, "EXACT", 4)
    monkeypatch.setattr(module, "PIVOTS", 2)
    assert [r["betweenness"] for r in records("centrality", row)] != exact
    monkeypatch.setattr(module, "PIVOTS", 5)
    assert [r["betweenness"] for r in records("centrality", row)] == exact


def test_standing_that_settles_on_nothing_is_not_told():
    pairs = nx.DiGraph()
    for a, b, weight in (("a", "b", 10_000), ("c", "d", 10_001)):
        pairs.add_node(a, name=a, kind="")
        pairs.add_node(b, name=b, kind="")
        pairs.add_edge(a, b, weight=weight, cooperation=0, conflict=0)
    assert {r["eigenvector"] for r in records("centrality", pairs)} == {None}


FOUR = [(a, b) for a in "abcd" for b in "abcd" if a < b]
THREE = [(a, b) for a in "xyz" for b in "xyz" if a < b]


def test_two_circles_that_one_statement_joins_are_two_communities():
    rows = communities(ties(*FOUR, *THREE, ("a", "x"), ("a", "b")))
    assert [(r[2], r[3], r[-1]) for r in rows] == [
        *((1, 4, node) for node in "abcd"),
        *((2, 3, node) for node in "xyz"),
    ]
    assert {r[-1]: r[4] for r in rows} == dict.fromkeys("bcdyz", 1.0) | {"a": 0.8, "x": 0.667}
    assert [r[5] for r in rows] == ["A"] * 4 + ["X"] * 3


def test_a_bridge_is_told_with_what_it_cuts_off():
    rows = bridges(ties(*FOUR, *THREE, ("x", "a"), ("x", "a"), ("z", "end"), ("p", "q")))
    assert rows == [
        ("A", "X", 2, 4, "a", "x"),
        ("END", "Z", 1, 1, "end", "z"),
        ("P", "Q", 1, 1, "p", "q"),
    ]
    assert bridges(ties(*THREE)) == []


def three(names, *quads):
    a, b, c = names
    return [(a, b, quads[0]), (b, c, quads[1]), (a, c, quads[2])]


def test_threes_with_an_even_number_of_hostile_pairs_are_in_balance():
    made = network(
        graph(
            *three("abc", LIKES, LIKES, LIKES),
            *three("def", LIKES, LIKES, HITS),
            *three("ghi", LIKES, HITS, HITS),
            *three("jkl", HITS, HITS, HITS),
            ("l", "j", HITS),
            *three("mno", HITS, HITS, HITS),
            *three("pqr", SAYS, HITS, HITS),
        )
    )
    assert MEASURES["balance"].rows(made) == [
        ("+++", True, 1, 0.2, "A, B, C"),
        ("++-", False, 1, 0.2, "D, E, F"),
        ("+--", True, 1, 0.2, "G, H, I"),
        ("---", False, 2, 0.4, "J, K, L"),
    ]
    found = records("threes", made)
    assert [(r["a_id"], r["balanced"]) for r in found] == [
        *(("j", False), ("d", False), ("m", False), ("a", True), ("g", True))
    ]
    assert [found[0][net] for net in ("a_b", "b_c", "a_c")] == [-1, -1, -2]


def test_a_pair_that_is_as_friendly_as_hostile_has_no_sign():
    evened = [("c", "a", LIKES), *three("abc", LIKES, LIKES, HITS)]
    assert MEASURES["balance"].rows(network(graph(*evened))) == []
    [row] = MEASURES["threes"].rows(network(graph(("c", "a", LIKES), *evened)))
    assert row[3:7] == (1, 1, 1, True)


@pytest.mark.parametrize(
    ("span", "names"),
    [
        ("day", ["2023-12-31", "2024-05-01", "2024-12-30"]),
        ("week", ["2023-W52", "2024-W18", "2025-W01"]),
        ("month", ["2023-12", "2024-05", "2024-12"]),
        ("quarter", ["2023-Q4", "2024-Q2", "2024-Q4"]),
        ("year", ["2023", "2024"]),
    ],
)
def test_each_span_has_what_was_said_in_it(span, names):
    whole = graph(
        *[("a", "b", SAYS), ("a", "c", SAYS), ("d", "b", SAYS), ("a", "e", SAYS)],
        days=["2024-12-30", "2023-12-31", "2024-05-01/2024-05-31", ""],
    )
    found = dict(windows(whole, span))
    assert list(found) == names
    assert sorted(found[names[0]]) == ["a", "c"]
    assert whole.graph["left_out"] == {"statements without a day": 1}
