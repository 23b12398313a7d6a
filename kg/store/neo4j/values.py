"""Values of the Neo4j driver -> plain Python."""

from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time


def plain(value: Any) -> Any:
    """Return what a driver gave in Python's own types: a node or edge as its properties.

    A path is a dictionary of both, a point its coordinates, and dates are those of Python.
    """
    if isinstance(value, Path):
        return {
            "nodes": [plain(n) for n in value.nodes],
            "edges": [plain(r) for r in value.relationships],
        }
    if isinstance(value, Node | Relationship):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, Point | list):
        return [plain(v) for v in value]
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    return value.iso_format() if isinstance(value, Duration) else value
