"""What is exported: nodes, then edges, gone through as often as a format needs."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import networkx as nx

#: Id and properties, `label` among them.
Node = tuple[str, dict[str, Any]]
#: Source, target, key and properties, `type` among them.
Edge = tuple[str, str, str, dict[str, Any]]


class Part(Protocol):
    """A part of the graph. Each call goes through it from the start, in the same order."""

    @property
    def left_out(self) -> Mapping[str, int]:
        """What the selection leaves out: how many, by what they are and why."""

    def nodes(self) -> Iterator[Node]:
        """Yield every node once."""

    def edges(self) -> Iterator[Edge]:
        """Yield every edge once; both ends are among the nodes."""


class Held:
    """A networkx graph, as `subgraph` makes it, as a part."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.graph = graph

    @property
    def left_out(self) -> Mapping[str, int]:
        """What the graph says of itself."""
        found: Mapping[str, int] = self.graph.graph.get("left_out", {})
        return found

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes in the order of the graph."""
        yield from self.graph.nodes(data=True)

    def edges(self) -> Iterator[Edge]:
        """Yield the edges in the order of the graph."""
        for source, target, key, properties in self.graph.edges(keys=True, data=True):
            yield source, target, str(key), properties


def as_networkx(part: Part) -> nx.MultiDiGraph:
    """Return a part as a networkx graph, gone through once."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(part.nodes())
    graph.add_edges_from(part.edges())
    graph.graph["left_out"] = part.left_out
    return graph


def held(part: Part) -> Held:
    """Return a part in memory: itself, where it is."""
    return part if isinstance(part, Held) else Held(as_networkx(part))
