"""Ways to write the same rows to a Neo4j server, each with what its users are told to set up."""

import asyncio
import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import neo4j

from kg.loader.parallel import each
from kg.loader.run import load
from kg.model import LABELS, PREDICATES, Annotated
from kg.store.neo4j import Neo4jStore
from kg.store.rows import ARTICLE_PROPERTIES, STATEMENT_PROPERTIES, GraphRows
from kg.store.variants import ENTITY_PROPERTIES, Row

ENTITIES = frozenset(LABELS.values())
Auth = tuple[str, str]


class Batch(NamedTuple):
    """Some articles, the rows they make, and the rows that each makes alone.

    Told are also the ids of nodes among these that no batch before had.
    """

    records: list[Annotated]
    rows: GraphRows
    apart: list[GraphRows]
    new: set[str]


class Writer(NamedTuple):
    """Turns batches into what it writes, outside the clock, and writes it."""

    prepare: Callable[[list[Batch]], Any]
    write: Callable[[Any], object]


def kg_records(url: str, auth: Auth) -> Writer:
    """Load articles as `kg load` does, making the rows on the way."""
    store = _store(url, auth)
    return Writer(
        lambda batches: [r for batch in batches for r in batch.records],
        lambda records: load(store, records),
    )


def kg_rows(url: str, auth: Auth, *, writers: int) -> Writer:
    """Write through our store, from rows that are there, as all others have theirs.

    As many batches are written at once as there are writers.
    """
    store = _store(url, auth)

    def write(batches: list[GraphRows]) -> None:
        for _ in each(
            store.write_rows,
            batches,
            writers,
            lambda rows: {r["id"] for r in rows.nodes["Article"]},
        ):
            pass

    return Writer(lambda batches: [_complete(batch.rows) for batch in batches], write)


def by_hand(url: str, auth: Auth) -> Writer:
    """Write as an expert would by hand: UNWIND, one transaction, our constraints and indexes.

    One query makes a statement with all its edges; nothing is checked.
    """
    _store(url, auth)
    driver = neo4j.GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF")

    def write(batches: list[dict[str, list[Row]]]) -> None:
        for batch in batches:
            with driver.session() as session:
                session.execute_write(_by_hand, batch)

    return Writer(lambda batches: [_hand_rows(batch.rows) for batch in batches], write)


def graphrag(url: str, auth: Auth, *, apart: bool, defaults: bool = False) -> Writer:
    """Write with neo4j-graphrag's Neo4jWriter.

    Each article is a graph, `apart`, as its pipeline makes them, else a whole batch is one.

    It creates what nodes it gets, and with its `defaults` cleans up after each graph, so that a
    later one cannot find them: every graph brings all it names. Without, each node is given once
    and there is no cleaning.
    """
    from neo4j_graphrag.components.kg_writer import Neo4jWriter  # noqa: PLC0415
    from neo4j_graphrag.experimental.components.types import (  # noqa: PLC0415
        Neo4jGraph,
        Neo4jNode,
        Neo4jRelationship,
    )

    logging.disable(logging.WARNING)
    writer = Neo4jWriter(neo4j.GraphDatabase.driver(url, auth=auth), clean_db=defaults)

    def graph(rows: GraphRows, new: set[str]) -> Neo4jGraph:
        nodes = [
            Neo4jNode(id=r["id"], label=label, properties=_known(r))
            for label, found in rows.nodes.items()
            for r in found
            if defaults or r["id"] in new
        ]
        edges = [
            Neo4jRelationship(
                start_node_id=r["source"],
                end_node_id=r["target"],
                type=key[0],
                properties=_known(r, "source", "target"),
            )
            for key, found in rows.edges.items()
            for r in found
        ]
        new.difference_update(node.id for node in nodes)
        return Neo4jGraph(nodes=nodes, relationships=edges)

    def write(graphs: list[Neo4jGraph]) -> None:
        for each_graph in graphs:
            done = asyncio.run(writer.run(each_graph))
            assert done.status == "SUCCESS", done

    def prepare(batches: list[Batch]) -> list[Neo4jGraph]:
        return [
            graph(rows, new)
            for batch in batches
            for new in (set(batch.new),)
            for rows in (batch.apart if apart else [batch.rows])
        ]

    return Writer(prepare, write)


def langchain(url: str, auth: Auth, *, apart: bool, defaults: bool = False) -> Writer:
    """Write with langchain-neo4j's Neo4jGraph.

    Each article is a document, `apart`, as its transformer makes them, else a whole batch is one.

    Without its `defaults`, with the base label that its documentation advises for speed.
    """
    from langchain_neo4j import Neo4jGraph  # noqa: PLC0415
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship  # noqa: PLC0415

    graph = Neo4jGraph(url, *auth, refresh_schema=False)
    graph.structured_schema = {
        "metadata": {"constraint": [{"labelsOrTypes": ["__Entity__"], "properties": ["id"]}]}
    }
    graph.query("CREATE CONSTRAINT IF NOT EXISTS FOR (b:__Entity__) REQUIRE b.id IS UNIQUE")

    def document(rows: GraphRows) -> GraphDocument:
        nodes = {
            r["id"]: Node(id=r["id"], type=label, properties=_known(r))
            for label, found in rows.nodes.items()
            for r in found
        }
        edges = [
            Relationship(
                source=nodes[r["source"]],
                target=nodes[r["target"]],
                type=key[0],
                properties=_known(r, "source", "target"),
            )
            for key, found in rows.edges.items()
            for r in found
        ]
        return GraphDocument(nodes=list(nodes.values()), relationships=edges)

    def write(documents: list[GraphDocument]) -> None:
        graph.add_graph_documents(documents, baseEntityLabel=not defaults)

    return Writer(
        lambda batches: [
            document(rows) for batch in batches for rows in (batch.apart if apart else [batch.rows])
        ],
        write,
    )


WRITERS: dict[str, Callable[[str, Auth], Writer]] = {
    "kg": partial(kg_rows, writers=1),
    "kg, two writers": partial(kg_rows, writers=2),
    "kg load, from records": kg_records,
    "UNWIND by hand": by_hand,
    "neo4j-graphrag, defaults": partial(graphrag, apart=True, defaults=True),
    "neo4j-graphrag, by article": partial(graphrag, apart=True),
    "neo4j-graphrag, by batch": partial(graphrag, apart=False),
    "langchain-neo4j, defaults": partial(langchain, apart=True, defaults=True),
    "langchain-neo4j, by article": partial(langchain, apart=True),
    "langchain-neo4j, by batch": partial(langchain, apart=False),
}


def _store(url: str, auth: Auth) -> Neo4jStore:
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = auth
    store = Neo4jStore(url)
    store.apply_schema()
    return store


def _complete(rows: GraphRows) -> GraphRows:
    """Return the rows as the store takes them: with every property, None where there is none."""
    none = {"Article": ARTICLE_PROPERTIES, "Statement": STATEMENT_PROPERTIES} | dict.fromkeys(
        ENTITIES, ENTITY_PROPERTIES
    )
    nodes = {
        label: [dict.fromkeys(none[label]) | r for r in found]
        for label, found in rows.nodes.items()
    }
    return GraphRows(nodes, rows.edges)


def _hand_rows(rows: GraphRows) -> dict[str, list[Row]]:
    """Return rows for each of the queries by hand.

    They are statements with their typed edge, nodes and other edges by what they are.
    """
    # Statements after what they join.
    made = {label: _by_id(found) for label, found in rows.nodes.items() if label != "Statement"}
    typed = {
        r["statement_id"]: _known(r, "source", "target")
        for key, found in rows.edges.items()
        if key[0] in PREDICATES
        for r in found
    }
    made["Statement"] = [
        {"statement": r, "edge": typed[r["id"]]}
        for r in sorted(rows.nodes["Statement"], key=lambda r: (r["source"], r["id"]))
    ]
    for kind in ("ABOUT", "MENTIONS", "HOLDS"):
        made[kind] = sorted(
            (r for key, found in rows.edges.items() if key[0] == kind for r in found),
            key=lambda r: (r["source"], r["target"]),
        )
    return made


def _by_hand(tx: neo4j.ManagedTransaction, rows: dict[str, list[Row]]) -> None:
    for label, found in rows.items():
        text = (
            _HAND.get(label) or f"MERGE (n:{label} {{id: row.id}}) ON CREATE SET n:Entity, n = row"
        )
        tx.run(f"UNWIND $rows AS row {text}", rows=found).consume()


_HAND = {
    "Article": "MERGE (n:Article {id: row.id}) ON CREATE SET n = row",
    "Statement": """
    MATCH (source:Entity {id: row.statement.source})
    MATCH (article:Article {id: row.statement.article})
    MATCH (target:Entity {id: row.statement.target})
    CREATE (source)-[:MADE]->(s:Statement)-[:IN]->(article), (s)-[:TOWARD]->(target),
      (source)-[r:$(row.statement.predicate)]->(target)
    SET s = row.statement, r = row.edge""",
    "ABOUT": "MATCH (s:Statement {id: row.source}) MATCH (e:Entity {id: row.target}) "
    "CREATE (s)-[:ABOUT]->(e)",
    "MENTIONS": """
    MATCH (a:Article {id: row.source}) MATCH (e:Entity {id: row.target})
    CREATE (a)-[:MENTIONS {count: row.count, surfaces: row.surfaces, spans: row.spans,
      titles: row.titles,
      titles_of: row.titles_of, variant: row.variant}]->(e)""",
    "HOLDS": """
    MATCH (p:Person {id: row.source}) MATCH (o:Entity {id: row.target})
    MERGE (p)-[h:HOLDS {title: row.title}]->(o)
    ON CREATE SET h.first_seen = row.first_seen, h.last_seen = row.last_seen""",
}


def _by_id(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: r["id"])


def _known(row: Row, *without: str) -> Row:
    return {k: v for k, v in row.items() if v is not None and k not in without}
