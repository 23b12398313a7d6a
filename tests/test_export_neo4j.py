"""What a real Neo4j makes of the folder and of the script: the graph that was exported."""

import os
import subprocess

import fixture
import neo4j
import neo4j_server
import pytest
from test_export_formats import HARD

from kg.export import write
from kg.graph import subgraph
from kg.model import ENTITY_LABEL, LABELS
from kg.store import open_store


@pytest.fixture
def exported(tmp_path):
    """Return the fixture graph with its structure, and what is hard to write in it."""
    with open_store(str(tmp_path / "news.graph")) as store:
        store.apply_schema()
        store.write(fixture.articles())
        graph = subgraph(store, structure=True)
    person = next(node for node, label in graph.nodes(data="label") if label == "Person")
    graph.nodes[person].update(name=HARD, names=[HARD, "a;b", "c,d"])
    source, target, key = next(e for e in graph.edges(keys=True) if e[2].startswith("statement:"))
    graph.edges[source, target, key]["text"] = f'{HARD};\n"'
    return graph


def wanted(graph):
    """Return the nodes by id and the edges, as a server has them: nothing for what is nothing."""

    def told(data, *without):
        return _kept({k: v for k, v in data.items() if k not in without})

    nodes = {}
    for node, data in graph.nodes(data=True):
        labels = {data["label"]} | ({ENTITY_LABEL} if data["label"] in LABELS.values() else set())
        nodes[node] = (labels, told({"id": node} | data, "label"))
    edges = ((s, d["type"], t, told(d, "type")) for s, t, d in graph.edges(data=True))
    return nodes, sorted(edges, key=_by_content)


def found(url):
    """Return the same of a server."""
    auth = ("neo4j", os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver:
        nodes, _, _ = driver.execute_query(
            "MATCH (n) WHERE NOT n:SchemaVersion|WriteLock RETURN labels(n), properties(n)"
        )
        edges, _, _ = driver.execute_query(
            "MATCH (a)-[e]->(b) RETURN a.id, type(e), b.id, properties(e)"
        )
    known = {properties["id"]: (set(labels), _kept(properties)) for labels, properties in nodes}
    return known, sorted(((s, k, t, _kept(p)) for s, k, t, p in edges), key=_by_content)


def _by_content(edge):
    return (*edge[:3], sorted((name, str(value)) for name, value in edge[3].items()))


def _kept(properties):
    # An import takes a list of one empty text for an empty list.
    return {name: value for name, value in properties.items() if value not in (None, [], [""])}


@pytest.mark.neo4j
@pytest.mark.parametrize("line", neo4j_server.own_lines())
def test_neo4j_admin_imports_the_folder(exported, line, tmp_path, monkeypatch):
    write(exported, str(tmp_path / "my graph.neo4j"))
    imported = str(tmp_path / "my graph.neo4j/arguments.txt")
    with neo4j_server.obtain(line, imported=imported) as server:
        neo4j_server.sign_in(server, monkeypatch)
        nodes, edges = found(server.url)
    wanted_nodes, wanted_edges = wanted(exported)
    assert nodes == wanted_nodes
    assert edges == wanted_edges


def test_cypher_shell_runs_the_script_as_often_as_one_likes(exported, neo4j_url, tmp_path):
    write(exported, str(tmp_path / "graph.cypher"))
    neo4j_server.empty(neo4j_url)
    for _ in range(2):
        shell(neo4j_url, tmp_path / "graph.cypher")
    nodes, edges = found(neo4j_url)
    neo4j_server.empty(neo4j_url, schema=True)
    wanted_nodes, wanted_edges = wanted(exported)
    assert nodes == wanted_nodes
    assert edges == wanted_edges


def shell(url, path):
    """Run a script with the oldest line's cypher-shell, which knows every server's protocol."""
    line = neo4j_server.LINES["5.26"]
    classes = f"{neo4j_server.shell_jars(line)}/*"
    java, _ = neo4j_server.java_for(line)
    main = ["-cp", classes, "org.neo4j.shell.Main"]
    user = ["-u", "neo4j", "-p", os.environ["NEO4J_PASSWORD"]]
    subprocess.run([java, *main, "-a", url, *user, "-f", path], check=True, capture_output=True)
