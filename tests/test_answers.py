"""What is in the answer to a question in Cypher, on every store."""

import json

from command import kg

PATH = """MATCH p = (a:Person {id: 'person:dan-levi'})-[:MADE]->(s:Statement {predicate: 'CLAIMED'})
RETURN p, a, [a] AS listed"""


def test_nodes_and_paths_tell_labels_and_types(address):
    asked = ("query", "--cypher", PATH, "--store", address, "--format", "json")
    [row] = json.loads(kg(*asked).stdout)
    assert row["a"]["labels"] == ["Entity", "Person"]
    assert row["a"]["properties"]["name"] == "Dan Levi"
    assert row["listed"] == [row["a"]]
    assert set(row["p"]) == {"nodes", "edges"}
    assert [n["labels"] for n in row["p"]["nodes"]] == [["Entity", "Person"], ["Statement"]]
    assert [e["type"] for e in row["p"]["edges"]] == ["MADE"]
    typed = "MATCH (:Person {id: 'person:dan-levi'})-[r:CLAIMED]->() RETURN r"
    [row] = json.loads(
        kg("query", "--cypher", typed, "--store", address, "--format", "json").stdout
    )
    assert row["r"]["type"] == "CLAIMED"
    assert row["r"]["properties"]["text"] == "at Iran lyver"
