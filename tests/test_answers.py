"""What is in the answer to a question in Cypher, on every store."""

import json

import pytest
from command import kg

from kg.store.embedded.unknown import unknown

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


@pytest.mark.parametrize(
    ("cypher", "names"),
    [
        ("MATCH (p:Persn) RETURN p", ["Persn"]),
        ("MATCH (p:Person)-[r:SAD|DENID]->() RETURN r", ["SAD", "DENID"]),
        ("MATCH (p:Person) RETURN p.nme AS name", ["nme"]),
        ("MATCH (p:Person)-[r:MADE]->(s:Statement) RETURN s.predicate, p.name LIMIT 1", []),
        ("WITH {nme: 'x', Persn: ':Y'} AS m MATCH (p:Person) RETURN m.nme, p.id LIMIT 1", []),
        ("MATCH (p:Person) WHERE p.name = '(x:Nobody)' RETURN p.id", []),
    ],
)
def test_names_that_nothing_has_are_told(address, cypher, names):
    result = kg("query", "--cypher", cypher, "--store", address)
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert len(said) == len(names)
    for line, name in zip(sorted(said), sorted(names), strict=True):
        assert line.startswith("kg: ")
        assert name in line
    shell = kg("shell", "--store", address, given=f"{cypher};\n")
    assert sorted(shell.stderr.splitlines()) == sorted(said)


def test_what_is_close_is_proposed():
    assert unknown("MATCH (p:Persn)-[:THREATEND]->() RETURN p.nmaes") == (
        "nothing in the graph has the label Persn: did you mean Person?",
        "nothing in the graph has the type THREATEND: did you mean THREATENED?",
        "nothing in the graph has the property nmaes: did you mean names or name?",
    )
