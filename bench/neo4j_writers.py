"""Ways to write the same rows to a Neo4j server, each with what its users are told to set up."""

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import neo4j

from kg.model import LABELS, Annotated
from kg.store.neo4j import Neo4jStore
from kg.store.rows import EdgeKey, GraphRows, Row, graph_rows

ENTITIES = frozenset(LABELS.values())
Auth = tuple[str, str]


class Batch(NamedTuple):
    """Some articles, the rows they make, and the nodes among these that no batch before had."""

    records: list[Annotated]
    rows: GraphRows
    new: dict[str, list[Row]]


class Writer(NamedTuple):
    """Turns a batch into what it writes, outside the clock, and writes it."""

    prepare: Callable[[Batch], Any]
    write: Callable[[Any], object]


def kg_records(url: str, auth: Auth) -> Writer:
    """Write through our store, making the rows on the way."""
    return Writer(lambda batch: batch.records, _store(url, auth).write)


def kg_rows(url: str, auth: Auth) -> Writer:
    """Write through our store, from rows that are there, as all others have theirs."""
    return Writer(lambda batch: batch.rows, _store(url, auth).write_rows)


def by_hand(url: str, auth: Auth) -> Writer:
    """Write as an expert would by hand: UNWIND, one query for a kind of row, one transaction, our constraints and indexes, nothing checked."""
    _store(url, auth)
    driver = neo4j.GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF")

    def write(rows: GraphRows) -> None:
        with driver.session() as session:
            session.execute_write(_by_hand, rows)

    return Writer(lambda batch: batch.rows, write)


def graphrag(url: str, auth: Auth, *, apart: bool) -> Writer:
    """Write with neo4j-graphrag's Neo4jWriter. It creates what nodes it gets, so it gets each once.

    Each article is a graph, `apart`, as its pipeline makes them; else a whole batch is one.
    """
    from neo4j_graphrag.components.kg_writer import Neo4jWriter  # noqa: PLC0415
    from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship  # noqa: PLC0415

    logging.disable(logging.WARNING)
    # With cleaning, edges of a later graph would not find the nodes of an earlier one.
    writer = Neo4jWriter(neo4j.GraphDatabase.driver(url, auth=auth), clean_db=False)

    def graph(rows: GraphRows, new: dict[str, list[Row]]) -> Neo4jGraph:
        nodes = [Neo4jNode(id=r["id"], label=label, properties=_known(r)) for label, found in new.items() for r in found]
        edges = [
            Neo4jRelationship(start_node_id=r["source"], end_node_id=r["target"], type=key[0], properties=_known(r, "source", "target"))
            for key, found in rows.edges.items()
            for r in found
        ]
        return Neo4jGraph(nodes=nodes, relationships=edges)

    def write(graphs: list[Neo4jGraph]) -> None:
        for each in graphs:
            done = asyncio.run(writer.run(each))
            assert done.status == "SUCCESS", done

    return Writer(lambda batch: [graph(*part) for part in _parts(batch, apart=apart)], write)


def langchain(url: str, auth: Auth, *, apart: bool) -> Writer:
    """Write with langchain-neo4j's Neo4jGraph, with the base label that its documentation advises for speed.

    Each article is a document, `apart`, as its transformer makes them; else a whole batch is one.
    """
    from langchain_neo4j import Neo4jGraph  # noqa: PLC0415
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship  # noqa: PLC0415

    graph = Neo4jGraph(url, *auth, refresh_schema=False)
    graph.structured_schema = {"metadata": {"constraint": [{"labelsOrTypes": ["__Entity__"], "properties": ["id"]}]}}
    graph.query("CREATE CONSTRAINT IF NOT EXISTS FOR (b:__Entity__) REQUIRE b.id IS UNIQUE")

    def document(rows: GraphRows, _: dict[str, list[Row]]) -> GraphDocument:
        nodes = {r["id"]: Node(id=r["id"], type=label, properties=_known(r)) for label, found in rows.nodes.items() for r in found}
        edges = [
            Relationship(source=nodes[r["source"]], target=nodes[r["target"]], type=key[0], properties=_known(r, "source", "target"))
            for key, found in rows.edges.items()
            for r in found
        ]
        return GraphDocument(nodes=list(nodes.values()), relationships=edges)

    def write(documents: list[GraphDocument]) -> None:
        graph.add_graph_documents(documents, baseEntityLabel=True)

    return Writer(lambda batch: [document(*part) for part in _parts(batch, apart=apart)], write)


WRITERS: dict[str, Callable[[str, Auth], Writer]] = {
    "kg": kg_rows,
    "kg from records": kg_records,
    "UNWIND by hand": by_hand,
    "neo4j-graphrag": partial(graphrag, apart=True),
    "neo4j-graphrag, batch as one": partial(graphrag, apart=False),
    "langchain-neo4j": partial(langchain, apart=True),
    "langchain-neo4j, batch as one": partial(langchain, apart=False),
}


def _parts(batch: Batch, *, apart: bool) -> Iterator[tuple[GraphRows, dict[str, list[Row]]]]:
    """Yield the rows, and the new nodes, of a batch or of each of its articles."""
    if not apart:
        yield batch.rows, batch.new
        return
    left = {r["id"] for found in batch.new.values() for r in found}
    for record in batch.records:
        rows = graph_rows([record])
        new = {label: [r for r in found if r["id"] in left] for label, found in rows.nodes.items()}
        left -= {r["id"] for found in new.values() for r in found}
        yield rows, new


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
