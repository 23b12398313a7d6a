"""How nodes and edges look where a format can say it: caption, colour and size."""

import math
from collections.abc import Mapping
from typing import Any

import networkx as nx

Colour = tuple[int, int, int]
#: The colours of the picture.
_KINDS: dict[str, Colour] = {
    "Person": (53, 104, 176),
    "Country": (192, 138, 30),
    "Organisation": (93, 138, 58),
    "Place": (143, 95, 176),
}
_OTHER: Colour = (167, 171, 179)
_CONFLICT: Colour = (191, 30, 46)
_COOPERATION: Colour = (13, 127, 134)


def caption(node: str, properties: Mapping[str, Any]) -> str:
    """Return what a reader calls a node: its name, its title, else its id; on one line."""
    called = properties.get("name") or properties.get("title") or node
    return " ".join(str(called).split())


def node_colour(properties: Mapping[str, Any]) -> Colour:
    """Return red, green and blue, from 0 to 255, by what the node is."""
    return _KINDS.get(str(properties.get("label")), _OTHER)


def edge_colour(properties: Mapping[str, Any]) -> Colour:
    """Return red where the edge is conflict, blue-green where it is cooperation, else grey."""
    quad = str(properties.get("quad") or "")
    return (
        _CONFLICT
        if quad.endswith("conflict")
        else _COOPERATION
        if quad.endswith("cooperation")
        else _OTHER
    )


def size(graph: nx.MultiDiGraph, node: str) -> float:
    """Return a size from 10 that grows with the root of the number of the node's edges."""
    return round(10 + 4 * math.sqrt(graph.degree(node)), 1)
