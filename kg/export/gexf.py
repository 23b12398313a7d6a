"""Graph -> GEXF 1.2 (https://gexf.net), read by Gephi.

GEXF gives some names a meaning of its own: what Gephi shows as label is a node's `name` and an
edge's `type`; a node's label is the attribute `kind`.
"""

from io import BytesIO
from typing import Any

import networkx as nx

from kg.export.plain import plain
from kg.output import open_output

_TAKEN = {"id", "pid", "start", "end", "weight", "parents", "slices", "spells", "viz", "key"}


def write_gexf(graph: nx.MultiDiGraph, path: str) -> list[str]:
    """Write the graph and return the path."""
    source = plain(graph)
    target = nx.MultiDiGraph()
    for node, attributes in source.nodes(data=True):
        kind = {"kind": attributes["label"]} if "label" in attributes else {}
        target.add_node(
            node,
            **_renamed(attributes),
            **kind,
            label=attributes.get("name") or attributes.get("title") or node,
        )
    for start, end, key, attributes in source.edges(keys=True, data=True):
        target.add_edge(
            start, end, key=key, **_renamed(attributes), id=key, label=attributes.get("type", "")
        )
    buffer = BytesIO()
    nx.write_gexf(target, buffer, version="1.2draft")
    with open_output(path) as file:
        file.write(buffer.getvalue().decode())
    return [path]


def _renamed(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}_" if name in _TAKEN else name: value
        for name, value in attributes.items()
        if name not in {"label", "type"}
    }
