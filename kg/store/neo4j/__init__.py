"""The graph on a Neo4j server, 5.26 or newer, over Bolt (https://neo4j.com/docs/bolt/current/)."""

from kg.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
