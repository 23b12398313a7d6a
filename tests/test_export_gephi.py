"""What the real Gephi makes of the files that are written for it."""

from collections import Counter

import networkx as nx
import pytest
from gephi_reader import read

from kg.export import write

pytestmark = pytest.mark.slow
NAMES = {"person:a": "Ane Å", "country:IR": "Iran", "place:1": "Kairo"}


@pytest.fixture
def graph():
    made = nx.MultiDiGraph()
    made.add_node("person:a", label="Person", name="Ane Å", names=["Ane Å", "Ane"])
    made.add_node("country:IR", label="Country", name="Iran")
    made.add_node("place:1", label="Place", name="Kairo", latitude=30.5, longitude=31.25)
    said = ("2024-05-01", "2024-05-03/2024-05-04", "2024-05-03/2024-05-04")
    for number, (kind, day) in enumerate(zip(("WARNED", "WARNED", "PRAISED"), said, strict=True)):
        quad = "verbal conflict" if kind == "WARNED" else "verbal cooperation"
        told = {"type": kind, "said_on": day, "quad": quad, "text": '=1+1 "ja"\nnej; 🐻'}
        made.add_edge("person:a", "country:IR", key=f"statement:{number} country:IR", **told)
    made.add_edge("place:1", "country:IR", key="LOCATED_IN", type="LOCATED_IN")
    return made


@pytest.mark.parametrize("kind", ["gexf", "graphml", "csv"])
def test_gephi_reads_every_node_and_edge_with_its_caption(graph, tmp_path, kind):
    paths = write(graph, str(tmp_path / f"g.{kind}")).paths
    nodes, edges = read(*paths, apart=True)
    assert {node.id: node.label for node in nodes} == NAMES
    assert {node.id: node.latitude for node in nodes}["place:1"] == "30.5"
    ends = Counter((edge.source, edge.target, edge.label) for edge in edges)
    assert ends == {
        ("person:a", "country:IR", "WARNED"): 2,
        ("person:a", "country:IR", "PRAISED"): 1,
        ("place:1", "country:IR", "LOCATED_IN"): 1,
    }
    if kind != "csv":
        assert {n.id: n.colour for n in nodes}["country:IR"] == "192,138,30"
        assert {e.label: e.colour for e in edges}["WARNED"] == "191,30,46"
        assert len({node.size for node in nodes}) > 1


def test_gephi_adds_up_edges_of_one_kind_and_knows_their_days(graph, tmp_path):
    [path] = write(graph, str(tmp_path / "g.gexf")).paths
    nodes, edges = read(path)
    weights = {edge.kind: float(edge.weight) for edge in edges}
    assert weights == {"WARNED": 2, "PRAISED": 1, "LOCATED_IN": 1}
    days = {node.id: node.days for node in nodes}
    assert days["person:a"] == "<[2024-05-01, 2024-05-04]>"
    assert {edge.kind: edge.days for edge in edges}["PRAISED"] == "<[2024-05-03, 2024-05-04]>"
