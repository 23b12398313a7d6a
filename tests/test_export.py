"""Graph -> file -> graph: every format is read back and compared."""

import json
import re
from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.export import FORMATS, write
from kg.export.layout import layout
from kg.export.sketch import MAX_NODES
from kg.export.written import Counted
from kg.export.xml import XmlPart
from kg.graph import Held

QUOTE = 'Vi "kæmper" <b>videre</b> & håber;\nså sker det'


@pytest.fixture
def graph():
    made = nx.MultiDiGraph()
    made.add_node(
        "person:karen-holm",
        label="Person",
        name="Karen Holm",
        names=["Holm", "Karen Holm"],
        code=None,
    )
    made.add_node("country:IR", label="Country", name="Iran", names=[], code="IR")
    made.add_node("place:1", label="Place", name="Kairo", latitude=30.06263, longitude=31.24967)
    made.add_node(
        "a1", label="Article", title="</script><script>alert(1)</script>", published="2024-05-09"
    )
    for number in (1, 2):
        edge = {
            "type": "WARNED",
            "statement_id": f"s{number}",
            "text": QUOTE,
            "negated": number == 2,
            "confidence": 0.75,
            "rule": "verb/subject",
            "said_on": date(2024, 5, number),
            "start": 3,
        }
        made.add_edge("person:karen-holm", "country:IR", key=f"s{number}", **edge)
    made.add_edge("person:karen-holm", "place:1", key="s3", type="SAID", text="en")
    made.add_edge("person:karen-holm", "a1", key="s3", type="SAID", text="en")
    return made


def plain(graph):
    """Return the graph as XML can hold it."""
    part, made = XmlPart(Counted(Held(graph))), nx.MultiDiGraph()
    made.add_nodes_from(part.nodes())
    made.add_edges_from(part.edges())
    return made


def edges(graph):
    return sorted(
        (s, t, str(k), sorted((n, v) for n, v in data.items() if n != "id"))
        for s, t, k, data in graph.edges(keys=True, data=True)
    )


def embedded(path):
    return json.loads(
        re.search(
            r'<script type="application/json" id="graph">(.*?)</script>',
            path.read_text("utf-8"),
            re.DOTALL,
        )[1]
    )


def test_graphml_comes_back_whole(graph, tmp_path):
    path = tmp_path / "g.graphml"
    assert write(graph, str(path)).paths == (str(path),)
    back = nx.read_graphml(path, force_multigraph=True)
    looks = {"label", "r", "g", "b"}
    shown = {node: data["label"] for node, data in back.nodes(data=True)}
    assert (shown["person:karen-holm"], shown["country:IR"]) == ("Karen Holm", "Iran")
    for _, data in back.nodes(data=True):
        data["label"] = data.pop("kind")
        assert data.pop("size") > 10
        assert {data.pop(channel) for channel in "rgb"} <= set(range(256))
    assert dict(back.nodes(data=True)) == dict(plain(graph).nodes(data=True))
    for *_, data in back.edges(data=True):
        assert data["label"] == data["type"]
        for name in looks:
            del data[name]
    assert edges(back) == edges(plain(graph))


def test_node_link_json_comes_back_whole(graph, tmp_path):
    path = tmp_path / "g.json"
    write(graph, str(path))
    back = nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    for _, _, data in graph.edges(data=True):
        data.update({k: v.isoformat() for k, v in data.items() if isinstance(v, date)})
    assert nx.utils.graphs_equal(back, graph)


def test_picture_holds_the_graph_and_needs_no_network(graph, tmp_path):
    path = tmp_path / "g.html"
    write(graph, str(path))
    data = embedded(path)
    assert {n["id"] for n in data["nodes"]} == {"person:karen-holm", "country:IR", "place:1"}
    assert data["articles"] == {
        "a1": {"title": "</script><script>alert(1)</script>", "published": "2024-05-09"}
    }
    ends = [
        (data["nodes"][e["s"]]["id"], data["nodes"][e["t"]]["id"], e["type"], e["text"])
        for e in data["edges"]
    ]
    assert ends == [
        (s, s if t == "a1" else t, d["type"], d["text"]) for s, t, d in graph.edges(data=True)
    ]
    page = path.read_text("utf-8")
    assert not re.search(r"""(src|href)=|@import|fetch\(|url\(""", page)
    assert [mark for mark in ("/*STYLE*/", "/*SCRIPT*/", "/*GRAPH*/") if mark in page] == []


def test_picture_leaves_out_what_typed_edges_stand_for(graph, tmp_path):
    graph.add_node("s1", label="Statement", text=QUOTE)
    graph.add_node("a2", label="Article", title="En til")
    for source, kind, target in (
        ("person:karen-holm", "MADE", "s1"),
        ("s1", "IN", "a2"),
        ("a2", "MENTIONS", "place:1"),
        ("place:1", "LOCATED_IN", "country:IR"),
    ):
        graph.add_edge(source, target, type=kind)
    write(graph, str(tmp_path / "g.html"))
    data = embedded(tmp_path / "g.html")
    assert {n["id"] for n in data["nodes"]} == {"person:karen-holm", "country:IR", "place:1"}
    assert sorted(e["type"] for e in data["edges"]) == [
        "LOCATED_IN",
        "SAID",
        "SAID",
        "WARNED",
        "WARNED",
    ]
    assert list(data["articles"]) == ["a1", "a2"]


def test_text_cannot_break_out_of_the_picture(graph, tmp_path):
    path = tmp_path / "g.html"
    write(graph, str(path))
    assert "alert(1)</script>" not in path.read_text("utf-8")
    assert embedded(path)["articles"]["a1"]["title"] == "</script><script>alert(1)</script>"


def test_picture_of_too_many_nodes_is_refused(tmp_path):
    with pytest.raises(UsageError, match="--limit"):
        write(nx.empty_graph(MAX_NODES + 1, nx.MultiDiGraph), str(tmp_path / "g.html"))
    assert list(tmp_path.iterdir()) == []


def test_unknown_format_is_refused(graph, tmp_path):
    with pytest.raises(
        UsageError, match=r"unknown format 'docx'; expected a file that ends in \.graphml"
    ):
        write(graph, str(tmp_path / "g.docx"))


def test_format_outweighs_the_ending(graph, tmp_path):
    write(graph, str(tmp_path / "g.txt"), "json")
    assert json.loads((tmp_path / "g.txt").read_text("utf-8"))["directed"]


def test_edge_of_a_statement_that_made_several_gets_an_id_of_its_own(graph):
    assert [k for *_, k in plain(graph).edges(keys=True)] == ["s1", "s2", "s3", "s3:2"]


def test_layout_is_the_same_on_every_run_and_keeps_neighbours_near():
    ring = nx.relabel_nodes(nx.cycle_graph(40), str)
    places = layout(ring)
    assert places == layout(ring)
    near = [
        ((places[s][0] - places[t][0]) ** 2 + (places[s][1] - places[t][1]) ** 2) ** 0.5
        for s, t in ring.edges()
    ]
    far = [
        (
            (places[str(n)][0] - places[str(n + 20)][0]) ** 2
            + (places[str(n)][1] - places[str(n + 20)][1]) ** 2
        )
        ** 0.5
        for n in range(20)
    ]
    assert max(near) < min(far)


def test_layout_gives_every_name_its_room():
    star = nx.relabel_nodes(
        nx.disjoint_union_all([nx.star_graph(30), nx.path_graph(3), nx.empty_graph(5)]), str
    )
    rooms = dict.fromkeys(star, (1.5, 0.6))
    places = layout(star, rooms)
    close = [
        (a, b)
        for a, b in combinations(star, 2)
        if abs(places[a][0] - places[b][0]) < 1.49 and abs(places[a][1] - places[b][1]) < 0.59
    ]
    assert close == []


@pytest.mark.parametrize("kind", FORMATS)
def test_empty_graph_is_written(kind, tmp_path):
    told = write(nx.MultiDiGraph(), str(tmp_path / f"g{FORMATS[kind].ending}"))
    assert all((tmp_path / path).is_file() for path in told.paths)
    assert (told.nodes, told.edges, told.statements, told.left_out) == (0, 0, 0, {})


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(text=st.text())
@pytest.mark.parametrize("kind", ["graphml", "gexf", "json", "html"])
def test_any_text_survives(kind, text, tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="Person", name="A")
    graph.add_edge("a", "a", key="s1", type="SAID", text=text)
    path = tmp_path / f"g.{kind}"
    write(graph, str(path))
    readers = {
        "graphml": lambda: nx.read_graphml(path, force_multigraph=True)["a"]["a"]["s1"].get(
            "text", ""
        ),
        "gexf": lambda: next(d for *_, d in nx.read_gexf(path, version="1.3").edges(data=True)).get(
            "text", ""
        ),
        "json": lambda: json.loads(path.read_text("utf-8"))["edges"][0]["text"],
        "html": lambda: embedded(path)["edges"][0].get("text", ""),
    }
    expected = plain(graph)["a"]["a"]["s1"]["text"] if kind in {"graphml", "gexf"} else text
    assert readers[kind]() == expected
