"""What an export wrote, and what it left out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.graph import Edge, Node, Part, as_networkx


@dataclass(frozen=True, slots=True)
class Written:
    """The files made, how many nodes, edges and distinct statements are in them.

    `left_out` counts what is not in them, by what it is and why.
    """

    paths: tuple[str, ...]
    nodes: int
    edges: int
    statements: int
    left_out: Mapping[str, int]

    def __str__(self) -> str:
        gone = "; ".join(f"{number:,} {why}" for why, number in self.left_out.items())
        return (
            f"wrote {', '.join(self.paths)}: {self.nodes:,} nodes, {self.edges:,} edges, "
            f"{self.statements:,} statements" + (f"; left out: {gone}" if gone else "")
        )

    def record(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "paths": list(self.paths),
            "nodes": self.nodes,
            "edges": self.edges,
            "statements": self.statements,
            "left_out": dict(self.left_out),
        }


@dataclass
class Counted:
    """A part that counts what a format takes of it the last time that it goes through it.

    A format says with `leave_out` what it cannot hold; that is no longer counted as written.
    """

    part: Part
    #: Of the words that a format adds for readers.
    language: str = "da"
    taken_nodes: int = 0
    taken_edges: int = 0
    statements: set[str] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes."""
        self.taken_nodes = 0
        for node in self.part.nodes():
            self.taken_nodes += 1
            yield node

    def edges(self) -> Iterator[Edge]:
        """Yield the edges."""
        self.taken_edges, self.left_out = 0, Counter(dict(self.part.left_out))
        self.statements.clear()
        for edge in self.part.edges():
            self.taken_edges += 1
            if identity := edge[3].get("statement_id"):
                self.statements.add(identity)
            yield edge

    def graph(self) -> nx.MultiDiGraph:
        """Return the part as a networkx graph, counted as written."""
        return as_networkx(self)

    def leave_out(self, why: str, *, nodes: int = 0, edges: int = 0) -> None:
        """Note how many nodes or edges the format cannot hold: they count as not written."""
        self.left_out[why] += nodes + edges
        self.taken_nodes -= nodes
        self.taken_edges -= edges

    def change(self, what: str, number: int) -> None:
        """Note of how many texts something is left out."""
        self.left_out[what] += number

    def written(self, paths: list[str]) -> Written:
        """Return what there is to tell."""
        left_out = {why: number for why, number in self.left_out.items() if number}
        return Written(
            tuple(paths), self.taken_nodes, self.taken_edges, len(self.statements), left_out
        )
