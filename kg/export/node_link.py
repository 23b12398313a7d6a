"""Graph -> JSON node-link: {"nodes": [{"id"}], "edges": [{"source", "target", "key"}]}.

Read by D3 and `networkx.node_link_graph(data, edges="edges")`.

Lists stay lists; None stays null.
"""

import json
from datetime import date

import networkx as nx

from kg.output import open_output


def write_node_link(graph: nx.MultiDiGraph, path: str) -> list[str]:
    """Write the graph and return the path."""
    content = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{**attributes, "id": node} for node, attributes in graph.nodes(data=True)],
        "edges": [
            {**attributes, "source": s, "target": t, "key": key}
            for s, t, key, attributes in graph.edges(keys=True, data=True)
        ],
    }
    with open_output(path) as file:
        json.dump(content, file, ensure_ascii=False, indent=1, default=_as_text)
        file.write("\n")
    return [path]


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
