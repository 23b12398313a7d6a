"""Graph -> two CSV files (RFC 4180, UTF-8).

`graph.csv` makes `graph.nodes.csv` and `graph.edges.csv`. Lists are joined by "; ", None is empty.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx

from kg.export.plain import plain
from kg.output import open_output


def write_tables(graph: nx.MultiDiGraph, path: str) -> list[str]:
    """Write the nodes and the edges, and return both paths."""
    source = plain(graph)
    stem = Path(path).with_suffix("")
    nodes = ({"id": node, **attributes} for node, attributes in source.nodes(data=True))
    edges = (
        {"source": s, "target": t, "key": key, **attributes}
        for s, t, key, attributes in source.edges(keys=True, data=True)
    )
    return [
        _write(f"{stem}.nodes.csv", nodes, ("id", "label", "name")),
        _write(f"{stem}.edges.csv", edges, ("source", "target", "key", "type")),
    ]


def _write(path: str, rows: Iterable[dict[str, Any]], first: tuple[str, ...]) -> str:
    rows = list(rows)
    columns = list(dict.fromkeys((*first, *(name for row in rows for name in row))))
    with open_output(path) as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path
