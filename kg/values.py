"""Nodes and edges in the answers of a store."""

from collections.abc import Iterable, Mapping
from typing import Any


class Node(dict[str, Any]):
    """The properties of a node, and its `labels` in the order of the alphabet."""

    def __init__(self, properties: Mapping[str, Any], labels: Iterable[str]) -> None:
        super().__init__(properties)
        self.labels = tuple(sorted(labels))


class Edge(dict[str, Any]):
    """The properties of an edge, and its `type`."""

    def __init__(self, properties: Mapping[str, Any], type_: str) -> None:
        super().__init__(properties)
        self.type = type_
