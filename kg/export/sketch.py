"""A graph -> what a picture of it shows: dots, the lines between them, what it opens on, and where.

Entities are dots, in the order of how much is told of them; the statements of one class from one
to another are one line. What names nobody else is kept at its source, to be read by a click.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.export.layout import FORCES, layout
from kg.export.looks import caption
from kg.model import PREDICATES

MAX_NODES = 5000
#: Names that a picture opens on at most; more are a thicket.
MOST = 150
JOINS, TOPIC, SPEECH = "joins", "topic", "speech"
#: What a line can be, in the order of a legend.
CLASSES = (
    "verbal conflict",
    "material conflict",
    "verbal cooperation",
    "material cooperation",
    SPEECH,
    TOPIC,
    JOINS,
)
#: Edges that are shown as lines though no statements.
_JOINING = {"HOLDS", "LOCATED_IN", "COPY_OF", "IMPLIES"}
#: Edges that a picture shows in other ways than as a line.
_BEHIND = {"MADE", "TOWARD", "ABOUT", "IN", "REPORTED_BY", "MENTIONS"}
_BESIDE = {"Statement", "Article"}
Edge = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """The edges of one class from one name to another; `bend` keeps several of them apart."""

    source: str
    target: str
    kind: str
    bend: float
    edges: tuple[dict[str, Any], ...]

    @property
    def is_claim(self) -> bool:
        """Whether it is only told by somebody else."""
        return all(e.get("reported_by") not in (None, "", self.source) for e in self.edges)


@dataclass(frozen=True)
class Sketch:
    """What is shown: `names` by how much is told of them, of which the picture opens on `opening`.

    `places` are positions in pixels at zoom 1 of what it opens on, `whole` of all names with lines.
    """

    graph: nx.MultiDiGraph
    names: list[str]
    opening: list[str]
    places: dict[str, tuple[int, int]]
    whole: dict[str, tuple[int, int]]

    def lines(self) -> list[Line]:
        """Return the lines between the names that it opens on, but those that only join."""
        return list(_lines(_between(self.graph, self.opening)))


def sketch(graph: nx.MultiDiGraph) -> Sketch:
    """Return what a picture of a graph shows.

    Raises UsageError for more nodes than a picture can tell apart.
    """
    drawn = _drawn(graph)
    if len(drawn) > MAX_NODES:
        raise UsageError(
            f"{len(drawn)} nodes are too many for a picture of at most {MAX_NODES}; choose fewer "
            "with --entity, --predicate, --since or --limit"
        )
    names = sorted(
        drawn, key=lambda n: (-len(_statements(drawn, n)), caption(n, drawn.nodes[n]), n)
    )
    linked = _linked(drawn, names)
    opening = _linked(drawn, linked[:MOST])
    places = _places(drawn, opening)
    whole = places if len(opening) == len(linked) else _places(drawn, linked)
    return Sketch(drawn, names, opening, places, whole)


def line_class(edge: dict[str, Any]) -> str:
    """Return which line an edge is part of: one of `CLASSES`."""
    if edge.get("type") in _JOINING:
        return JOINS
    if edge.get("target_role") == "topic":
        return TOPIC
    return predicate_class(str(edge.get("type")))


def predicate_class(predicate: str) -> str:
    """Return the quad class of a predicate; speech where it has none."""
    return PREDICATES.get(predicate, ("", ""))[1] or SPEECH


def statement_count(edges: Iterable[dict[str, Any]]) -> int:
    """Return how many statements some edges are of."""
    return len({e["statement_id"] for e in edges if e.get("statement_id")})


def radius(statements: int) -> float:
    """Return a radius in pixels whose square grows with the statements by and about a name."""
    return round(4.5 + 1.5 * math.sqrt(statements), 1)


def _drawn(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    kept = nx.MultiDiGraph()
    kept.add_nodes_from(
        (node, data) for node, data in graph.nodes(data=True) if data.get("label") not in _BESIDE
    )
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source in kept and data.get("type") not in _BEHIND:
            kept.add_edge(source, target if target in kept else source, key, **data)
    return kept


def _statements(graph: nx.MultiDiGraph, node: str) -> set[str]:
    return {
        identity
        for edges in (graph.in_edges, graph.out_edges)
        for *_, identity in edges(node, data="statement_id")
        if identity
    }


def _between(graph: nx.MultiDiGraph, names: Iterable[str]) -> Iterator[Edge]:
    """Yield the edges between some names that are lines at first: those that do not only join."""
    for source, target, data in graph.subgraph(names).edges(data=True):
        alone = source == target and data.get("target_role") == "article"
        if data.get("type") not in _JOINING and not alone:
            yield source, target, data


def _linked(graph: nx.MultiDiGraph, names: list[str]) -> list[str]:
    """Return those of some names that a line joins to another of them."""
    ends = {n for s, t, _ in _between(graph, names) if s != t for n in (s, t)}
    return [n for n in names if n in ends]


def _lines(edges: Iterable[Edge]) -> Iterator[Line]:
    together = defaultdict[tuple[str, str, str], list[dict[str, Any]]](list)
    for source, target, data in edges:
        together[source, target, line_class(data)].append(data)
    fan = defaultdict[tuple[str, str], int](int)
    for (source, target, kind), same in together.items():
        yield Line(source, target, kind, 0.07 + 0.11 * fan[source, target], tuple(same))
        fan[source, target] += 1


def _places(graph: nx.MultiDiGraph, names: list[str]) -> dict[str, tuple[int, int]]:
    """Return where names stand with room for what they are called, in pixels at zoom 1."""
    pairs = nx.Graph()
    pairs.add_nodes_from(names)
    pairs.add_edges_from((s, t) for s, t, _ in _between(graph, names))
    rooms = {
        n: _room(caption(n, graph.nodes[n]), radius(len(_statements(graph, n)))) for n in names
    }
    return {
        name: (round(x * FORCES.unit), round(y * FORCES.unit))
        for name, (x, y) in layout(pairs, rooms).items()
    }


def _room(name: str, dot: float) -> tuple[float, float]:
    """Return the width and height of a dot with its name below, in units of the layout."""
    letters = min(len(name), FORCES.longest)
    width = max(letters * FORCES.letter, 2 * dot) + FORCES.beside
    return width / FORCES.unit, (2 * dot + FORCES.below) / FORCES.unit
