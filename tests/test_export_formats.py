"""Every format is read by a reader of its own, and holds what the graph holds."""

import csv
import json
from pathlib import Path

import kglite
import networkx as nx
import pytest
import rdflib
from followthemoney import model
from lxml import etree
from pyarrow import parquet

from kg.export import FORMATS, STREAMED, write
from kg.graph import Selection, Streamed, subgraph
from kg.model import Annotated, Article, Entity

#: What is hard: quotes, an escape that is none, a formula, a control, a line end.
HARD = '=1+1 "kæmper" \\u0041 <b>\x1b[31m\nså; 🐻'
SHOWN = HARD.replace("\x1b", "")
KG = rdflib.Namespace("urn:kg:vocabulary:")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture
def graph():
    made = nx.MultiDiGraph(left_out={"edges beyond --limit": 3})
    made.add_node(
        "person:a", label="Person", name="Ane Å", names=["Ane Å", "Ane; Å"], id="person:a"
    )
    made.add_node("country:IR", label="Country", name="Iran", code="IR", names=[])
    made.add_node("place:1", label="Place", name="Kairo", latitude=30.5, longitude=31.25)
    edge = {"type": "WARNED", "statement_id": "statement:1", "target_role": "target"}
    edge |= {"text": HARD, "negated": True, "confidence": 0.75, "said_on": "2024-05-01"}
    edge |= {"quad": "verbal conflict", "reported_by": None}
    made.add_edge("person:a", "country:IR", key="statement:1 country:IR", **edge)
    said = {"type": "SAID", "statement_id": "statement:2", "target_role": "topic", "text": "ja"}
    for topic in ("country:IR", "place:1"):
        made.add_edge("person:a", topic, key=f"statement:2 {topic}", **said)
    role = {"title": "minister", "first_seen": "2024-03-01", "last_seen": "2024-04-02"}
    made.add_edge("person:a", "country:IR", key="HOLDS minister", type="HOLDS", **role)
    made.add_edge("place:1", "country:IR", key="LOCATED_IN", type="LOCATED_IN")
    return made


def written(graph, tmp_path, kind):
    told = write(graph, str(tmp_path / f"g{FORMATS[kind].ending}"))
    return told, [Path(path) for path in told.paths]


#: What a format leaves out of the graph, by which edges these are.
LEFT_OUT = {
    "ftm": {"edges that FollowTheMoney has no word for": 1},
    **{kind: {"edges that are no line between these": 2} for kind in ("svg", "png", "pdf")},
}
LOST = {"texts that lost characters which XML cannot hold": 1}


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_written_and_left_out_is_counted(graph, tmp_path, kind):
    told, _ = written(graph, tmp_path, kind)
    left_out = LEFT_OUT.get(kind, {})
    assert (told.nodes, told.edges, told.statements) == (3, 5 - sum(left_out.values()), 2)
    lost = LOST if kind in {"graphml", "gexf"} else {}
    assert dict(told.left_out) == {"edges beyond --limit": 3} | left_out | lost


def test_gexf_is_valid_and_has_looks_and_days(graph, tmp_path):
    _, [path] = written(graph, tmp_path, "gexf")
    tree = etree.parse(path)
    etree.RelaxNG(file=str(Path(__file__).parent / "gexf.rng")).assertValid(tree)
    names = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    nodes = {n.get("id"): n for n in tree.iterfind(".//g:node", names)}
    assert nodes["person:a"].get("label") == "Ane Å"
    # Iran lies about Kairo on every day.
    assert nodes["country:IR"].get("start") is None
    edges = tree.findall(".//g:edge", names)
    days = [(e.get("label"), e.get("start"), e.get("end")) for e in edges]
    assert days == [
        ("WARNED", "2024-05-01", "2024-05-01"),
        ("SAID", None, None),
        ("HOLDS", "2024-03-01", "2024-04-02"),
        ("SAID", None, None),
        ("LOCATED_IN", None, None),
    ]
    red = edges[0].find("viz:color", names).attrib
    assert int(red["r"]) > int(red["g"])


def test_gexf_names_each_attribute_and_its_type(graph, tmp_path):
    _, [path] = written(graph, tmp_path, "gexf")
    back = nx.read_gexf(path, version="1.3")
    assert back.nodes["place:1"]["latitude"] == 30.5
    assert back.nodes["place:1"]["kind"] == "Place"
    warned = next(d for *_, d in back.edges(data=True) if d["label"] == "WARNED")
    assert (warned["text"], warned["negated"], warned["confidence"]) == (SHOWN, True, 0.75)


def test_a_node_is_there_from_the_first_to_the_last_day_of_its_edges(tmp_path):
    made = nx.MultiDiGraph()
    for key, said_on in (("1", "2024-05-03"), ("2", "2024-04-01/2024-04-30")):
        made.add_edge("a", "b", key=key, type="SAID", said_on=said_on)
    _, [path] = written(made, tmp_path, "gexf")
    for node in etree.parse(path).iter("{http://gexf.net/1.3}node"):
        assert (node.get("start"), node.get("end")) == ("2024-04-01", "2024-05-03")


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_controls_in_ids_are_escaped_and_ids_stay_apart(kind, tmp_path):
    made = nx.MultiDiGraph()
    made.add_edge("a\x01", "a\x02", key="s\x03", type="SAID")
    _, [path] = written(made, tmp_path, kind)
    back = nx.read_graphml(path) if kind == "graphml" else nx.read_gexf(path, version="1.3")
    assert list(back.edges()) == [("a%01", "a%02")]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_the_columns_of_gephi_and_no_formulas(graph, tmp_path):
    graph.add_edge("=cmd", "person:a", key="-1+1", type="SAID")
    _, [nodes, edges] = written(graph, tmp_path, "csv")
    assert [(n["Id"], n["Label"], n["Kind"]) for n in rows(nodes)] == [
        ("person:a", "Ane Å", "Person"),
        ("country:IR", "Iran", "Country"),
        ("place:1", "Kairo", "Place"),
        ("'=cmd", "'=cmd", ""),
    ]
    assert rows(nodes)[2]["latitude"] == "30.5"
    first, *_, last = rows(edges)
    assert [first[n] for n in ("Source", "Target", "Type", "Label")] == [
        "person:a",
        "country:IR",
        "Directed",
        "WARNED",
    ]
    assert (first["text"], first["negated"], first["title"]) == (f"'{SHOWN}", "true", "")
    assert (last["Source"], last["Id"]) == ("'=cmd", "'-1+1")


def test_the_folder_for_neo4j_has_ids_labels_types_and_exact_texts(graph, tmp_path):
    _, [nodes, edges, _] = written(graph, tmp_path, "neo4j")
    first = rows(nodes)[0]
    assert (first["id:ID"], first[":LABEL"]) == ("person:a", "Person\x1fEntity")
    assert first["names:string[]"] == "Ane Å\x1fAne; Å"
    assert rows(nodes)[2]["latitude:double"] == "30.5"
    warned = rows(edges)[0]
    assert [warned[n] for n in (":START_ID", ":END_ID", ":TYPE")] == [
        "person:a",
        "country:IR",
        "WARNED",
    ]
    assert (warned["text:string"], warned["negated:boolean"]) == (HARD, "true")


def run(script):
    """Run a script statement by statement, as cypher-shell does."""
    made = kglite.KnowledgeGraph()
    for statement in script.split(";\n")[:-1]:
        made.cypher(statement)
    return made


def test_the_script_makes_the_graph_and_may_be_run_again(graph, tmp_path):
    _, [path] = written(graph, tmp_path, "cypher")
    script = path.read_text("utf-8")
    for made in (run(script), run(script + script)):
        edges = made.cypher(
            "MATCH (a)-[r]->(b) RETURN a.id AS s, type(r) AS k, b.id AS t, r.text AS x "
            "ORDER BY k, t"
        ).to_list()
        assert [(e["s"], e["k"], e["t"], e["x"]) for e in edges] == [
            ("person:a", "HOLDS", "country:IR", None),
            ("place:1", "LOCATED_IN", "country:IR", None),
            ("person:a", "SAID", "country:IR", "ja"),
            ("person:a", "SAID", "place:1", "ja"),
            ("person:a", "WARNED", "country:IR", HARD),
        ]
        [node] = made.cypher("MATCH (n:Entity {id: 'person:a'}) RETURN n.names AS names").to_list()
        assert node["names"] == ["Ane Å", "Ane; Å"]


def test_the_script_holds_every_batch(tmp_path):
    made = nx.MultiDiGraph()
    for number in range(450):
        made.add_node(f"person:{number}", label="Person", name=str(number))
    _, [path] = written(made, tmp_path, "cypher")
    [row] = run(path.read_text("utf-8")).cypher("MATCH (n:Person) RETURN count(n) AS n").to_list()
    assert row["n"] == 450


def test_turtle_tells_statements_as_nodes_and_structure_as_triples(graph, tmp_path):
    _, [path] = written(graph, tmp_path, "turtle")
    read = rdflib.Graph().parse(path, format="turtle")
    person, iran, kairo = (
        rdflib.URIRef(f"urn:kg:{i}") for i in ("person:a", "country:IR", "place:1")
    )
    assert set(read.objects(person, SCHEMA.alternateName)) == {
        rdflib.Literal("Ane Å"),
        rdflib.Literal("Ane; Å"),
    }
    assert read.value(kairo, SCHEMA.latitude).toPython() == 30.5
    statement = rdflib.URIRef("urn:kg:statement:1")
    assert set(read.objects(statement, rdflib.RDF.type)) == {KG.Statement, KG.WARNED}
    assert (read.value(statement, KG.source), read.value(statement, KG.target)) == (person, iran)
    assert read.value(statement, KG.text).toPython() == HARD
    assert read.value(statement, KG.negated).toPython() is True
    second = rdflib.URIRef("urn:kg:statement:2")
    assert set(read.objects(second, KG.topic)) == {iran, kairo}
    assert (kairo, KG.LOCATED_IN, iran) in read
    [role] = read.subjects(rdflib.RDF.type, KG.HOLDS)
    assert read.value(role, KG.title).toPython() == "minister"


def test_follow_the_money_is_valid_by_its_own_model(graph, tmp_path):
    graph.add_node("article:1", label="Article", title="Nyt", url="https://a.dk/1", outlet="Avisen")
    _, [path] = written(graph, tmp_path, "ftm")
    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    known = {}
    for entity in entities:
        known[entity["id"]] = schema = model.get(entity["schema"])
        for name, values in entity["properties"].items():
            kind = schema.get(name).type
            assert all(kind.validate(value) for value in values), (name, values)
    for entity in entities:
        for name, values in entity["properties"].items():
            reached = model.get(entity["schema"]).get(name).range
            assert not reached or all(known[value].is_a(reached) for value in values)
    assert sorted(e["schema"] for e in entities) == [
        "Address",
        "Article",
        "Membership",
        "Person",
        "PublicBody",
        "UnknownLink",
        "UnknownLink",
        "UnknownLink",
    ]
    [warned] = [e["properties"] for e in entities if e["properties"].get("role") == ["WARNED"]]
    assert (warned["status"], warned["date"], warned["recordId"]) == (
        ["negated"],
        ["2024-05-01"],
        ["statement:1"],
    )
    assert model.get_proxy(entities[0]).caption == "Ane Å"


def test_parquet_keeps_lists_and_types(graph, tmp_path):
    _, paths = written(graph, tmp_path, "parquet")
    nodes, edges = (parquet.read_table(path).to_pylist() for path in paths)
    assert nodes[0]["names"] == ["Ane Å", "Ane; Å"]
    assert nodes[2]["latitude"] == 30.5
    assert (edges[0]["text"], edges[0]["negated"], edges[0]["source"]) == (HARD, True, "person:a")


def test_cytoscape_json_is_as_networkx_reads_it(graph, tmp_path):
    _, [path] = written(graph, tmp_path, "cytoscape")
    content = json.loads(path.read_text("utf-8")) | {"multigraph": True, "directed": True}
    for node in content["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]  # which networkx asks for
    back = nx.cytoscape_graph(content)
    assert {n: d["name"] for n, d in back.nodes(data=True)} == {
        "person:a": "Ane Å",
        "country:IR": "Iran",
        "place:1": "Kairo",
    }
    assert sorted(d["interaction"] for *_, d in back.edges(data=True)) == [
        "HOLDS",
        "LOCATED_IN",
        "SAID",
        "SAID",
        "WARNED",
    ]


def test_json_lines_are_nodes_then_edges(graph, tmp_path):
    _, [path] = written(graph, tmp_path, "jsonl")
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [r.get("node") for r in records[:3]] == list(graph)
    assert [(r["source"], r["type"], r["target"]) for r in records[3:]] == [
        (s, d["type"], t) for s, t, d in graph.edges(data=True)
    ]
    assert records[3]["text"] == HARD


def test_parquet_without_pyarrow_says_what_to_install(graph, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    from kg.errors import UsageError

    with pytest.raises(UsageError, match=r"kg-news\[parquet\]"):
        write(graph, str(tmp_path / "g.parquet"))


def told(path):
    """Return the lines or rows of a file."""
    if path.suffix == ".parquet":
        rows = parquet.read_table(path).to_pylist()
        return [json.dumps(row, sort_keys=True) for row in rows]
    return path.read_text("utf-8").splitlines()


def test_parquet_in_groups_has_one_type_for_each_column(monkeypatch, tmp_path):
    from kg.export import parquet as module

    monkeypatch.setattr(module, "GROUP", 2)
    made = nx.MultiDiGraph()
    for number, names in enumerate(([], None, ["b"], ["c", "d"], [])):
        more = {"share": 1 if number < 3 else 0.5} | ({"late": True} if number == 4 else {})
        made.add_node(f"person:{number}", label="Person", names=names, **more)
    _, [nodes, _] = written(made, tmp_path, "parquet")
    found = parquet.read_table(nodes).to_pylist()
    assert [row["names"] for row in found] == [[], None, ["b"], ["c", "d"], []]
    assert [row["share"] for row in found] == [1, 1, 1, 0.5, 0.5]
    assert [row["late"] for row in found] == [None] * 4 + [True]


@pytest.mark.parametrize("kind", sorted(STREAMED))
def test_a_stream_is_written_as_what_is_held(loaded, tmp_path, kind):
    loaded.write(
        [
            Annotated(
                Article("article:x", ("Fjernland",)), (Entity("country:NO", "COUNTRY", "Norge"),)
            )
        ]
    )
    streamed = write(Streamed(loaded, Selection()), str(tmp_path / "s"), kind)
    held = write(subgraph(loaded), str(tmp_path / "h"), kind)
    assert (streamed.nodes, streamed.edges, streamed.statements) == (
        held.nodes,
        held.edges,
        held.statements,
    )
    assert dict(streamed.left_out) == dict(held.left_out)
    assert held.left_out["entities that none of these statements joins"] == 1
    for path in streamed.paths:
        other = path.replace(str(tmp_path / "s"), str(tmp_path / "h"))
        lines = [sorted(told(Path(p))) for p in (path, other)]
        # Columns and batches follow the order of nodes.
        exact = kind in {"jsonl", "turtle", "ftm", "parquet"}
        assert lines[0] == lines[1] if exact else len(lines[0]) == len(lines[1]) > 1
