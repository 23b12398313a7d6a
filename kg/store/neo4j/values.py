"""Values of the Neo4j driver -> plain Python."""

from collections.abc import Mapping
from typing import Any

import neo4j.graph
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from kg.values import Edge, Node


def plain(value: Any) -> Any:
    """Return what a driver gave in Python's own types: a node as a `Node`, an edge as an `Edge`.

    A path is a dictionary of both, a point its coordinates, and dates are those of Python.
    """
    if isinstance(value, neo4j.graph.Path):
        return {
            "nodes": [plain(n) for n in value.nodes],
            "edges": [plain(r) for r in value.relationships],
        }
    if isinstance(value, dict | neo4j.graph.Entity):
        return _with_properties(value)
    if isinstance(value, Point | list):
        return [plain(v) for v in value]
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    return value.iso_format() if isinstance(value, Duration) else value


def _with_properties(value: Mapping[str, Any] | neo4j.graph.Entity) -> dict[str, Any]:
    properties = {name: plain(held) for name, held in value.items()}
    if isinstance(value, neo4j.graph.Node):
        return Node(properties, value.labels)
    return (
        Edge(properties, value.type) if isinstance(value, neo4j.graph.Relationship) else properties
    )
