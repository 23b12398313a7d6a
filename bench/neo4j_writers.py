"""Ways to write the same rows to a Neo4j server, each with what its users are told to set up."""

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import neo4j

from kg.model import LABELS, Annotated
from kg.store.neo4j import Neo4jStore
from kg.store.rows import EdgeKey, GraphRows, Row

ENTITIES = frozenset(LABELS.values())
Auth = tuple[str, str]
#: Writes one batch: the records, the rows they make, and the nodes among these that no batch before it had.
Write = Callable[[list[Annotated], GraphRows, dict[str, list[Row]]], object]


def kg_records(url: str, auth: Auth) -> Write:
    """Write through our store, making the rows on the way."""
    store = _store(url, auth)
    return lambda records, rows, new: store.write(records)  # noqa: ARG005


def kg_rows(url: str, auth: Auth) -> Write:
    """Write through our store, from rows that are there, like every other writer."""
    store = _store(url, auth)
    return lambda records, rows, new: store.write_rows(rows)  # noqa: ARG005


def by_hand(url: str, auth: Auth) -> Write:
    """Write as an expert would by hand: UNWIND, one query for a kind of row, one transaction, our constraints and indexes, nothing checked."""
    _store(url, auth)
    driver = neo4j.GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF")

    def write(records: list[Annotated], rows: GraphRows, new: dict[str, list[Row]]) -> None:  # noqa: ARG001
        with driver.session() as session:
            session.execute_write(_by_hand, rows)

    return write


def graphrag(url: str, auth: Auth) -> Write:
    """Write with neo4j-graphrag's Neo4jWriter. It creates what nodes it gets, so it gets each once."""
    from neo4j_graphrag.components.kg_writer import Neo4jWriter  # noqa: PLC0415
    from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship  # noqa: PLC0415

    logging.disable(logging.WARNING)
    # With cleaning, edges of a later batch would not find the nodes of an earlier one.
    writer = Neo4jWriter(neo4j.GraphDatabase.driver(url, auth=auth), clean_db=False)

    def write(records: list[Annotated], rows: GraphRows, new: dict[str, list[Row]]) -> None:  # noqa: ARG001
        nodes = [Neo4jNode(id=r["id"], label=label, properties=_known(r)) for label, found in new.items() for r in found]
        edges = [
            Neo4jRelationship(start_node_id=r["source"], end_node_id=r["target"], type=key[0], properties=_known(r, "source", "target"))
            for key, found in rows.edges.items()
            for r in found
        ]
        done = asyncio.run(writer.run(Neo4jGraph(nodes=nodes, relationships=edges)))
        assert done.status == "SUCCESS", done

    return write


def langchain(url: str, auth: Auth) -> Write:
    """Write with langchain-neo4j's Neo4jGraph, with the base label that its documentation advises for speed."""
    from langchain_neo4j import Neo4jGraph  # noqa: PLC0415
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship  # noqa: PLC0415

    graph = Neo4jGraph(url, *auth, refresh_schema=False)
    graph.structured_schema = {"metadata": {"constraint": [{"labelsOrTypes": ["__Entity__"], "properties": ["id"]}]}}
    graph.query("CREATE CONSTRAINT IF NOT EXISTS FOR (b:__Entity__) REQUIRE b.id IS UNIQUE")

    def write(records: list[Annotated], rows: GraphRows, new: dict[str, list[Row]]) -> None:  # noqa: ARG001
        nodes = {r["id"]: Node(id=r["id"], type=label, properties=_known(r)) for label, found in rows.nodes.items() for r in found}
        edges = [
            Relationship(source=nodes[r["source"]], target=nodes[r["target"]], type=key[0], properties=_known(r, "source", "target"))
            for key, found in rows.edges.items()
            for r in found
        ]
        graph.add_graph_documents([GraphDocument(nodes=list(nodes.values()), relationships=edges)], baseEntityLabel=True)

    return write


WRITERS: dict[str, Callable[[str, Auth], Write]] = {
    "kg": kg_rows,
    "kg from records": kg_records,
    "UNWIND by hand": by_hand,
    "neo4j-graphrag": graphrag,
    "langchain-neo4j": langchain,
}


def _store(url: str, auth: Auth) -> Neo4jStore:
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = auth
    store = Neo4jStore(url)
    store.apply_schema()
    return store


def _by_hand(tx: neo4j.ManagedTransaction, rows: GraphRows) -> None:
    for label, found in rows.nodes.items():
        if label in ENTITIES:
            tx.run(f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n:Entity, n = row", rows=_by_id(found)).consume()
    tx.run("UNWIND $rows AS row MERGE (n:Article {id: row.id}) ON CREATE SET n = row", rows=_by_id(rows.nodes["Article"])).consume()
    statements = """
    UNWIND $rows AS row MATCH (e:Entity {id: row.source}) MATCH (a:Article {id: row.article})
    CREATE (e)-[:MADE]->(s:Statement)-[:IN]->(a) SET s = row"""
    tx.run(statements, rows=sorted(rows.nodes["Statement"], key=lambda r: (r["source"], r["id"]))).consume()
    create = """
    UNWIND $rows AS row MATCH (a:{} {{id: row[0]}}) MATCH (b:{} {{id: row[1]}}) CREATE (a)-[r:$(row[2])]->(b) SET r = row[3]"""
    for (source, target), found in _by_ends(rows.edges).items():
        tx.run(create.format(source, target), rows=found).consume()
    roles = [r for key, found in rows.edges.items() if key[0] == "HOLDS" for r in found]
    merge = """
    UNWIND $rows AS row MATCH (p:Person {id: row.source}) MATCH (o:Entity {id: row.target}) MERGE (p)-[h:HOLDS {title: row.title}]->(o)
    ON CREATE SET h.first_seen = row.first_seen, h.last_seen = row.last_seen"""
    tx.run(merge, rows=sorted(roles, key=lambda r: (r["source"], r["target"]))).consume()


def _by_ends(edges: dict[EdgeKey, list[Row]]) -> dict[tuple[str, str], list[Any]]:
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for (kind, *labels), rows in edges.items():
        if kind not in {"MADE", "IN", "HOLDS", "LOCATED_IN"}:
            source, target = ("Entity" if label in ENTITIES else label for label in labels)
            found[source, target] += [[r["source"], r["target"], kind, _known(r, "source", "target")] for r in rows]
    for rows in found.values():
        rows.sort(key=lambda r: r[:2])
    return found


def _by_id(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: r["id"])


def _known(row: Row, *without: str) -> Row:
    return {k: v for k, v in row.items() if v is not None and k not in without}
