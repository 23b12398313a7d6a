"""Parts of the graph as networkx graphs."""

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.graph import Held, Selection, Streamed, ids_in, subgraph
from kg.graph.parts import BEYOND, NOBODY
from kg.model import Annotated, Article, Entity
from tests.fixture import ENTITIES


def test_everything_is_entities_and_their_statements(loaded):
    graph = subgraph(loaded)
    assert {d["label"] for _, d in graph.nodes(data=True)} == {
        "Person",
        "Country",
        "Organisation",
        "Place",
    }
    [(edges,)] = loaded.read(
        "MATCH (a)-[r]->(b) WHERE r.target_role IN ['target', 'topic'] RETURN count(*)"
    ).rows
    assert graph.number_of_edges() == edges


def test_two_threats_are_two_edges_with_their_text(loaded):
    graph = subgraph(loaded, entities=["iran"], predicates=["THREATENED"])
    assert set(graph) == {"country:IR", "country:IL"}
    edges = graph.get_edge_data("country:IR", "country:IL")
    assert {d["text"] for d in edges.values()} == {
        "Israel med et svar",
        *(f"Israel med hævn den {day}" for day in ("02", "09", "30")),
    }
    assert all(key == f"{d['statement_id']} country:IL" for key, d in edges.items())


def test_more_hops_reach_further(loaded):
    sizes = [
        subgraph(loaded, entities=[ENTITIES["bak"].id], hops=hops).number_of_nodes()
        for hops in (0, 1, 2)
    ]
    assert sizes == [1, 3, len(subgraph(loaded, entities=[ENTITIES["bak"].id], hops=2))]
    assert sizes[1] < sizes[2]


def test_a_name_is_found_however_it_is_spaced(loaded):
    assert set(subgraph(loaded, entities=[" dan\u00a0 Le\u00advi "])) == set(
        subgraph(loaded, entities=["Dan Levi"])
    )


def test_limit_keeps_the_newest(loaded):
    graph = subgraph(loaded, limit=2)
    assert [d["said_on"] for _, _, d in graph.edges(data=True)] == ["2024-05-30"] * 2


@pytest.mark.parametrize("structure", [False, True])
@pytest.mark.parametrize("hops", [1, 2])
def test_a_limit_around_a_name_keeps_the_nearest_and_counts_the_others(loaded, hops, structure):
    def around(steps, limit=None):
        graph = subgraph(loaded, entities=["Iran"], hops=steps, limit=limit, structure=structure)
        edges = {
            k: graph.graph["days"][k.split()[0]]
            for *_, k in graph.edges(keys=True)
            if k.startswith("statement:")
        }
        return edges, graph.graph["left_out"]

    near, (every, left_out) = around(1)[0], around(hops)
    assert 3 < len(near) <= len(every)
    for limit in (0, 3, len(every) - 1):
        kept, without = around(hops, limit)
        order = sorted(every, key=lambda k: (k in near, every[k]), reverse=True)
        nearest = [(k in near, every[k]) for k in order[:limit]]
        assert sorted(((k in near, day) for k, day in kept.items()), reverse=True) == nearest
        assert without[BEYOND] == len(every) - limit
        assert without[NOBODY] == left_out[NOBODY]


def test_dates_bound_the_statements(loaded):
    days = {
        d["said_on"]
        for _, _, d in subgraph(loaded, since="2024-05-09", until="2024-05").edges(data=True)
    }
    assert days == {"2024-05-09", "2024-05-30"}


def test_structure_adds_articles_and_statements(loaded):
    graph = subgraph(loaded, structure=True)
    counts = loaded.counts()
    labels = nx.get_node_attributes(graph, "label")
    assert sum(label == "Statement" for label in labels.values()) == counts.nodes["Statement"]
    kinds = [d["type"] for _, _, d in graph.edges(data=True)]
    for kind in ("MADE", "IN", "TOWARD", "ABOUT", "REPORTED_BY", "HOLDS", "SAID"):
        assert kinds.count(kind) == counts.edges[kind], kind


def test_what_the_store_keeps_for_itself_is_no_part_of_it(loaded):
    iran = Entity("country:IR", "COUNTRY", "Den Islamiske Republik Iran")
    loaded.write([Annotated(Article("article:x", ("Iran",)), (iran,))])
    asked = "MATCH (c:Country {id: 'country:IR'}) RETURN size(c.variants), c.name"
    assert loaded.read(asked).rows == [(2, "Den Islamiske Republik Iran")]
    graph = subgraph(loaded, structure=True)
    for _, properties in graph.nodes(data=True):
        assert "variants" not in properties
    for _, _, properties in graph.edges(data=True):
        assert "variant" not in properties


def test_unknown_names_are_refused(loaded):
    with pytest.raises(UsageError, match="'Atlantis'"):
        subgraph(loaded, entities=["Atlantis"])
    with pytest.raises(UsageError, match="no predicate 'SHOUTED'"):
        subgraph(loaded, predicates=["SHOUTED"])


@pytest.mark.parametrize(
    "conditions",
    [{}, {"structure": True}, {"quads": ["conflict"]}, {"predicates": ["SAID"], "since": "2024"}],
    ids=str,
)
def test_a_stream_is_the_same_part(loaded, conditions):
    held, streamed = Held(subgraph(loaded, **conditions)), Streamed(loaded, Selection(**conditions))
    assert dict(streamed.nodes()) == dict(held.nodes())
    edges = [sorted(part.edges(), key=lambda e: e[:3]) for part in (streamed, held)]
    assert edges[0] == edges[1] != []
    assert dict(streamed.left_out) == dict(held.left_out)


def test_what_is_small_is_not_streamed(loaded):
    for conditions in ({"entities": ["Iran"]}, {"limit": 1}, {"ids": frozenset()}):
        with pytest.raises(ValueError, match="held in memory"):
            Streamed(loaded, Selection(**conditions))


def test_quads_forms_and_outlets_narrow(loaded):
    whole = subgraph(loaded)
    for name, values, kept in (
        ("quads", ["verbal conflict"], lambda d: d["quad"] == "verbal conflict"),
        ("quads", ["material"], lambda d: d["quad"].startswith("material")),
        ("forms", ["direct"], lambda d: d["form"] == "direct"),
        ("outlets", ["aftenposten prøve"], lambda d: d["outlet"] == "Aftenposten Prøve"),
    ):
        found = [k for *_, k in subgraph(loaded, **{name: values}).edges(keys=True)]
        expected = [k for *_, k, d in whole.edges(keys=True, data=True) if kept(d)]
        assert sorted(found) == sorted(expected), (name, values)


def test_ids_of_statements_are_those_statements_alone(loaded):
    rows = loaded.read("MATCH (s:Statement {predicate: 'THREATENED'}) RETURN s.id, s.text").rows
    graph = subgraph(loaded, ids=ids_in(rows))
    assert {d["statement_id"] for *_, d in graph.edges(data=True)} == {row[0] for row in rows}


def test_ids_of_entities_are_these_and_what_joins_them(loaded):
    graph = subgraph(loaded, ids=frozenset({"country:IR", "place:2624652", "country:XX"}))
    assert set(graph) == {"country:IR", "place:2624652"}
    assert graph.number_of_edges() == 0
    graph = subgraph(loaded, ids=frozenset({"country:IR", "country:IL"}))
    assert {d["type"] for *_, d in graph.edges(data=True)} == {"THREATENED", "ACCUSED"}


def test_ids_are_found_in_nodes_edges_and_lists_of_an_answer():
    rows = [({"id": "country:IR"}, ["person:a", 1], "note: not an id"), ("statement:1", None)]
    assert ids_in(rows) == {"country:IR", "person:a", "statement:1"}
