"""The schema files of `cypher/schema`, and what a store lacks of its own."""

from typing import TYPE_CHECKING, cast

from kg.catalogue import folder
from kg.store.base import Engine, Store

if TYPE_CHECKING:
    from kg.store.neo4j import Neo4jStore


def text(engine: Engine) -> str:
    """Return the schema of an engine, with its comments."""
    return (folder() / f"schema/{engine}.cypher").read_text("utf-8")


def problems(store: Store) -> list[str]:
    """Return in one line each what is missing or wrong; none when all is well."""
    return cast("Neo4jStore", store).schema_problems() if store.engine == "neo4j" else []
