"""Parts of the graph as networkx graphs."""

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.graph import subgraph
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
