"""networkx graph -> file.

To add a format, write a function beside the others and add it to `WRITERS`.
"""

from collections.abc import Callable
from pathlib import Path

import networkx as nx

from kg.errors import UsageError
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.node_link import write_node_link
from kg.export.picture import write_picture
from kg.export.tables import write_tables

#: Each writes a graph to a path and returns the paths of the files it made.
Writer = Callable[[nx.MultiDiGraph, str], list[str]]

WRITERS: dict[str, Writer] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "json": write_node_link,
    "html": write_picture,
    "csv": write_tables,
}


def format_of(path: str, format: str | None = None) -> str:  # noqa: A002
    """Return the format to write: the given one, else the one that the path ends in.

    Raises UsageError for an unknown one.
    """
    kind = format or Path(path).suffix.lower().removeprefix(".")
    if kind not in WRITERS:
        raise UsageError(
            f"{path}: unknown format {kind!r}; expected a file that ends in "
            f"{', '.join(f'.{k}' for k in WRITERS)}, or --format"
        )
    return kind


def write(graph: nx.MultiDiGraph, path: str, format: str | None = None) -> list[str]:  # noqa: A002
    """Write a graph in a format, by default the one its path ends in.

    Returns the paths of the files made.
    """
    return WRITERS[format_of(path, format)](graph, path)
