"""The schema files of `cypher/schema`, and what a store lacks of its own."""

import re
from typing import TYPE_CHECKING, cast

from kg.catalogue import folder
from kg.model import PREDICATES
from kg.store.base import Engine, Store

if TYPE_CHECKING:
    from kg.store.neo4j import Neo4jStore

_TABLE = re.compile(r"TABLE IF NOT EXISTS `?(\w+)")


def text(engine: Engine) -> str:
    """Return the schema of an engine, with its comments."""
    return (folder() / f"schema/{engine}.cypher").read_text("utf-8")


def problems(store: Store) -> list[str]:
    """Return in one line each what is missing or wrong; none when all is well."""
    if store.engine == "neo4j":
        return cast("Neo4jStore", store).schema_problems()
    named = _TABLE.findall(text(store.engine))
    wanted = [table for name in named for table in (PREDICATES if name == "PREDICATE" else (name,))]
    there = {row[0] for row in store.read("CALL show_tables() RETURN name").rows}
    return [f"there is no table {name}" for name in wanted if name not in there]
